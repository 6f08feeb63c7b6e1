# SPDX-License-Identifier: GPL-3.0-or-later
"""The commands that look: shape of their JSON, paging, the query language, usage, help, manual."""

import json
import os
import random
import re
import shutil
import subprocess

import desk_case
from desk_case import (MESSAGE_KEYS, OWN, TICKET_KEYS, DeskCase, copy_desk, mail, mail_with_file,
                       run, thread_mails, to_mbox)

ID = r"^[0-9a-f]{32}$"
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"
NUMBER = r"^HP-[0-9A-HJKMNP-TV-Z]{8}$"
COMMANDS = ("tickets show search customers customer ops note status assign tag priority merge split "
            "link undo redo import check stats backup restore").split()



class Reading(DeskCase):
    @classmethod
    def setUpClass(cls):
        cls.maker = DeskCase()
        cls.maker.setUp()
        maker = cls.maker
        maker.import_(maker.write_mails(
            mail("a1@example.org", sender="Anna Ahola <anna@example.org>", subject="VS: Re: Lasku",
                 body="Sähkölaskun summa on väärä. 😀 Laskujen pitäisi täsmätä.\n",
                 headers=["Cc: Cilla <cilla@c.example>, dan@d.example"]),
            mail("a2@own.example", sender=f"Tuki <{OWN}>", to="anna@example.org",
                 refs=["a1@example.org"], subject="Re: Lasku", at=3600, body="Korjaamme.\n"),
            mail_with_file("b1@b.example", "kuitti.pdf", b"%PDF" * 300, at=7200,
                           sender="bo@b.example", subject="Paketti hukassa"),
            mail("c1@c.example", sender="Cilla <cilla@c.example>", subject="Fråga", at=90_000,
                 body="När kommer leveransen?\n", to="Tuki <tuki@own.example>, x@own.example"),
            mail(None, sender="Dan <dan@d.example>", subject="", at=100_000, body="No id.\n")),
            "--own", OWN)
        maker.decide("tag", maker.ticket_of("b1@b.example")["id"], "kiire", "ulko maat")
        maker.decide("agents", "set", "aino")
        maker.decide("assign", maker.ticket_of("b1@b.example")["id"], "aino")
        maker.decide("status", maker.ticket_of("c1@c.example")["id"], "waiting")
        maker.decide("priority", maker.ticket_of("c1@c.example")["id"], "urgent")
        maker.decide("note", maker.ticket_of("a1@example.org")["id"], "Soitettu asiakkaalle")

    @classmethod
    def tearDownClass(cls):
        cls.maker.doCleanups()

    def setUp(self):
        super().setUp()
        self.desk = self.maker.desk

    # Shapes

    def check_ticket(self, ticket):
        self.assertEqual(list(ticket), TICKET_KEYS)
        self.assertRegex(ticket["id"], ID)
        self.assertRegex(ticket["number"], NUMBER)
        self.assertRegex(ticket["created"], TIME)
        self.assertRegex(ticket["updated"], TIME)
        self.assertLessEqual(ticket["created"], ticket["updated"])
        self.assertIsInstance(ticket["subject"], str)
        self.assertIn(ticket["status"], ["new", "open", "waiting", "resolved", "closed", "spam"])
        self.assertIn(ticket["priority"], ["low", "normal", "high", "urgent"])
        self.assertEqual(ticket["channel"], "mail")
        for name in ("tags", "mids", "warnings"):
            self.assertIsInstance(ticket[name], list)
        self.assertIsInstance(ticket["messages"], int)
        if ticket["customer"] is not None:
            self.assertEqual(list(ticket["customer"]), ["id", "name", "address"])
            self.assertRegex(ticket["customer"]["id"], ID)

    def test_tickets(self):
        tickets = self.tickets()
        for ticket in tickets:
            self.check_ticket(ticket)
        self.assertEqual([t["subject"] for t in tickets], ["Lasku", "", "Fråga", "Paketti hukassa"],
                         "latest activity first; the note is today")
        by = {t["subject"]: t for t in tickets}
        self.assertEqual(by["Lasku"]["mids"], ["a1@example.org", "a2@own.example"])
        self.assertEqual(by["Lasku"]["messages"], 2, "a note is no message")
        self.assertEqual(by["Lasku"]["customer"]["name"], "Anna Ahola")
        self.assertEqual(by["Lasku"]["assignee"], None)
        self.assertEqual(by["Paketti hukassa"]["assignee"], "aino")
        self.assertEqual(by["Paketti hukassa"]["tags"], ["kiire", "ulko maat"])
        self.assertEqual(by["Fråga"]["status"], "waiting")
        self.assertEqual(by["Fråga"]["priority"], "urgent")
        self.assertEqual(by[""]["mids"], [], "a mail without a Message-ID")
        self.assertEqual(by["Fråga"]["created"], "2026-09-22T15:13:20Z")
        self.assertEqual(by["Fråga"]["tags"], [])

    def test_show(self):
        ticket = self.ticket_of("a1@example.org")
        for name in (ticket["id"], ticket["number"], ticket["number"].lower()):
            shown = self.show(name)
            self.assertEqual(list(shown), ["ticket", "messages", "links"])
            self.assertEqual(shown["ticket"], ticket)
        for message in shown["messages"]:
            self.assertEqual(list(message), MESSAGE_KEYS)
            self.assertRegex(message["id"], ID)
            self.assertRegex(message["date"], TIME)
            for people in (message["from"], message["to"], message["cc"]):
                for person in people:
                    self.assertEqual(list(person), ["name", "addr"])
        first, answer, note = shown["messages"]
        self.assertEqual(first["from"], [{"name": "Anna Ahola", "addr": "anna@example.org"}])
        self.assertEqual(first["to"], [{"name": None, "addr": OWN}])
        self.assertEqual(first["cc"], [{"name": "Cilla", "addr": "cilla@c.example"},
                                       {"name": None, "addr": "dan@d.example"}])
        self.assertEqual(first["subject"], "VS: Re: Lasku", "the message's own subject stays")
        self.assertEqual(first["text"], "Sähkölaskun summa on väärä. 😀 Laskujen pitäisi täsmätä.")
        self.assertEqual((first["kind"], first["direction"], first["state"], first["mid"]),
                         ("human", "inbound", "received", "a1@example.org"))
        self.assertEqual((answer["direction"], answer["state"]), ("outbound", "sent"))
        self.assertEqual((note["kind"], note["direction"], note["mid"], note["text"]),
                         ("note", "note", None, "Soitettu asiakkaalle"))
        self.assertEqual((first["attachments"], first["warnings"], first["variant_of"]),
                         ([], [], None))

    def test_show_attachments(self):
        shown = self.show(self.ticket_of("b1@b.example")["id"])
        attachment, = shown["messages"][0]["attachments"]
        self.assertEqual(list(attachment),
                         ["filename", "mime_type", "size", "sha256", "content_id", "inline", "logo"])
        self.assertEqual((attachment["filename"], attachment["size"]), ("kuitti.pdf", 1200))
        self.assertEqual(attachment["mime_type"], "application/octet-stream")
        self.assertRegex(attachment["sha256"], r"^[0-9a-f]{64}$")
        self.assertIsNone(attachment["content_id"])
        self.assertEqual((attachment["inline"], attachment["logo"]), (False, False))

    def test_words_of_the_answered_mail_are_folded(self):
        """Some programs mark no quotes at all."""
        self.desk = self.folder / "parents"
        asked = ("Tilasin teiltä viime viikolla kolme villavilttiä kahvilan terassille, mutta "
                 "paketista puuttui yksi ja toinen oli väärän värinen.\n")
        self.import_(self.write_mails(
            mail("q1@x.example", body=asked),
            mail("q2@x.example", refs=["q1@x.example"], at=60, body=f"Kiitos vastauksesta!\n\n{asked}")))
        ticket, = self.ctl("tickets").lines
        first, second = self.show(ticket["id"])["messages"]
        self.assertEqual(first["reply"], first["text"])
        self.assertEqual(second["reply"], "Kiitos vastauksesta!")
        self.assertIn("villavilttiä", second["text"], "nothing is lost")

    def test_words_of_an_attached_mail_are_found(self):
        self.desk = self.folder / "attached"
        inner = mail("in@x.example", body="Viivästyskorko on väärin laskettu.\n").decode()
        body = ("--x\nContent-Type: text/plain\n\nLiitteenä.\n--x\nContent-Type: message/rfc822\n\n"
                f"{inner}\n--x--\n")
        self.import_(self.write_mails(mail("out@x.example", body=body).replace(
            b"Content-Type: text/plain; charset=utf-8",
            b'Content-Type: multipart/mixed; boundary="x"', 1)))
        self.assertEqual(len(self.ctl("tickets", "viivästyskorko").lines), 1)
        self.assertEqual(self.ctl("check", "--rebuild").one["problems"], [])

    def test_a_picture_that_comes_again_is_a_logo(self):
        self.desk = self.folder / "logos"
        pictures = {"l1@x.example": b"logo", "l2@x.example": b"logo", "l3@x.example": b"logo",
                    "l4@x.example": b"parcel"}
        self.import_(self.write_mails(*(
            mail_with_file(mid, "image001.png", data * 50, at=n * 60).replace(
                b"Disposition: attachment", b"Disposition: inline")
            for n, (mid, data) in enumerate(pictures.items()))))
        logos = {}
        for ticket in self.ctl("tickets").lines:
            message, = self.show(ticket["id"])["messages"]
            attachment, = message["attachments"]
            self.assertTrue(attachment["inline"])
            logos[message["mid"]] = attachment["logo"]
        self.assertEqual(logos, {mid: data == b"logo" for mid, data in pictures.items()})

    def test_search(self):
        hits = self.ctl("search", "lasku").lines
        self.assertEqual(len({h["message"] for h in hits}), len(hits))
        ticket = self.ticket_of("a1@example.org")
        found = [h for h in hits if "Sähkölaskun" in h["snippet"]]
        self.assertEqual(len(found), 1)
        for hit in hits:
            self.assertEqual(list(hit), ["ticket", "message", "snippet", "hits"])
            self.assertRegex(hit["message"], ID)
            for start, end in hit["hits"]:
                self.assertTrue(0 <= start < end <= len(hit["snippet"]), hit)
        self.assertEqual(found[0]["ticket"], ticket["id"])
        marked = [found[0]["snippet"][a:b] for a, b in found[0]["hits"]]
        self.assertEqual(marked, ["Sähkölaskun", "Laskujen"], "in code points, also behind a 😀")
        for word, mid in (("hukka", "b1@b.example"), ("leverans", "c1@c.example"),
                          ("soittaa", "a1@example.org"), ("kuitti", "b1@b.example"),
                          ("PAKETEISTA", "b1@b.example")):
            hits = self.ctl("search", word).lines
            self.assertEqual({h["ticket"] for h in hits}, {self.ticket_of(mid)["id"]}, word)
        self.assertEqual(self.ctl("search", "olematon").lines, [])
        self.assertEqual(len(self.ctl("search", "lasku", "--limit", 1).lines), 1)

    def test_customers(self):
        customers = self.ctl("customers").lines
        for customer in customers:
            self.assertRegex(customer["id"], ID)
            self.assertRegex(customer["first_contact"], TIME)
            self.assertRegex(customer["last_contact"], TIME)
        self.assertEqual([c["address"] for c in customers],
                         ["dan@d.example", "cilla@c.example", "bo@b.example", "anna@example.org"])
        anna = customers[-1]
        self.assertEqual((anna["name"], anna["organisation"], anna["messages"], anna["tickets"]),
                         ("Anna Ahola", "example.org", 2, 1))
        self.assertEqual(self.ctl("customers", "--limit", "2").lines, customers[:2])
        self.assertEqual([c["address"] for c in self.ctl("customers", "cilla").lines],
                         ["cilla@c.example"])
        for name in (anna["id"], "anna@example.org", "ANNA@Example.org"):
            one = self.ctl("customer", name).one
            self.assertEqual(one["identities"], ["anna@example.org"])
            self.assertEqual({k: one[k] for k in anna}, anna)
            self.assertEqual(one["language"], "fi")

    def test_ops(self):
        ops = self.ctl("ops").lines
        self.assertEqual([o["field"] for o in ops], ["own_address", "tag", "tag", "agent", "assignee",
                                                     "status", "priority", "note"])
        for op in ops:
            self.assertEqual(list(op), ["id", "seq", "clock", "time", "desk", "actor", "kind",
                                        "entity", "field", "member", "value", "active"])
            for name in ("id", "desk", "entity"):
                self.assertRegex(op[name], ID)
            self.assertRegex(op["time"], TIME)
            self.assertIsInstance(op["clock"], str, "64 bits do not fit into a JSON number")
        self.assertEqual(sorted(int(o["clock"]) for o in ops), [int(o["clock"]) for o in ops])
        self.assertEqual(self.ctl("ops", "export").lines, ops)
        self.assertEqual(self.ctl("ops", "export", "--after", ops[2]["seq"]).lines, ops[3:])
        of_one = self.ctl("ops", self.ticket_of("b1@b.example")["number"]).lines
        self.assertEqual(of_one, [*ops[1:3], ops[4]])

    def test_stats(self):
        self.assertEqual(self.ctl("stats").one, {
            "tickets": 4, "status": {"new": 1, "open": 2, "waiting": 1, "resolved": 0, "closed": 0,
                                     "spam": 0},
            "inbound": 4, "outbound": 1, "notes": 1, "customers": 4})

    def test_check(self):
        plain = self.ctl("check").one
        self.assertEqual(plain, {"ok": True, "problems": [], "digest": None})
        whole = self.ctl("check", "--rebuild", "--digest").one
        self.assertEqual(list(whole), ["ok", "problems", "digest"])
        self.assertRegex(whole["digest"], r"^[0-9a-f]{64}$")
        self.assertEqual(self.ctl("check", "--digest").one["digest"], whole["digest"])
        self.assertEqual([p.name for p in self.desk.iterdir() if "rebuild" in p.name], [])

    def test_looking_changes_nothing(self):
        before = self.digest()
        data = (self.desk / "desk.db").read_bytes()
        for args in (["tickets"], ["search", "lasku"], ["customers"], ["ops"], ["stats"],
                     ["show", self.tickets()[0]["id"]], ["customer", "bo@b.example"]):
            self.ctl(*args)
        self.assertEqual((self.desk / "desk.db").read_bytes(), data)
        self.assertEqual(self.digest(), before)

    # The query language

    def test_queries(self):
        mids = {"a": "a1@example.org", "b": "b1@b.example", "c": "c1@c.example", "d": None}
        ids = {k: self.ticket_of(m)["id"] for k, m in mids.items() if m}
        ids["d"] = next(t["id"] for t in self.tickets() if not t["mids"])
        names = {v: k for k, v in ids.items()}
        number = self.show(ids["b"])["ticket"]["number"]
        for query, wanted in (
                ("", "abcd"), ("lasku", "a"), ("LASKUT summa", "a"), ("lasku paketti", ""),
                ("from:anna", "a"), ("from:example.org", "a"), ("to:x@own.example", "c"),
                ("assignee:aino", "b"), ("assignee:none", "acd"), ("assignee:me", ""),
                ("tag:kiire", "b"), ('tag:"ulko maat"', "b"), ("-tag:kiire", "acd"),
                ("status:waiting", "c"), ("status:open", "ab"), ("is:open", "abd"),
                ("-is:open", "c"), ("is:unassigned", "acd"), ("priority:urgent", "c"),
                ("channel:mail", "abcd"), ("has:attachment", "b"), ("before:2026-09-22", "b"),
                ("after:2026-09-22", "acd"), ("after:2026-09-22 -assignee:none", ""),
                ("before:1h", "bcd"), (number, "b"), (f"[{number}]", "b"),
                ("from:anna -lasku", ""), ("-lasku is:open", "bd"), ("-lasku", "bcd"),
                ('"summa on"', "a"), ('"on summa"', ""),
                ("status:nonsense", ""), ("olematonsana", ""), ("\"", "abcd"), ("*", "abcd"),
                ("'; DROP TABLE ticket; --", ""), ("NEAR(", ""), ("from:", "abcd")):
            with self.subTest(query):
                found = self.tickets(*([query] if query else []))
                self.assertEqual("".join(sorted(names[t["id"]] for t in found)), wanted)
        self.assertEqual([names[t["id"]] for t in self.ctl("--as", "aino", "tickets",
                                                           "assignee:me").lines], ["b"])
        self.assertEqual([names[t["id"]] for t in self.tickets("from:bo", "is:open")], ["b"],
                         "a query of several words on the command line")

    # Usage

    def test_options_before_and_after(self):
        wanted = self.ctl("tickets").out
        for args in (["--json", "tickets", "--desk", self.desk], ["tickets", f"--desk={self.desk}"],
                     ["tickets", "--json", "--as", "aino", f"--desk={self.desk}"],
                     [f"--desk={self.desk}", "--as=aino", "--json", "tickets", "--limit=50"],
                     ["--desk", self.desk, "tickets", "--limit", "50", "--json"]):
            result = run(*args)
            self.assertEqual((result.status, result.out), (0, wanted), args)

    def test_the_default_desk(self):
        env = {"XDG_DATA_HOME": str(self.folder / "data"), "HOME": str(self.folder)}
        result = run("tickets", env=env)
        self.assertEqual((result.status, result.out), (1, ""))
        self.assertIn("no desk", result.err)
        (self.folder / "data/helppari").mkdir(parents=True)
        copy_desk(self.maker.desk, self.folder / "data/helppari/desk")
        self.assertEqual(run("tickets", env=env).out, self.ctl("tickets").out)

    def test_wrong_usage(self):
        ticket = self.tickets()[0]["id"]
        for args in (["nonsense"], ["show"], ["show", ticket, ticket], ["tickets", "--nonsense"],
                     ["tickets", "--limit"], ["tickets", "--limit", "many"],
                     ["tickets", "--limit", "-1"], ["tickets", "--after", "nonsense"],
                     ["tickets", "--after"], ["search"], ["customer"], ["customers", "--x"],
                     ["note", ticket], ["note", ticket, "a", "b"], ["status", ticket],
                     ["assign"], ["tag", ticket], ["priority", ticket], ["merge", ticket],
                     ["split", ticket], ["link", "anna@example.org"], ["undo", "nonsense"],
                     ["redo", "nonsense"], ["undo", "a", "b"], ["import"], ["import", "--own"],
                     ["import", "--own", OWN], ["check", "x"], ["check", "--nonsense"],
                     ["stats", "x"], ["backup"], ["backup", "a", "b"], ["restore"],
                     ["ops", "import"], ["ops", "export", "x"], ["tickets", "--desk"]):
            self.refuse(*args, status=2)
        nothing = run()
        self.assertEqual(nothing.status, 2)

    def test_errors(self):
        ticket = self.tickets()[0]["id"]
        before = self.digest()
        for args, says in (
                (["show", "HP-00000000"], "HP-00000000"), (["show", "f" * 32], "f" * 32),
                (["show", "nonsense"], "nonsense"), (["show", ""], ""),
                (["customer", "nobody@x.example"], "nobody@x.example"),
                (["status", ticket, "nonsense"], "resolved"), (["status", "nix", "open"], "nix"),
                (["priority", ticket, "nonsense"], "urgent"), (["note", ticket, ""], "empty"),
                (["note", ticket, " \n"], "empty"), (["note", "nix", "text"], "nix"),
                (["tag", ticket, ""], "tag"), (["tag", ticket, "-"], "tag"),
                (["tag", ticket, "a\nb"], "tag"), (["tag", ticket, "x" * 65], "tag"),
                (["tag", ticket, "good", "x" * 65], "tag"), (["assign", "nix"], "nix"),
                (["merge", ticket, ticket], "one"), (["merge", ticket, "nix"], "nix"),
                (["split", ticket, "nix"], "nix"), (["split", "nix", "nix"], "nix"),
                (["link", "bo@b.example", "bo@b.example"], "one"),
                (["link", "bo@b.example", "nix"], "nix"), (["undo", "0" * 32], ""),
                (["redo", "0" * 32], ""), (["redo"], "redo"), (["--as", "new", "undo"], "undo"),
                (["ops", "nix"], "nix"), (["ops", "import", "/nonexistent"], ""),
                (["restore", "/nonexistent"], "nonexistent"),
                (["backup", "/nonexistent/x"], "nonexistent"),
                (["backup", self.desk / "desk.db"], "desk.db")):
            with self.subTest(args):
                self.refuse(*args, says=says)
        self.assertEqual(self.digest(), before, "a command that failed changes nothing")

    def test_no_desk(self):
        nowhere = self.folder / "nowhere"
        for args in (["tickets"], ["show", "x"], ["search", "x"], ["customers"], ["customer", "x"],
                     ["ops"], ["stats"], ["check"], ["note", "x", "y"], ["undo"], ["redo"],
                     ["backup", self.folder / "b"]):
            self.refuse(*args, desk=nowhere, says="no desk")
            self.assertFalse(nowhere.exists(), args)

    def test_bytes_that_are_no_text(self):
        ticket = self.tickets()[0]["id"]
        self.desk = copy_desk(self.desk, self.folder / "copy")
        before = self.digest()
        bad = os.fsdecode(b"\xff\xfe")
        for args in (["tickets", bad], ["search", bad], ["customers", bad]):
            self.ctl(*args)
        for args in (["show", bad], ["customer", bad], ["note", ticket, bad], ["tag", ticket, bad],
                     ["status", ticket, bad], ["assign", ticket, bad],
                     ["--as", bad, "note", ticket, "x"]):
            with self.subTest(args):
                result = self.try_run(*args)
                self.assertIn(result.status, (1, 2), result)
                self.assertEqual(result.out, "")
        self.assertEqual(self.digest(), before)

    def test_output_that_can_not_be_written(self):
        with open("/dev/full", "wb") as full:
            for args in (["tickets"], ["ops", "export"], ["show", self.tickets()[0]["id"]]):
                done = subprocess.run([desk_case.PROGRAM, "--desk", self.desk, *args], stdout=full,
                                      stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
                self.assertEqual(done.returncode, 1, f"{args}: lost output must not pass as done")
                self.assertRegex(done.stderr.decode(), r"^helpparictl: .{8,}")

    def test_help(self):
        whole = run("--help")
        self.assertEqual((whole.status, whole.err), (0, ""))
        self.assertEqual(run("help").out, whole.out)
        version = run("--version")
        self.assertRegex(version.out, r"^helpparictl \d+\.\d+\.\d+\n$")
        for command in COMMANDS:
            self.assertRegex(whole.out, rf"(?m)^  {command}\b")
            for args in ([command, "--help"], ["--help", command], ["help", command],
                         ["--desk", "/nonexistent", command, "x", "--help"]):
                result = run(*args)
                self.assertEqual((result.status, result.err), (0, ""), args)
                self.assertRegex(result.out, rf"^Usage: helpparictl .*\b{command}\b")
                self.assertIn("--desk", result.out)
            self.assertLessEqual(max(map(len, result.out.splitlines())), 100)

    def test_man_page(self):
        page = run("--man")
        self.assertEqual((page.status, page.err), (0, ""))
        self.assertTrue(page.out.startswith(".TH HELPPARICTL 1"))
        for command in COMMANDS:
            self.assertRegex(page.out, rf"(?m)^\.B {command}\b")
        if not shutil.which("groff"):
            self.skipTest("no groff")
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-k"], input=page.out.encode(),
                              capture_output=True, env={**os.environ, "GROFF_NO_SGR": "1"})
        self.assertEqual(done.stderr.decode(), "")
        text = re.sub(r".\x08", "", done.stdout.decode())
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^ +{command}\b")
        self.assertIn("--desk DIR", text)


