# SPDX-License-Identifier: GPL-3.0-or-later
"""Two desks read overlapping parts of one mailbox in different orders, decide at random, exchange
their decisions doubled and shuffled, then get the missing mail: they are the same desk."""

import random

import desk_case
from desk_case import IS_SANITIZED, IS_SOAK, OWN, DeskCase, mail

N_MAILS = 150
N_DECISIONS = 60
SEEDS = range(20) if IS_SOAK else range(1) if IS_SANITIZED else range(2)
PEOPLE = ["anna@a.example", "Bo <bo@b.example>", "cilla@c.example", "Dan Ek <dan@a.example>",
          "eve@gmail.com", "no-reply@shop.example", OWN, "info@own.example"]
WORDS = "lasku paketti retur order kiitos hinta faktura missing tilaukseni söndag".split()
TEXTS = ["Soitettu.", "“Lainaus” ja \"toinen\" \\ / \t 😀", "Två\nrader", "</script> & 'x'",
         "\u2028\u2029\x7f\x01 ohjaus", "e\u0301 é", "-alku"]


class Mailbox:
    """Mails in threads, with everything that makes threads hard."""

    def __init__(self, rand):
        self.rand = rand
        self.ids = [f"m{i}.{rand.randrange(1000)}@ids.example" for i in range(N_MAILS)]
        self.mails = []
        while len(self.mails) < N_MAILS:
            self.add(len(self.mails))

    def refs(self, i):
        """Mostly of a mail before; sometimes of one never seen, later than this, or itself."""
        rand = self.rand
        what = rand.random()
        if what < 0.35 or i == 0:
            return []
        if what < 0.45:
            return [f"unseen{rand.randrange(8)}@ids.example"]
        if what < 0.55:
            return [self.ids[rand.randrange(N_MAILS)] for _ in range(rand.randint(1, 3))]
        refs = [self.ids[rand.randrange(max(0, i - 12), i)]]
        if rand.random() < 0.3:
            refs.insert(0, f"unseen{rand.randrange(8)}@ids.example")
        return refs

    def add(self, i):
        rand = self.rand
        refs = self.refs(i)
        mid = None if rand.random() < 0.04 else self.ids[i]
        more = {"headers": []}
        if rand.random() < 0.08:
            more["headers"] = ["Auto-Submitted: auto-replied"]
        if rand.random() < 0.3:
            more["top"] = [self.received(i)]
        subject = ("VS: " if refs else "") + " ".join(rand.sample(WORDS, 2))
        raw = mail(mid, rand.choice(PEOPLE), ", ".join(rand.sample(PEOPLE, rand.randint(1, 2))),
                   subject, at=rand.randrange(60) * 60, refs=refs,
                   reply_to=rand.choice(self.ids) if rand.random() < 0.1 else None,
                   body=" ".join(rand.choices(WORDS, k=8)) + f" {i}\n", **more)
        self.mails.append(raw)
        if rand.random() < 0.12:
            self.mails.append(self.received(i).encode() + b"\n" + raw)
        if rand.random() < 0.06:
            self.mails.append(raw.replace(b"Content-Transfer", b"X-Other: 1\nContent-Transfer")
                              + "Toinen sisältö.\n".encode())

    def received(self, i):
        host = self.rand.choice(["mx.far.example", "list.example", "own.example"])
        return (f"Received: from {host} by mail.own.example with ESMTP; "
                f"{desk_case.date(self.rand.randrange(-100, 4000))}")

    def add_numbers(self, numbers):
        """Mails that carry numbers of tickets, of people who take part and of others."""
        for i in range(12):
            self.mails.append(mail(
                f"n{i}@ids.example", self.rand.choice(PEOPLE), OWN, at=5000 + i,
                subject=f"Re: asia [{self.rand.choice(numbers)}]", body=f"Numerolla {i}.\n"))


