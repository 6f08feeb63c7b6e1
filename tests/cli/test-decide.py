# SPDX-License-Identifier: GPL-3.0-or-later
"""Decisions: each takes effect, each can be undone so that everything is as before, and redone;
what re-opens a ticket; numbers in subjects."""

import json
import shutil

import desk_case
from desk_case import OWN, DeskCase, mail

STATUSES = ("new", "open", "waiting", "resolved", "closed", "spam")
CLOSING = ("waiting", "resolved", "closed", "spam")


class Deciding(DeskCase):
    @classmethod
    def setUpClass(cls):
        cls.maker = DeskCase()
        cls.maker.setUp()
        cls.maker.import_(cls.maker.write_mails(
            mail("a1@a.example", sender="Anna <anna@a.example>", subject="Lasku", at=0),
            mail("a2@own.example", sender=OWN, to="anna@a.example", subject="Re: Lasku", at=100,
                 refs=["a1@a.example"]),
            mail("a3@a.example", sender="Anna <anna@a.example>", subject="VS: Lasku", at=200,
                 refs=["a1@a.example", "a2@own.example"]),
            mail("a4@a.example", sender="Anna <anna@a.example>", subject="VS: Lasku", at=300,
                 refs=["a1@a.example", "a2@own.example", "a3@a.example"]),
            mail("b1@b.example", sender="Bo <bo@b.example>", subject="Paket", at=400),
            mail("c1@c.example", sender="Cilla <cilla@c.example>", subject="Retur", at=500),
            mail("d1@d.example", sender="Dan <dan@d.example>", subject="Order", at=600)),
            "--own", OWN)

    @classmethod
    def tearDownClass(cls):
        cls.maker.doCleanups()

    def setUp(self):
        super().setUp()
        shutil.copytree(self.maker.desk, self.desk)
        self.ids = {t["mids"][0][0]: t["id"] for t in self.tickets()}
        self.before = self.look()

    def get(self, name):
        return self.show(self.ids[name])["ticket"]

    def texts(self, name):
        return [m["text"] for m in self.show(self.ids[name])["messages"] if m["kind"] == "note"]

    def glance(self):
        """What lists show: all that most decisions change, in few runs."""
        return [self.ctl(*args).out for args in (["tickets"], ["customers"], ["stats"])]

    def check_round(self, *args):
        """The decision changes something; undo gives what was before, redo what was after. Leaves
        the desk as before. Returns what was after."""
        before, glance = self.look(), self.glance()
        ops = self.decide(*args)
        after, glance_after = self.look(), self.glance()
        self.assertNotEqual(glance_after, glance)
        self.assertEqual(self.ctl("undo").one, {"undone": ops})
        self.assertEqual(self.glance(), glance)
        self.assertEqual(self.ctl("redo").one, {"redone": ops})
        self.assertEqual(self.look(), after)
        self.assertEqual(self.glance(), glance_after)
        self.assertEqual(self.ctl("undo", ops[-1]).one, {"undone": ops})
        self.assertEqual(self.look(), before)
        self.assertEqual(self.ctl("redo", ops[0]).one, {"redone": ops})
        self.assertEqual(self.glance(), glance_after)
        self.ctl("undo")
        self.assertEqual(self.glance(), glance)
        self.assert_sound()
        return after

    # One by one

    def test_note(self):
        after = self.check_round("note", self.ids["b"], "Soitin. “Lainaus” \\ / \"ä\" 😀\n\trivi 2")
        ticket, messages = after[self.ids["b"]]
        note = messages[-1]
        self.assertEqual(note["text"], "Soitin. “Lainaus” \\ / \"ä\" 😀\n\trivi 2")
        self.assertEqual((note["kind"], note["direction"], note["to"]), ("note", "note", []))
        self.assertGreater(ticket["updated"], self.before[self.ids["b"]][0]["updated"])
        self.assertEqual(ticket["status"], "new", "a note changes no status")
        self.assertEqual(self.tickets()[-1]["messages"], 4)

    def test_note_from_stdin(self):
        text = "rivi 1\nrivi 2 – <tagi> & 'x' \u2028 \x7f\n" + "pitkä " * 5000
        self.decide("note", self.ids["b"], "-", stdin=text + "\n\n")
        self.assertEqual(self.texts("b"), [text.strip()])
        found = self.ctl("search", "pitkät").lines
        self.assertEqual({h["ticket"] for h in found}, {self.ids["b"]}, "notes can be searched")
        self.refuse("note", self.ids["b"], "-", stdin="", says="empty")
        self.refuse("note", self.ids["b"], "-", stdin=b"\xff\xfe", says="UTF-8")
        self.assertEqual(len(self.texts("b")), 1)

    def test_note_says_who(self):
        self.decide("--as", "aino", "note", self.ids["b"], "x")
        note = self.show(self.ids["b"])["messages"][-1]
        self.assertEqual(note["from"], [{"name": "aino", "addr": None}])

    def test_status(self):
        after = self.check_round("status", self.ids["b"], "closed")
        self.assertEqual(after[self.ids["b"]][0]["status"], "closed")
        tickets = self.tickets()
        for name in "ab":
            for status in STATUSES:
                self.decide("status", self.ids[name], status)
                self.assertEqual(self.get(name)["status"], status)
        for name in "ab":
            for status in STATUSES:
                self.ctl("undo")
        self.assertEqual(self.tickets(), tickets)
        self.assertEqual(self.ctl("stats").one["status"],
                         {"new": 3, "open": 1, "waiting": 0, "resolved": 0, "closed": 0, "spam": 0})

    def test_bulk_of_nothing_is_not_of_all(self):
        self.refuse("bulk", " ", "--status", "closed", status=2, says="every ticket")
        self.assertNotIn("closed", [self.get(name)["status"] for name in "abcd"])

    def test_bulk(self):
        self.decide("--as", "aino", "agents", "set", "me")
        wanted = ("bulk", "is:new", "--status", "waiting", "--tag", "erä", "--tag", "toinen",
                  "--assign", "aino", "--priority", "high")
        before = self.look()
        done = self.ctl(*wanted).one
        self.assertEqual(done["tickets"], 3)
        for name in "bcd":
            ticket = self.get(name)
            self.assertEqual((ticket["status"], ticket["assignee"], ticket["priority"],
                              ticket["tags"]), ("waiting", "aino", "high", ["erä", "toinen"]))
        self.assertEqual(self.get("a")["tags"], [])
        self.decide("--as", "sari", "priority", self.ids["c"], "urgent")
        self.ctl("undo", done["op"])
        self.assertEqual(self.get("c")["priority"], "urgent", "a later decision of another stands")
        self.ctl("--as", "sari", "undo")
        self.assertEqual(self.look(), before)
        self.assertEqual(self.ctl("bulk", "tag:olematon", "--status", "open").one,
                         {"tickets": 0, "op": None})
        self.ctl("bulk", "from:anna", "--snooze", "ensi viikolla", "--untag", "x")
        self.assertIsNotNone(self.get("a")["snoozed"])
        self.refuse("bulk", "is:new", status=2, says="missing")
        self.refuse("bulk", "--status", "open", status=2)
        self.refuse("bulk", "is:new", "--status", "open", "--status", "new", status=2,
                    says="more than once")
        self.refuse("bulk", "is:new", "--status", "blue", says="open")
        self.refuse("bulk", "is:new", "--snooze", "eilen", status=2, says="tomorrow")
        self.assert_sound()

    def test_snooze(self):
        after = self.check_round("snooze", self.ids["b"], "2099-01-01", "12:00")
        self.assertRegex(after[self.ids["b"]][0]["snoozed"], r"^(2099-01-01|2098-12-31)T\d\d:00:00Z$")
        self.assertEqual(after[self.ids["b"]][0]["status"], "new", "sleep changes no status")
        after = self.check_round("snooze", self.ids["b"], "--until-answer")
        self.assertEqual(after[self.ids["b"]][0]["snoozed"], "answer")
        self.decide("snooze", self.ids["b"], "huomenna", "9")
        self.assertEqual([t["id"] for t in self.tickets("is:snoozed")], [self.ids["b"]])
        self.assertEqual([t["id"] for t in self.tickets("tila:torkutettu")], [self.ids["b"]])
        self.assertNotIn(self.ids["b"], [t["id"] for t in self.tickets("is:open")])
        self.decide("snooze", self.ids["b"], "none")
        self.assertIsNone(self.get("b")["snoozed"])
        self.assertIn(self.ids["b"], [t["id"] for t in self.tickets("is:open")])
        self.refuse("snooze", self.ids["b"], "eilen", says="tomorrow 9", status=2)
        self.refuse("snooze", self.ids["b"], "1.1.2020", says="to come", status=2)
        self.refuse("snooze", self.ids["b"], status=2)
        self.refuse("snooze", self.ids["b"], "--until-answer", "9", status=2)
        self.assert_sound()

    def test_snooze_ends(self):
        self.decide("status", self.ids["b"], "waiting")
        after = self.check_round("snooze", self.ids["b"], "--until-answer")
        self.assertEqual(after[self.ids["b"]][0]["status"], "open", "it is open when it wakes")
        self.decide("snooze", self.ids["b"], "--until-answer")
        self.decide("--as", "aino", "tag", self.ids["b"], "x")
        self.assertEqual(self.get("b")["snoozed"], "answer", "other decisions leave it asleep")
        self.decide("--as", "aino", "status", self.ids["b"], "resolved")
        self.assertIsNone(self.get("b")["snoozed"], "a status that was decided later ends it")
        self.ctl("--as", "aino", "undo")
        self.assertEqual(self.get("b")["snoozed"], "answer")
        self.import_(self.write_mails(
            mail("b2@own.example", sender=OWN, to="bo@b.example", refs=["b1@b.example"], at=900),
            name="ours"))
        self.assertEqual(self.get("b")["snoozed"], "answer", "what we write is no answer")
        self.import_(self.write_mails(
            mail("b3@b.example", sender="bo@b.example", refs=["b1@b.example"], at=100), name="new"))
        self.assertIsNone(self.get("b")["snoozed"], "an answer wakes it, whatever its date")
        self.decide("snooze", self.ids["b"], "3", "pv", "kuluttua")
        self.assertIsNotNone(self.get("b")["snoozed"])
        self.assert_sound()

    def test_agents(self):
        names = lambda: {a["agent"]: a for a in self.ctl("agents").lines}
        self.decide("--as", "sari", "note", self.ids["b"], "x")
        self.assertFalse(names()["sari"]["listed"])
        self.decide("agents", "set", "aino", "--name", "Aino Lehtonen", "--address",
                    "Aino@Own.example", "--colour", "#3584e4", "--role", "lead", "--capacity",
                    "12", "--skill", "laskutus", "--skill", "svenska", "--away")
        self.assertEqual(names()["aino"], {
            "agent": "aino", "name": "Aino Lehtonen", "address": "Aino@Own.example",
            "colour": "#3584e4", "role": "lead", "state": "away", "capacity": 12,
            "skills": ["laskutus", "svenska"], "open": 0, "listed": True})
        ops = self.decide("--as", "sari", "agents", "set", "aino", "--here", "--unskill", "svenska")
        self.assertEqual((names()["aino"]["state"], names()["aino"]["skills"]), ("here", ["laskutus"]))
        self.ctl("undo", ops[0])
        self.assertEqual((names()["aino"]["state"], names()["aino"]["skills"]),
                         ("away", ["laskutus", "svenska"]))
        self.decide("assign", self.ids["b"], "aino")
        self.decide("assign", self.ids["c"], "sari")
        self.assertEqual((names()["aino"]["open"], names()["sari"]["open"]), (1, 1))
        self.refuse("assign", self.ids["b"], "anio", says="Did you mean “aino”?")
        self.refuse("assign", self.ids["b"], "matti", says="listed first")
        self.refuse("bulk", "is:open", "--assign", "ainoo", says="Did you mean “aino”?")
        self.refuse("agents", "set", "aino", "--role", "boss", says="lead")
        self.refuse("agents", "set", "aino", "--colour", "blue", says="#3584e4")
        self.refuse("agents", "set", "aino", "--address", "x", says="no mail address")
        self.refuse("agents", "set", "", says="name")
        self.refuse("agents", "set", status=2)
        self.refuse("agents", "remove", "matti", says="not listed")
        self.decide("agents", "remove", "aino")
        self.assertFalse(names()["aino"]["listed"], "who has tickets is still shown")
        self.ctl("undo")
        self.assertTrue(names()["aino"]["listed"])
        self.assert_sound()

    def links(self, name):
        return [(l["relation"], l["ticket"]) for l in self.show(self.ids[name])["links"]]

    def test_ticket_links(self):
        self.decide("link", self.ids["b"], "parent", self.ids["c"])
        self.assertEqual(self.links("b"), [("parent", self.ids["c"])])
        self.assertEqual(self.links("c"), [("child", self.ids["b"])])
        ops = self.decide("--as", "aino", "link", self.ids["c"], "duplicate", self.ids["b"])
        self.assertEqual(self.links("b"), [("original", self.ids["c"])], "one field of the pair")
        self.ctl("--as", "aino", "undo", ops[0])
        self.assertEqual(self.links("b"), [("parent", self.ids["c"])])
        self.decide("link", self.ids["b"], "none", self.ids["c"])
        self.assertEqual((self.links("b"), self.links("c")), ([], []))
        self.ctl("undo")
        self.decide("merge", self.ids["c"], self.ids["d"])
        self.assertEqual([r for r, _ in self.links("b")], ["parent"], "a link follows its ticket")
        self.refuse("link", self.ids["b"], "related", self.ids["b"], says="one ticket")
        self.refuse("link", self.ids["b"], "cousin", self.ids["c"], says="parent")
        self.assert_sound()

    def test_spam_block(self):
        ops = self.decide("spam", self.ids["b"], "--block")
        self.assertEqual(self.get("b")["status"], "spam")
        self.import_(self.write_mails(
            mail("b2@b.example", sender="bo@b.example", refs=["b1@b.example"], at=900),
            mail("b9@b.example", sender="Bo <BO@b.example>", subject="Taas", at=901),
            mail("e9@e.example", sender="e@e.example", subject="Muu", at=902), name="more"))
        self.assertEqual(self.get("b")["status"], "spam", "what is blocked opens nothing")
        self.assertEqual(self.ticket_of("b9@b.example")["status"], "spam")
        self.assertEqual(self.ticket_of("e9@e.example")["status"], "new")
        self.decide("--as", "aino", "status", self.ticket_of("b9@b.example")["id"], "open")
        self.assertEqual(self.ticket_of("b9@b.example")["status"], "open", "somebody decided")
        self.ctl("--as", "aino", "undo")
        self.ctl("undo", ops[0])
        self.assertEqual(self.get("b")["status"], "new")
        self.assertEqual(self.ticket_of("b9@b.example")["status"], "new")
        self.ctl("redo")
        self.decide("spam", "bo@b.example", "--unblock")
        self.assertEqual(self.ticket_of("b9@b.example")["status"], "new")
        self.refuse("spam", "bo", "--unblock", says="no mail address")
        self.assert_sound()

    def test_thanks(self):
        thanks = ["Kiitos!", "Kiitos paljon nopeasta avusta! :) Hyvää viikonloppua\n\nT. Bo",
                  "Tack så mycket för hjälpen!\n\nMed vänliga hälsningar\nBo",
                  "Thank you so much, that was a great help. Have a nice day!"]
        more = ["Kiitos, mutta lasku puuttuu vielä.", "Kiitos! Milloin paketti tulee?", "Hei",
                "Tack, men det funkar inte.", "Thanks for nothing", "Kiitos 123"]
        for n, (text, opens) in enumerate([(t, False) for t in thanks] + [(m, True) for m in more]):
            text = text.replace("that was ", "")
            self.decide("status", self.ids["b"], "resolved")
            before = self.get("b")["messages"]
            self.import_(self.write_mails(
                mail(f"k{n}@b.example", sender="Bo <bo@b.example>", refs=["b1@b.example"],
                     at=2000 + n, body=text + "\n\n> Onko kaikki kunnossa?\n"), name=f"k{n}"))
            ticket = self.get("b")
            self.assertEqual(ticket["status"], "open" if opens else "resolved", text)
            self.assertEqual(ticket["messages"], before + 1, "it shows")
        self.decide("status", self.ids["c"], "waiting")
        self.import_(self.write_mails(mail("kc@c.example", sender="Cilla <cilla@c.example>",
                                           refs=["c1@c.example"], at=3000, body="Tack!\n"), name="kc"))
        self.assertEqual(self.get("c")["status"], "open", "who waits hears of it")
        self.assert_sound()

    def test_customer(self):
        get = lambda who="anna@a.example": self.ctl("customer", who).one
        before = get()
        self.assertEqual((before["segment"], before["fields"]), (None, []))
        ops = self.decide("customer", "set", "anna@a.example", "--name", "Anna A. Ahola", "--segment",
                          "yritys", "--language", "sv", "--field", "Puhelin=+358 40 000 0000", "--field",
                          "Laskuja:number=12.5", "--field", "Alku:date=2026-12-01", "--field",
                          "Sivu:link=https://a.example/=x", "--field", "Taso:choice=kulta")
        after = get()
        self.assertEqual((after["name"], after["segment"], after["language"]),
                         ("Anna A. Ahola", "yritys", "sv"))
        self.assertEqual([(f["name"], f["type"], f["value"]) for f in after["fields"]], [
            ("Alku", "date", "2026-12-01"), ("Laskuja", "number", "12.5"),
            ("Puhelin", "text", "+358 40 000 0000"), ("Sivu", "link", "https://a.example/=x"),
            ("Taso", "choice", "kulta")])
        self.assertEqual(self.get("a")["customer"]["name"], "Anna A. Ahola")
        self.decide("--as", "aino", "customer", "set", "anna@a.example", "--segment", "vip")
        self.ctl("undo", ops[0])
        self.assertEqual(get(), {**before, "segment": "vip"}, "a later decision of another stands")
        self.ctl("redo", ops[0])
        self.decide("customer", "set", "bo@b.example", "--segment", "yksityinen", "--field", "X=1")
        merge = self.decide("customer", "merge", "anna@a.example", "bo@b.example")
        both = get("bo@b.example")
        self.assertEqual((both["segment"], both["name"]), ("yksityinen", "Anna A. Ahola"))
        self.assertIn("X", [f["name"] for f in both["fields"]])
        self.ctl("undo", merge[0])
        self.assertEqual(get("bo@b.example")["name"], "Bo")
        self.decide("customer", "set", "anna@a.example", "--field", "Taso:choice=", "--name", "")
        self.assertEqual(get()["name"], "Anna")
        self.assertNotIn("Taso", [f["name"] for f in get()["fields"]])
        for field, says in (("A:number=x", "number such as"), ("A:date=1.12.2026", "2026-12-01"),
                            ("A:link=javascript:x", "https://"), ("A:foo=x", "choice"), ("=x", "name")):
            self.refuse("customer", "set", "anna@a.example", "--field", field, says=says)
        self.refuse("customer", "set", "anna@a.example", "--field", "x", says="NAME=VALUE", status=2)
        self.refuse("customer", "set", "anna@a.example", "--language", "suomi", says="fi, sv or en")
        self.refuse("customer", "set", "x@x.example", "--name", "x", says="no customer")
        self.refuse("customer", "merge", "anna@a.example", "anna@a.example", says="one customer")
        self.assert_sound()

    def test_customer_export(self):
        folder = self.folder / "export"
        self.decide("note", self.ids["a"], "sisäinen")
        result = self.ctl("customer", "export", "anna@a.example", folder).one
        self.assertEqual(result["mails"], 4)
        mails = sorted(p.read_bytes() for p in folder.glob("*.eml"))
        self.assertEqual(mails, sorted(p.read_bytes() for p in
                                       sorted((self.maker.folder / "mails").iterdir())[:4]))
        whole = json.loads((folder / "customer.json").read_text())
        self.assertEqual(whole["customer"]["address"], "anna@a.example")
        self.assertEqual([len(t["messages"]) for t in whole["tickets"]], [5])
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        self.refuse("customer", "export", "anna@a.example", folder, says="not an empty folder")
        self.refuse("customer", "export", "x@x.example", self.folder / "y", says="no customer")

    def test_macros(self):
        names = lambda *text: [m["name"] for m in self.ctl("macro", "list", *text).lines]
        self.decide("macro", "set", "Kiitos", "Hei {{customer.first_name|asiakas}},\n\nkiitos!\n- a\n- <b>",
                    "--folder", "Perus", "--language", "fi", "--status", "resolved", "--tag", "kiitos",
                    "--assign", "me")
        self.decide("macro", "set", "Kiitos", "Hello {{customer.first_name}} {{customer.organisation}} "
                    "{{agent.name}} {{ticket.number}}", "--language", "en")
        used = self.ctl("--as", "Aino Lehto", "macro", "use", "Kiitos", self.ids["a"], "--language",
                        "fi").one
        self.assertEqual(used["text"], "Hei Anna,\n\nkiitos!\n- a\n- <b>")
        self.assertEqual(used["html"], "<p>Hei Anna,</p><p>kiitos!</p><ul><li>a</li>"
                                       "<li>&lt;b&gt;</li></ul>")
        self.assertEqual((used["language"], used["unfilled"]), ("fi", []))
        ticket = self.get("a")
        self.assertEqual((ticket["status"], ticket["tags"], ticket["assignee"]),
                         ("resolved", ["kiitos"], "Aino Lehto"))
        self.ctl("undo", used["ops"][0])
        self.assertEqual(self.get("a"), self.before[self.ids["a"]][0])
        used = self.ctl("--as", "Aino Lehto", "macro", "use", "Kiitos", self.ids["a"], "--language",
                        "en").one
        self.assertEqual(used["text"], "Hello Anna a.example Aino Lehto " + ticket["number"])
        self.assertEqual(self.ctl("macro", "show", "Kiitos").one["used"], 2)
        self.decide("--as", "sari", "macro", "set", "Kiitos", "Moi {{customer.name}}!", "--language",
                    "fi", "--own")
        shown = lambda *who: self.ctl(*who, "macro", "show", "Kiitos").one["texts"]["fi"]
        self.assertEqual(shown("--as", "sari"), "Moi {{customer.name}}!")
        self.assertTrue(shown().startswith("Hei"), "others keep the text of all")
        self.ctl("--as", "sari", "undo")
        self.assertTrue(shown("--as", "sari").startswith("Hei"))
        self.decide("macro", "set", "Palautus", "Tässä ohje.")
        self.assertEqual(names(), ["Palautus", "Kiitos"])
        self.assertEqual(names("ohje"), ["Palautus"])
        self.assertEqual(names("kiit"), ["Kiitos"])
        self.decide("macro", "set", "Palautus", "--rename", "Palautusohje", "--file", "a" * 64 + ":ohje.pdf")
        self.assertEqual(self.ctl("macro", "show", "Palautusohje").one["files"],
                         [{"sha256": "a" * 64, "name": "ohje.pdf", "type": "application/octet-stream"}])
        self.decide("macro", "remove", "Kiitos")
        self.assertEqual(names(), ["Palautusohje"])
        self.ctl("undo")
        self.assertEqual(names(), ["Palautusohje", "Kiitos"])
        self.refuse("macro", "set", "X", "{{customer.frist_name}}", says="customer.first_name")
        self.refuse("macro", "set", "X", "{{foo}}", says="There are: customer.name")
        self.refuse("macro", "set", "X", "x", "--status", "blue", says="open")
        self.refuse("macro", "set", "X", "x", "--language", "suomi", says="fi, sv or en")
        self.refuse("macro", "set", "", "x", says="name")
        self.refuse("macro", "show", "Kitos", says="Did you mean “Kiitos”?")
        self.refuse("macro", "use", "Kiitos", "nix", says="nix")
        self.assert_sound()

    def test_macro_examples(self):
        ids = self.ctl("macro", "examples", "--language", "fi").one["ops"]
        self.assertEqual(len(ids), 54)
        self.assertEqual(self.ctl("macro", "examples", "--language", "fi").one["ops"], [])
        macros = self.ctl("macro").lines
        self.assertEqual({m["folder"] for m in macros}, {"Keskustelun vaiheet", "Myötätunto"})
        for macro in macros:
            self.assertEqual(set(macro["texts"]), {"fi", "sv", "en"})
            for language in ("fi", "sv", "en"):
                used = self.ctl("macro", "use", macro["name"], self.ids["a"], "--language", language).one
                self.assertEqual(used["unfilled"], [])
                self.assertNotIn("{{", used["text"])
        self.assertNotIn("helppari", [a["agent"] for a in self.ctl("agents").lines])
        self.assert_sound()

    def test_views(self):
        views = lambda *who: self.ctl(*who, "view").lines
        names = lambda *who: [v["name"] for v in views(*who)]
        start = names()
        self.assertEqual(start, ["unassigned", "open", "waiting", "snoozed", "resolved", "spam"])
        self.decide("view", "set", "Laskut", "is:open", "lasku", "--icon", "x-symbolic", "--sort",
                    "oldest", "--columns", "customer,subject")
        self.assertEqual(views()[-1], {
            "name": "Laskut", "query": "is:open lasku", "icon": "x-symbolic", "sort": "oldest",
            "columns": ["customer", "subject"], "owner": None, "tickets": 1})
        self.decide("--as", "aino", "view", "set", "Omat", "assignee:me", "--personal")
        self.decide("--as", "aino", "assign", self.ids["b"])
        self.assertEqual(names(), [*start, "Laskut"], "another's own view")
        self.assertEqual([v["tickets"] for v in views("--as", "aino") if v["name"] == "Omat"], [1])
        self.decide("view", "set", "Laskut", "--rename", "Kaikki laskut")
        self.assertEqual(views()[-1]["query"], "is:open lasku", "what is not said stays")
        ops = self.decide("view", "order", "Kaikki laskut", "spam")
        self.assertEqual(names(), ["Kaikki laskut", "spam", *start[:-1]])
        self.ctl("undo", ops[0])
        self.assertEqual(names(), [*start, "Kaikki laskut"])
        ops = self.decide("view", "remove", "spam")
        self.assertNotIn("spam", names())
        self.ctl("undo", ops[0])
        self.assertEqual(names(), [*start, "Kaikki laskut"], "one that every desk has is back")
        self.assertEqual(self.ctl("undo").one["undone"] and names(), [*start, "Laskut"])
        self.refuse("view", "set", "X", "status:opne", says="Did you mean “status:open”?")
        self.refuse("view", "set", "X", "x", "--sort", "random", says="oldest")
        self.refuse("view", "set", "X", "x", "--columns", "subject,foo", says="no column")
        self.refuse("view", "set", "", "x", says="name")
        self.refuse("view", "remove", "Laskt", says="Did you mean “Laskut”?")
        self.refuse("view", "frobnicate", status=2, says="order")
        self.assert_sound()

    def test_mistyped_query(self):
        for query, meant in (("status:opne", "status:open"), ("tila:avion", "tila:avoin"),
                             ("statsu:open", "status:open"), ("prioritet:brådskand", "prioritet:bradskande")):
            result = self.ctl("tickets", query)
            self.assertIn(f"Did you mean “{meant}”?", result.err)
        for query in ("status:open", "http://a.example/x", "12:30", "before:2026", "from:opne", "HP:x"):
            self.assertEqual(self.ctl("tickets", query).err, "")
        self.assertIn("before:soon", self.ctl("tickets", "before:soon").err)

    def test_assign(self):
        self.decide("agents", "set", "aino")
        after = self.check_round("assign", self.ids["b"], "aino")
        self.assertEqual(after[self.ids["b"]][0]["assignee"], "aino")
        self.assertEqual(after[self.ids["b"]][0]["status"], "open", "somebody has it")
        self.decide("--as", "väinö", "assign", self.ids["b"])
        self.assertEqual(self.get("b")["assignee"], "väinö")
        self.decide("--as", "sari", "assign", self.ids["b"], "me")
        self.assertEqual(self.get("b")["assignee"], "sari")
        self.decide("assign", self.ids["b"], "none")
        self.assertEqual(self.get("b")["assignee"], None)

    def test_tags(self):
        after = self.check_round("tag", self.ids["b"], "kiire", "ulko maat", "Ä&ö")
        self.assertEqual(after[self.ids["b"]][0]["tags"], ["kiire", "ulko maat", "Ä&ö"])
        self.decide("tag", self.ids["b"], "kiire", "toinen")
        after = self.check_round("tag", self.ids["b"], "-kiire", "uusi")
        self.assertEqual(after[self.ids["b"]][0]["tags"], ["toinen", "uusi"])
        self.decide("tag", self.ids["b"], "-olematon")
        self.assertEqual(self.get("b")["tags"], ["kiire", "toinen"])

    def test_tag_with_its_sign(self):
        self.decide("tag", self.ids["b"], "#kiire", "uusi")
        self.assertEqual(self.get("b")["tags"], ["kiire", "uusi"])
        self.decide("tag", self.ids["b"], "-#kiire")
        self.assertEqual(self.get("b")["tags"], ["uusi"])
        self.assertEqual(self.try_run("tag", self.ids["b"], "#").status, 1)

    def test_case_of_words(self):
        self.decide("status", self.ids["b"], "Resolved")
        self.decide("priority", self.ids["b"], "HIGH")
        self.assertEqual((self.get("b")["status"], self.get("b")["priority"]), ("resolved", "high"))

    def test_what_is_missing(self):
        result = self.try_run("status", self.ids["b"])
        self.assertEqual(result.status, 2)
        self.assertIn("status TICKET STATUS", result.err)

    def test_priority(self):
        after = self.check_round("priority", self.ids["b"], "high")
        self.assertEqual(after[self.ids["b"]][0]["priority"], "high")
        for priority in ("low", "urgent", "normal"):
            self.decide("priority", self.ids["b"], priority)
            self.assertEqual(self.get("b")["priority"], priority)

    def test_merge_two(self):
        self.decide("tag", self.ids["b"], "b")
        self.decide("note", self.ids["b"], "b:n muistiinpano")
        after = self.check_round("merge", self.ids["b"], self.ids["a"])
        self.assertEqual(len(after), 3)
        ticket, messages = after[self.ids["a"]]
        self.assertEqual(ticket["mids"], ["a1@a.example", "a2@own.example", "a3@a.example",
                                          "a4@a.example", "b1@b.example"])
        self.assertEqual((ticket["subject"], ticket["tags"]), ("Lasku", ["b"]))
        self.assertEqual(messages[-1]["text"], "b:n muistiinpano")
        self.assertEqual(ticket["customer"]["address"], "anna@a.example", "the oldest asks")

    def test_merge_three(self):
        after = self.check_round("merge", self.ids["c"], self.ids["b"], self.ids["d"])
        self.assertEqual(len(after), 2)
        self.assertEqual(after[self.ids["b"]][0]["mids"],
                         ["b1@b.example", "c1@c.example", "d1@d.example"])

    def test_any_name_ever_given_leads_there(self):
        numbers = {name: self.get(name)["number"] for name in "abcd"}
        self.decide("merge", self.ids["a"], self.ids["b"])
        self.decide("merge", numbers["b"], self.ids["c"])
        for name in "abc":
            self.assertEqual(self.get(name)["id"], self.ids["a"])
            self.assertEqual(self.show(numbers[name])["ticket"]["id"], self.ids["a"])
        self.refuse("merge", self.ids["a"], self.ids["c"], says="one ticket already")
        self.decide("status", numbers["c"], "resolved")
        self.assertEqual(self.get("a")["status"], "resolved")
        self.assertEqual(self.get("d")["status"], "new")
        self.assert_sound()

    def test_split(self):
        self.decide("tag", self.ids["a"], "x")
        after = self.check_round("split", self.ids["a"], "a3@a.example")
        self.assertEqual(len(after), 5)
        self.assertEqual(after[self.ids["a"]][0]["mids"], ["a1@a.example", "a2@own.example"])
        new = next(t for t, _ in after.values() if t["mids"][0] == "a3@a.example")
        self.assertEqual(new["mids"], ["a3@a.example", "a4@a.example"])
        self.assertEqual((new["tags"], new["subject"]), ([], "Lasku"))
        for name in ("<a3@a.example>", self.show(self.ids["a"])["messages"][2]["id"]):
            self.decide("split", self.ids["a"], name)
            self.assertEqual(self.look(), after)
            self.ctl("undo")
        self.refuse("split", self.ids["a"], "a1@a.example", says="first")
        self.refuse("split", self.ids["a"], "b1@b.example", says="b1@b.example")

    def test_split_then_merge_back(self):
        self.decide("split", self.ids["a"], "a4@a.example")
        new = self.ticket_of("a4@a.example")["id"]
        self.decide("merge", new, self.ids["a"])
        self.assertEqual(self.get("a")["messages"], 4)
        self.assertEqual(self.show(new)["ticket"]["id"], self.ids["a"])
        self.assert_sound()

    def test_link(self):
        after = self.check_round("link", "anna@a.example", "bo@b.example")
        self.assertEqual(len({t["customer"]["id"] for t, _ in after.values()}), 3)
        self.decide("link", "bo@b.example", "anna@a.example")
        self.decide("link", "cilla@c.example", "bo@b.example")
        one = self.ctl("customer", "bo@b.example").one
        self.assertEqual(sorted(one["identities"]),
                         ["anna@a.example", "bo@b.example", "cilla@c.example"])
        self.assertEqual((one["messages"], one["tickets"]), (6, 3))
        self.assertEqual(self.ctl("customer", "cilla@c.example").one, one)
        self.refuse("link", "anna@a.example", "cilla@c.example", says="one customer already")
        self.assert_sound()

    # Undo among others

    def test_undo_of_an_older_decision_while_a_later_stands(self):
        first = self.decide("status", self.ids["b"], "resolved")
        self.decide("priority", self.ids["b"], "high")
        self.decide("status", self.ids["b"], "closed")
        self.assertEqual(self.ctl("undo", first[0]).one, {"undone": first})
        self.assertEqual((self.get("b")["status"], self.get("b")["priority"]), ("closed", "high"))
        self.ctl("undo")
        self.assertEqual((self.get("b")["status"], self.get("b")["priority"]), ("new", "high"))
        self.ctl("redo", first[0])
        self.assertEqual(self.get("b")["status"], "resolved")
        self.assert_sound()

    def test_undo_again_and_again_and_redo_in_order(self):
        seen = [self.look()]
        for args in (["tag", self.ids["b"], "x"], ["merge", self.ids["b"], self.ids["c"]],
                     ["note", self.ids["c"], "hei"], ["split", self.ids["a"], "a3@a.example"],
                     ["status", self.ids["b"], "closed"], ["link", "bo@b.example", "dan@d.example"]):
            self.decide(*args)
            seen.append(self.look())
        for before in reversed(seen[:-1]):
            self.ctl("undo")
            self.assertEqual(self.look(), before)
        for after in seen[1:]:
            self.ctl("redo")
            self.assertEqual(self.look(), after)
        self.refuse("redo", says="redo")
        self.ctl("undo")
        self.ctl("undo")
        self.assertEqual(self.look(), seen[-3])
        self.ctl("redo")
        self.assertEqual(self.look(), seen[-2])
        self.assert_sound()

    def test_a_new_decision_ends_redo(self):
        self.decide("tag", self.ids["b"], "x")
        self.ctl("undo")
        self.decide("tag", self.ids["c"], "y")
        self.refuse("redo", says="redo")
        self.assertEqual((self.get("b")["tags"], self.get("c")["tags"]), ([], ["y"]))

    def test_undo_takes_only_ones_own(self):
        self.decide("--as", "aino", "tag", self.ids["b"], "ainon")
        self.decide("--as", "sari", "tag", self.ids["b"], "sarin")
        self.ctl("--as", "aino", "undo")
        self.assertEqual(self.get("b")["tags"], ["sarin"])
        self.refuse("--as", "aino", "undo", says="undo")
        self.refuse("--as", "sari", "redo", says="redo")
        self.ctl("--as", "aino", "redo")
        self.assertEqual(self.get("b")["tags"], ["ainon", "sarin"])

    def test_undo_of_anothers_by_name(self):
        ops = self.decide("--as", "aino", "merge", self.ids["b"], self.ids["c"], self.ids["d"])
        self.assertEqual(len(ops), 2)
        self.assertEqual(self.ctl("--as", "sari", "undo", ops[1]).one, {"undone": ops},
                         "the whole decision")
        self.assertEqual(self.look(), self.before)
        self.refuse("--as", "aino", "undo", ops[0], says="already")
        self.ctl("--as", "aino", "redo", ops[0])
        self.assertEqual(self.get("d")["id"], self.ids["b"])

    def test_nothing_to_undo(self):
        self.refuse("--as", "uusi", "undo", says="nothing to undo")
        self.refuse("--as", "uusi", "redo", says="nothing to redo")
        ops = self.decide("tag", self.ids["b"], "x")
        self.ctl("undo")
        retract = self.ctl("ops").lines[-1]
        self.assertEqual((retract["kind"], retract["value"]), ("op", ops))
        self.refuse("undo", retract["id"], says="redo")

    def test_undo_of_own_address(self):
        ops = [o["id"] for o in self.ctl("ops").lines if o["field"] == "own_address"]
        self.ctl("undo", *ops)
        directions = [m["direction"] for m in self.show(self.ids["a"])["messages"]]
        self.assertEqual(directions, ["inbound"] * 4)
        self.ctl("redo", *ops)
        self.assertEqual(self.look(), self.before)
        self.assert_sound()

    def test_the_audit_keeps_everything(self):
        ops = self.decide("--as", "aino", "tag", self.ids["b"], "x")
        self.ctl("--as", "sari", "undo", ops[0])
        listed = self.ctl("ops", self.ids["b"]).lines
        self.assertEqual([(o["id"], o["actor"], o["active"]) for o in listed],
                         [(ops[0], "aino", False)])
        whole = self.ctl("ops").lines
        self.assertEqual([(o["actor"], o["field"]) for o in whole[-2:]],
                         [("aino", "tag"), ("sari", "retract")])

    # What answers and what re-opens

    def late(self, mid="a5@a.example", at=700, **more):
        return self.write_mails(mail(mid, sender="Anna <anna@a.example>", subject="VS: Lasku",
                                     at=at, refs=["a1@a.example"], **more), name=mid)

    def test_a_new_human_mail_reopens(self):
        for status in CLOSING:
            with self.subTest(status):
                self.decide("status", self.ids["a"], status)
                self.assertEqual(self.get("a")["status"], status)
                self.import_(self.late(f"{status}@a.example", STATUSES.index(status) + 700))
                self.assertEqual(self.get("a")["status"], "open")
        self.assert_sound()

    def test_an_older_mail_that_comes_late_reopens(self):
        self.decide("status", self.ids["a"], "resolved")
        self.import_(self.late(at=150))
        self.assertEqual(self.get("a")["status"], "open")
        self.decide("status", self.ids["a"], "resolved")
        self.import_(self.late(at=150))
        self.assertEqual(self.get("a")["status"], "resolved", "the same mail again says nothing new")

    def test_what_does_not_reopen(self):
        self.decide("status", self.ids["a"], "resolved")
        self.import_(self.write_mails(
            mail("x1@a.example", sender="anna@a.example", subject="Autosvar: Lasku", at=800,
                 reply_to="a2@own.example", headers=["Auto-Submitted: auto-replied"]),
            mail("x2@own.example", sender=OWN, to="anna@a.example", at=810, subject="Re: Lasku",
                 refs=["a1@a.example"]), name="more"))
        self.decide("note", self.ids["a"], "muistiinpano")
        self.assertEqual(self.get("a")["messages"], 6)
        self.assertEqual(self.get("a")["status"], "resolved")

    def test_undo_of_the_close_and_mail_between(self):
        ops = self.decide("status", self.ids["a"], "resolved")
        self.import_(self.late())
        self.ctl("undo", ops[0])
        self.assertEqual(self.get("a")["status"], "open")
        self.ctl("redo", ops[0])
        self.assertEqual(self.get("a")["status"], "open", "the new mail still is not answered")

    def test_merging_an_unanswered_into_a_closed(self):
        self.decide("status", self.ids["a"], "closed")
        after = self.check_round("merge", self.ids["a"], self.ids["b"])
        self.assertEqual(after[self.ids["a"]][0]["status"], "open")
        self.decide("status", self.ids["b"], "resolved")
        after = self.check_round("merge", self.ids["a"], self.ids["b"])
        self.assertEqual(after[self.ids["a"]][0]["status"], "resolved", "the newest op counts")

    # Subjects and numbers

    def test_prefixes_are_for_display_only(self):
        prefixes = ["VS: ", "VL: ", "SV: ", "AW: ", "RE[2]: ", "Re: re: VS: ", "Fwd: ", "FW: ",
                    "Vs:", "WG: ", "Antw: ", "Re : ", "RE^2: ", "VB: "]
        self.desk = self.folder / "other"
        self.import_(self.write_mails(*(
            mail(f"s{i}@x.example", subject=prefix + "Viltti", at=i)
            for i, prefix in enumerate(prefixes)), name="prefixes"))
        tickets = self.tickets()
        self.assertEqual(len(tickets), len(prefixes), "a shared subject joins nothing")
        self.assertEqual({t["subject"] for t in tickets}, {"Viltti"})
        raw = sorted(m["subject"] for _, ms in self.look().values() for m in ms)
        self.assertEqual([s.strip() for s in raw], sorted(p + "Viltti" for p in prefixes))
        for subject in ("Resepti: uusi", "Vsk: 3", "Svarta: x", "Aw, snap"):
            self.desk = self.folder / subject
            self.import_(self.write_mails(mail("k@x.example", subject=subject), name=subject))
            self.assertEqual(self.tickets()[0]["subject"], subject)

    def with_number(self, mid, sender, form="Re: asia [{}]", to=OWN, name="b"):
        subject = form.format(self.get(name)["number"])
        return self.write_mails(mail(mid, sender=sender, to=to, subject=subject, at=900), name=mid)

    def test_a_number_joins_only_who_takes_part(self):
        self.import_(self.with_number("n1@b.example", "Bo <BO@b.example>"))
        self.assertIn("n1@b.example", self.get("b")["mids"])
        self.assertNotIn("[HP-", self.get("b")["subject"])
        self.import_(self.with_number("n2@e.example", "Eve <eve@e.example>"))
        self.assertNotIn("n2@e.example", self.get("b")["mids"])
        self.assertEqual(self.ticket_of("n2@e.example")["messages"], 1)
        self.assert_sound()

    def test_a_number_in_the_address(self):
        number = self.get("b")["number"]
        self.import_(self.write_mails(
            mail("n3@b.example", sender="bo@b.example", to=f"tuki+{number.lower()}@own.example",
                 subject="Ilman numeroa", at=900), name="plus"))
        self.assertIn("n3@b.example", self.get("b")["mids"])

    def test_a_number_before_its_ticket(self):
        order = [self.with_number("n4@b.example", "bo@b.example"), self.maker.folder / "mails"]
        late = self.folder / "late"
        for path in order:
            self.import_(path, "--own", OWN, desk=late)
        self.import_(order[0])
        self.assertEqual(self.look(late), self.look())
        self.assertIn("n4@b.example", self.get("b")["mids"])

    def test_a_number_that_joined_can_be_split_off(self):
        self.import_(self.with_number("n5@b.example", "bo@b.example"))
        after = self.check_round("split", self.ids["b"], "n5@b.example")
        self.assertEqual(len(after), 5)


if __name__ == "__main__":
    desk_case.main()