class Paging(DeskCase):
    def test_after_covers_all_once(self):
        # Many with the same time, so that the cursor must tell them apart.
        mails = [mail(f"m{i}@example.org", at=i // 7, subject=f"Asia {i}",
                      sender=f"c{i % 9}@example.org") for i in range(120)]
        self.import_(self.write("in.mbox", to_mbox(mails)))
        whole = self.tickets()
        self.assertEqual(len(whole), 120)
        self.assertEqual(len(self.ctl("tickets").lines), 50, "50 unless told otherwise")
        self.assertEqual(whole, sorted(whole, key=lambda t: t["updated"], reverse=True))
        for step in (1, 7, 50, 119, 120, 200):
            seen, cursor = [], []
            while True:
                page = self.ctl("tickets", "--limit", step, *cursor).lines
                seen += page
                if len(page) < step:
                    break
                cursor = ["--after", page[-1]["cursor"]]
                if step == 1 and len(seen) == 20:
                    break
            self.assertEqual([t["id"] for t in seen], [t["id"] for t in whole][:len(seen)])
            self.assertEqual(len(seen), 20 if step == 1 else 120)
        self.assertEqual(self.ctl("tickets", "--limit", 0).lines, [])
        words = self.tickets("asia", "from:c3@")
        page = self.ctl("tickets", "asia", "from:c3@", "--limit", 5).lines
        rest = self.ctl("tickets", "--after", page[-1]["cursor"], "asia", "from:c3@").lines
        self.assertEqual(page + rest, words)

    def test_words_by_the_newest_message_that_holds_them(self):
        mails = [mail("a1@x.example", subject="A", at=10, body="Omena kypsyy.\n"),
                 mail("b1@x.example", subject="B", at=50, body="Omena putoaa.\n"),
                 mail("c1@x.example", subject="C", at=60, body="Omena mätänee.\n"),
                 mail("a2@x.example", refs=["a1@x.example"], at=100, body="Omena syötiin.\n"),
                 mail("b2@x.example", refs=["b1@x.example"], at=900, body="Kiitos!\n")]
        self.import_(self.write_mails(*mails))
        self.assertEqual([t["subject"] for t in self.tickets()], ["B", "A", "C"])
        self.assertEqual([t["subject"] for t in self.tickets("omena")], ["A", "C", "B"])
        pages, cursor = [], []
        while page := self.ctl("tickets", "omena", "--limit", 1, *cursor).lines:
            pages += page
            cursor = ["--after", page[0]["cursor"]]
        self.assertEqual([t["subject"] for t in pages], ["A", "C", "B"], "each once")

    def test_a_page_stays_when_mail_comes(self):
        rand = random.Random(8)
        self.import_(self.write("in.mbox", to_mbox(thread_mails(80, rand))))
        first = self.ctl("tickets", "--limit", 10).lines
        rest = self.ctl("tickets", "--limit", 1000, "--after", first[-1]["cursor"]).lines
        self.import_(self.write_mails(mail("new@example.org", at=10_000_000)))
        again = self.ctl("tickets", "--limit", 1000, "--after", first[-1]["cursor"]).lines
        self.assertEqual(again, rest)


if __name__ == "__main__":
    desk_case.main()