class Desk:
    """One of the two: its tickets, and decisions at random."""

    def __init__(self, case, name, rand):
        self.case, self.rand = case, rand
        self.path = case.folder / name
        self.agents = [f"{name}-1", f"{name}-2", "yhteinen"]
        self.turn, self.tickets, self.done = 0, [], []
        self.counts = {}

    def ctl(self, *args, **more):
        return self.case.ctl(*args, desk=self.path, **more)

    def decide(self):
        rand = self.rand
        if self.turn % 3 == 0:  # names of old stay good
            self.tickets = self.ctl("tickets", "--limit", 1000).lines
        self.turn += 1
        tickets = self.tickets
        agent = rand.choice(self.agents)
        ticket = rand.choice(tickets)
        kind = rand.choices(
            "note status assign tag priority snooze agents view merge split link undo undo-one redo "
            "redo-one own".split(),
            [3, 8, 3, 4, 2, 4, 2, 2, 6, 6, 3, 5, 5, 4, 3, 1])[0]
        if kind == "note":
            args = [ticket["id"], "-"]
        elif kind == "status":
            args = [ticket["id"], rand.choice("new open waiting resolved closed spam".split())]
        elif kind == "assign":
            args = [ticket["number"], rand.choice(["me", "none", "aino", "väinö"])]
        elif kind == "tag":
            args = [ticket["id"], *rand.sample(["kiire", "-kiire", "Äö", "-Äö", "x\"y"], 2)]
        elif kind == "priority":
            args = [ticket["id"], rand.choice("low normal high urgent".split())]
        elif kind == "snooze":
            args = [ticket["id"], *rand.choice([["--until-answer"], ["none"], ["2099-01-01"]])]
        elif kind == "agents":
            args = ["set", rand.choice(["aino", "väinö"]), *rand.choice([["--away"], ["--here"], ["--skill", "x"]])]
        elif kind == "view":
            args = rand.choice([["set", "Oma", "is:open"], ["set", "spam", "x"], ["remove", "spam"],
                                ["order", "waiting", "open"]])
        elif kind == "merge":
            args = [t["id"] for t in rand.sample(tickets, rand.randint(2, 3))]
        elif kind == "split":
            ticket = rand.choice([t for t in tickets if len(t["mids"]) > 1] or [ticket])
            args = [ticket["id"], rand.choice(ticket["mids"] or ["nix"])]
        elif kind == "link":
            customers = self.ctl("customers", "--limit", 1000).lines
            args = [c["id"] for c in rand.choices(customers, k=2)]
        elif kind in ("undo-one", "redo-one"):
            if not self.done:
                return
            kind, args = kind[:4], [rand.choice(self.done)]
        elif kind == "own":
            nothing = self.case.folder / "nothing"
            nothing.mkdir(exist_ok=True)
            self.ctl("import", nothing, "--own", rand.choice([OWN, "info@own.example"]))
            return
        else:
            args = []
        result = self.case.try_run("--as", agent, kind, *args, desk=self.path,
                                   stdin=rand.choice(TEXTS) if kind == "note" else None)
        self.case.assertIn(result.status, (0, 1), result)
        if result.status == 0:
            self.counts[kind] = self.counts.get(kind, 0) + 1
            self.done += result.one.get("ops", [])
        else:
            self.case.assertIn(kind, ("undo", "redo", "split", "merge", "link", "assign", "view"), result)


class TwoDesks(DeskCase):
    def exchange(self, rand, source, target):
        """The lines in any order, some of them twice; then the whole again in order."""
        text = source.ctl("ops", "export").out
        lines = [line + "\n" for line in text.split("\n") if line]
        mixed = lines + rand.choices(lines, k=len(lines) // 2)
        rand.shuffle(mixed)
        cut = rand.randrange(len(mixed))
        for part in (mixed[:cut], mixed[cut:], lines):
            if part:
                target.ctl("ops", "import", "-", stdin="".join(part))

    def check_seed(self, seed):
        rand = random.Random(seed)
        mailbox = Mailbox(rand)
        first = self.import_(self.write_mails(*mailbox.mails, name=f"all{seed}"),
                             desk=self.folder / f"all-desk{seed}")
        self.assertEqual(first["messages"] + first["duplicates"], len(mailbox.mails))
        mailbox.add_numbers([t["number"] for t in self.tickets(desk=self.folder / f"all-desk{seed}")])
        desks = [Desk(self, f"{name}{seed}", rand) for name in "ab"]
        rest = {}
        for desk in desks:
            mails = mailbox.mails[:]
            rand.shuffle(mails)
            part = rand.randint(len(mails) // 2, len(mails) * 4 // 5)
            rest[desk] = mails[part:]
            self.import_(self.write_mails(*mails[:part], name=f"{desk.path.name}-part"),
                         "--own", OWN, desk=desk.path)
        for _ in range(N_DECISIONS):
            for desk in desks:
                desk.decide()
        for desk in desks:
            self.assertGreater(len(desk.counts), 6, f"decided too little: {desk.counts}")
            self.assertGreater(sum(desk.counts.values()), N_DECISIONS // 2)
        self.exchange(rand, desks[0], desks[1])
        self.exchange(rand, desks[1], desks[0])
        for desk in desks:
            rand.shuffle(rest[desk])
            self.import_(self.write_mails(*rest[desk], name=f"{desk.path.name}-rest"),
                         desk=desk.path)
        digests = [self.assert_sound(desk.path) for desk in desks]
        views = [self.tickets(desk=desk.path) for desk in desks]
        self.assertEqual(views[0], views[1])
        self.assertEqual(digests[0], digests[1])

    def test_two_desks(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.check_seed(seed)


class Carrying(DeskCase):
    """ops export and ops import by themselves."""

    def setUp(self):
        super().setUp()
        self.mails = self.write_mails(mail("a1@a.example"), mail("b1@b.example", at=9))
        self.import_(self.mails, "--own", OWN)
        ticket = self.ticket_of("a1@a.example")["id"]
        for text in TEXTS:
            self.decide("note", ticket, "-", stdin=text)
        self.decide("merge", ticket, self.ticket_of("b1@b.example")["id"])
        self.ctl("undo")
        self.exported = self.ctl("ops", "export").out

    def test_ops_before_their_mail(self):
        other = self.folder / "other"
        path = self.write("ops.jsonl", self.exported.encode())
        n = len(self.ctl("ops").lines)
        self.assertEqual(self.ctl("ops", "import", path, desk=other).one, {"ops": n})
        self.assertEqual(self.ctl("ops", "import", path, desk=other).one, {"ops": 0})
        self.assertEqual(self.tickets(desk=other), [])
        self.import_(self.mails, desk=other)
        self.assertEqual(self.digest(other), self.digest())
        self.assert_sound(other)

    def test_export_after(self):
        whole = self.exported.split("\n")[:-1]
        seq = self.ctl("ops").lines[3]["seq"]
        self.assertEqual(self.ctl("ops", "export", "--after", seq).out.split("\n")[:-1], whole[4:])

    def test_a_bad_line_and_nothing_is_taken(self):
        other = self.folder / "other"
        self.import_(self.mails, desk=other)
        before = self.digest(other)
        lines = self.exported.split("\n")[:-1]
        for bad in ("nonsense", "{}", "[]", "null", lines[0][:50], lines[0].replace("clock", "klock"),
                    lines[0].replace('"kind":"', '"kind":"x'), '{"id":1}', "\0"):
            with self.subTest(bad):
                said = self.refuse("ops", "import", "-", stdin="\n".join([*lines, bad, ""]),
                                   desk=other)
                self.assertIn(f"{len(lines) + 1}", said, "the number of the line")
                self.assertEqual(self.digest(other), before)


if __name__ == "__main__":
    desk_case.main()
