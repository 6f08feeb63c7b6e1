# SPDX-License-Identifier: GPL-3.0-or-later
"""Answering on the command line: drafts, the outbox, and the account that writes files."""

import contextlib
import email
import email.policy
import os
import re
import signal
import subprocess
import unittest

import desk_case
from desk_case import OWN, PROGRAM, mail

OUTBOX_KEYS = ["id", "state", "held", "agent", "ticket", "subject", "recipients", "mid", "due",
               "tries", "problem", "refused", "changed", "news", "warnings"]
DRAFT_KEYS = ["id", "state", "kind", "agent", "ticket", "from", "to", "cc", "bcc", "subject",
              "text", "html", "quote", "language", "files", "status", "send_at", "changed",
              "warnings"]


def text_of(sent):
    return sent.get_body(["plain"]).get_content()


class Send(desk_case.DeskCase):
    def setUp(self):
        super().setUp()
        self.out = self.folder / "out"
        self.import_(self.write_mails(mail("q1@a.example", to=f"Tuki <{OWN}>, b@b.example")))
        self.account = self.ctl("account", "add", "folder", self.out, "--address", OWN,
                                "--name", "Kaupan tuki").one
        self.ticket = self.ticket_of("q1@a.example")["number"]

    def reply(self, *args, text="Se lähti eilen.", undo=0):
        return self.ctl("reply", self.ticket, "--text", text, "--undo", undo, *args).one

    def run_outbox(self):
        self.ctl("outbox", "run", "--once")
        return [email.message_from_bytes(p.read_bytes(), policy=email.policy.default)
                for p in sorted(self.out.glob("*.eml"), key=os.path.getmtime)]

    def outbox(self, *args):
        return self.ctl("outbox", "list", *args).lines

    def test_reply(self):
        entry = self.reply("--status", "resolved")
        self.assertEqual(list(entry), OUTBOX_KEYS)
        self.assertEqual((entry["state"], entry["recipients"]),
                         ("waiting", "Anna Ahola <anna@example.org>"))
        sent, = self.run_outbox()
        self.assertEqual(sent["From"], f"Kaupan tuki <{OWN}>")
        self.assertEqual(sent["Subject"], f"Re: Tilaus [{self.ticket}]")
        self.assertEqual(sent["In-Reply-To"], "<q1@a.example>")
        self.assertEqual(text_of(sent).splitlines()[0], "Se lähti eilen.")
        self.assertEqual(self.outbox(), [])
        done, = self.outbox("--all")
        self.assertEqual((done["state"], f"<{done['mid']}>"), ("filed", sent["Message-ID"]))
        shown = self.show(self.ticket)
        self.assertEqual([m["direction"] for m in shown["messages"]], ["inbound", "outbound"])
        self.assertEqual(shown["messages"][1]["reply"], "Se lähti eilen.")
        self.assertEqual(shown["ticket"]["status"], "resolved")
        self.assert_sound()

    def test_an_answer_to_it_comes_to_the_ticket(self):
        self.reply()
        sent, = self.run_outbox()
        answer = mail("q2@a.example", subject=sent["Subject"], at=90)
        self.import_(self.write("answer.eml", answer))
        self.assertEqual(self.ticket_of("q2@a.example")["number"], self.ticket)
        self.import_(self.write("sent.eml", next(self.out.glob("*.eml")).read_bytes()))
        self.assertEqual(self.show(self.ticket)["ticket"]["messages"], 3)
        self.assert_sound()

    def test_people_and_files(self):
        path = self.write("lasku.pdf", b"%PDF-1.4 " + bytes(range(256)) * 400)
        other = self.write("toinen.txt", "ä".encode())
        self.reply("--all", "--bcc", "salaa@c.example", "--attach", path, "--attach", other)
        sent, = self.run_outbox()
        self.assertEqual(sent["Cc"], "b@b.example")
        self.assertNotIn("salaa", sent.as_string())
        files = {a.get_filename(): a.get_payload(decode=True) for a in sent.iter_attachments()}
        self.assertEqual(files, {"lasku.pdf": path.read_bytes(), "toinen.txt": "ä".encode()})
        self.assert_sound()

    def test_forward_and_new(self):
        self.ctl("forward", self.ticket, "--to", "Bo <bo@c.example>", "--text", "Katso", "--undo", 0)
        self.ctl("forward", self.ticket, "--to", "bo@c.example", "--as-file", "--undo", 0)
        self.ctl("new", "--to", "uusi@c.example", "--subject", "Kutsu", "--text", "-", "--undo", 0,
                 stdin="Tervetuloa!\n")
        forward, as_file, new = self.run_outbox()
        self.assertIn("Hei, missä tilaukseni viipyy?", text_of(forward))
        self.assertEqual([a.get_content_type() for a in as_file.iter_attachments()],
                         ["message/rfc822"])
        ticket = self.ticket_of(new["Message-ID"].strip("<>"))
        self.assertEqual(new["Subject"], f"Kutsu [{ticket['number']}]")
        self.assertEqual(ticket["customer"]["address"], "uusi@c.example")
        self.assertEqual(self.show(self.ticket)["ticket"]["messages"], 3)
        self.assert_sound()

    def test_undo_and_edit(self):
        entry = self.reply(undo=60)
        self.assertEqual(self.run_outbox(), [])
        draft = self.ctl("outbox", "cancel", entry["id"]).one
        self.assertEqual(list(draft), DRAFT_KEYS)
        self.assertEqual(draft["text"], "Se lähti eilen.")
        self.assertEqual([d["id"] for d in self.ctl("outbox", "drafts").lines], [entry["id"]])
        self.ctl("outbox", "edit", entry["id"], "--text", "Se lähti tänään.", "--undo", 0)
        sent, = self.run_outbox()
        self.assertIn("tänään", text_of(sent))
        self.assertEqual(self.ctl("outbox", "drafts").lines, [])
        self.refuse("outbox", "cancel", entry["id"], says="sent already")
        self.refuse("outbox", "discard", entry["id"], says="no such draft")
        self.refuse("outbox", "cancel", "f" * 32, says="no such mail")

    def test_drafts_are_discarded_with_their_files(self):
        path = self.write("iso.bin", os.urandom(200_000))
        draft = self.reply("--attach", path, "--draft")
        self.assertEqual(draft["files"][0]["size"], 200_000)
        self.assertEqual(self.outbox(), [])
        self.ctl("outbox", "discard", draft["id"])
        self.assertEqual([p for p in (self.desk / "blobs").rglob("*") if p.is_file()], [])
        self.assert_sound()

    def test_a_kept_draft_says_when(self):
        draft = self.reply("--draft")
        self.assertEqual([d["changed"] for d in self.ctl("outbox", "drafts").lines],
                         [draft["changed"]])
        self.assertGreater(draft["changed"], "2000")

    def test_later(self):
        entry = self.reply("--at", "huomenna 9")
        self.assertGreater(entry["due"], entry["changed"])
        self.assertEqual(self.run_outbox(), [])
        self.ctl("outbox", "retry", entry["id"])
        self.assertEqual(len(self.run_outbox()), 1)
        self.refuse("reply", self.ticket, "--text", "a", "--at", "joskus", says="joskus")

    def test_held_when_the_customer_wrote(self):
        entry = self.reply()
        self.import_(self.write("q2.eml", mail("q2@a.example", at=90, refs=["q1@a.example"],
                                               body="Se tuli jo!\n")))
        self.assertEqual(self.run_outbox(), [])
        held, = self.outbox()
        self.assertTrue(held["held"])
        self.assertEqual([n["text"] for n in held["news"]], ["Se tuli jo!"])
        self.ctl("outbox", "retry", entry["id"])
        self.assertEqual(len(self.run_outbox()), 1)

    def test_cancelled_when_the_customer_wrote(self):
        entry = self.reply("--cancel-if-answered")
        self.import_(self.write("q2.eml", mail("q2@a.example", at=90, refs=["q1@a.example"])))
        self.assertEqual(self.run_outbox(), [])
        stopped, = self.outbox()
        self.assertEqual((stopped["id"], stopped["state"]), (entry["id"], "draft"))

    def test_warnings(self):
        entry = self.reply("--cc", "outo@d.example", text="Kuitti on liitteenä.")
        self.assertEqual([(w["kind"], w["detail"]) for w in entry["warnings"]],
                         [("new_recipient", "outo@d.example"), ("file_missing", "liitteenä")])

    def test_what_is_refused(self):
        for args, says in [
                (("--to", "maija@"), "“maija@” is no address"),
                (("--to", "maija meikäläinen@x.example"), "is no address"),
                (("--html", "<p>Hei {{customer.name}}</p>"), "{{customer.name}}"),
                (("--status", "valmis"), "“valmis” is no status"),
                (("--quote", "sivulla"), "“sivulla” is no place"),
                (("--attach", self.folder / "none"), "none"),
        ]:
            self.refuse("reply", self.ticket, "--text", "a", *args, says=says)
        self.refuse("reply", self.ticket, status=2, says="--text")
        self.refuse("outbox", "dance", status=2, says="dance")
        self.assertEqual(self.ctl("outbox", "drafts").lines, [], "nothing is half done")
        self.assertEqual(self.outbox(), [])
        self.assert_sound()

    def test_nothing_is_not_sent(self):
        for words in ("", " \n"):
            self.refuse("reply", self.ticket, "--text", words, status=2, says="no words")
        self.refuse("reply", self.ticket, "--text", "a", "--undo", "61", status=2, says="0 to 60")
        self.assertEqual(self.ctl("outbox").lines, [])

    def test_size_limit(self):
        path = self.folder / "video.mp4"
        with path.open("wb") as file:
            file.truncate(100_000_000)
        self.refuse("reply", self.ticket, "--text", "a", "--attach", path, says="25")
        self.assertEqual(self.ctl("account", "limit").one, {"bytes": 25_000_000})
        self.assertEqual(self.ctl("account", "limit", "1").one, {"bytes": 1_000_000})
        path.write_bytes(b"x" * 1_500_000)
        self.refuse("reply", self.ticket, "--text", "a", "--attach", path, says="1.0")
        self.refuse("account", "limit", "paljon", status=2, says="paljon")

    def test_headers_can_not_be_injected(self):
        self.reply("--subject", "a\r\nBcc: evil@e.example\n\nbody",
                   "--to", '"x\r\nBcc: evil@e.example" <a@x.example>')
        sent, = self.run_outbox()
        self.assertIsNone(sent["Bcc"])
        self.assertEqual(sent["Subject"].split(),
                         ["a", "Bcc:", "evil@e.example", "body", f"[{self.ticket}]"])

    def test_signatures(self):
        self.assertEqual(self.ctl("signature").lines, [])
        self.ctl("signature", "set", "Kaupan tuki\nPuh. 040 000 000")
        self.ctl("signature", "set", "Butikens stöd", "--language", "sv")
        self.ctl("--as", "bo", "signature", "set", "<b>Aino</b> <script>x</script>", "--html",
                 "--agent", "aino", "--brand", OWN.upper())
        self.assertEqual([(s["agent"], s["brand"], s["language"], s["text"])
                          for s in self.ctl("signature", "list").lines],
                         [(None, None, None, "Kaupan tuki\nPuh. 040 000 000"),
                          (None, None, "sv", "Butikens stöd"), ("aino", OWN, None, "Aino")])
        self.reply()
        self.run_outbox()
        self.ctl("--as", "aino", "reply", self.ticket, "--text", "Hei", "--undo", 0)
        first, second = map(text_of, self.run_outbox())
        self.assertEqual(first.splitlines()[:6],
                         ["Se lähti eilen.", "", "-- ", "", "Kaupan tuki", "Puh. 040 000 000"])
        self.assertIn("Aino", second)
        self.assertEqual({m["reply"] for m in self.show(self.ticket)["messages"][1:]},
                         {"Se lähti eilen.", "Hei"})
        self.ctl("signature", "remove", "--language", "sv")
        self.assertEqual(len(self.ctl("signature").lines), 2)
        self.refuse("signature", "set", "a", "--language", "suomi", says="“suomi”")
        self.refuse("signature", "set", "a", "--brand", "x", says="“x”")
        self.assert_sound()

    def test_print(self):
        self.ctl("note", self.ticket, "Soita <Bo>lle")
        self.reply("--attach", self.write("lasku.pdf", b"%PDF"))
        self.run_outbox()
        page = self.ctl("print", self.ticket).out
        self.assertRegex(page, r"<h1>Tilaus</h1>\n<p>" + self.ticket + " · open · ")
        self.assertIn("<p>Anna Ahola · anna@example.org</p>", page)
        self.assertRegex(page, r"<h3>\d{4}-\d\d-\d\d \d\d:\d\d · Anna Ahola &lt;anna@example.org&gt; → ")
        self.assertLess(page.index("missä tilaukseni"), page.index("Se lähti eilen."))
        self.assertIn("<li>lasku.pdf</li>", page)
        self.assertNotIn("Soita", page)
        self.assertIn("<p>Soita &lt;Bo&gt;lle</p>", self.ctl("print", self.ticket, "--notes").out)
        self.refuse("print", "HP-00000000", says="no ticket")

    def test_accounts(self):
        self.assertEqual(self.ctl("account").lines, [self.account])
        self.refuse("account", "add", "folder", self.out, "--address", OWN, says="already")
        self.refuse("account", "add", "folder", self.out, "--address", "x", says="“x”")
        self.refuse("account", "add", "folder", self.out, status=2, says="--address")
        self.refuse("account", "add", "pigeon", says="“pigeon”")
        self.refuse("account", "add", "folder", __file__, "--address", "b@own.example",
                    says="is no folder")
        self.refuse("account", "remove", "none@own.example", says="none@own.example")
        self.ctl("account", "remove", OWN.upper())
        self.assertEqual(self.ctl("account", "list").lines, [])
        self.refuse("reply", self.ticket, "--text", "a", says="no account")

    def test_the_folder_is_not_there_for_a_while(self):
        self.out.write_text("no folder")
        entry = self.reply()
        self.ctl("outbox", "run", "--once")
        waiting, = self.outbox()
        self.assertEqual((waiting["state"], waiting["tries"]), ("sealed", 1))
        self.assertIn("out", waiting["problem"])
        self.out.unlink()
        self.ctl("outbox", "retry", entry["id"])
        self.assertEqual(len(self.run_outbox()), 1)

    def test_one_process_sends(self):
        with self.started("outbox", "run") as running:
            entry = self.reply()
            while not list(self.out.glob("*.eml")):
                self.assertIsNone(running.poll())
            self.refuse("outbox", "run", "--once", says="Another Helppari")
            running.send_signal(signal.SIGINT)
            self.assertEqual(self.finish(running).status, 0)
        self.assertEqual([e["id"] for e in self.outbox("--all")], [entry["id"]])

    def test_backup_and_restore(self):
        path = self.write("iso.bin", os.urandom(200_000))
        self.reply("--attach", path, undo=60)
        self.ctl("backup", self.folder / "backup.db")
        self.ctl("restore", self.folder / "backup.db", desk=self.folder / "other")
        entry, = self.ctl("outbox", "list", desk=self.folder / "other").lines
        self.ctl("outbox", "retry", entry["id"], desk=self.folder / "other")
        self.ctl("outbox", "run", "--once", desk=self.folder / "other")
        self.assertEqual(len(list(self.out.glob("*.eml"))), 1)

    def test_what_must_be_on_the_disk_first(self):
        """Power may go at any moment: what the next step rests on has been synced before it."""
        self.reply()
        log = self.folder / "strace"
        with contextlib.suppress(FileNotFoundError):
            done = subprocess.run(
                ["strace", "-f", "-y", "-o", log, "-e",
                 "trace=pwrite64,write,fsync,fdatasync,link,linkat", PROGRAM, "--desk", self.desk,
                 "outbox", "run", "--once"], capture_output=True)
            if done.returncode != 0 and b"ptrace" in done.stderr:
                self.skipTest("strace can't trace here")
        if not log.exists():
            self.skipTest("there is no strace")
        calls = []
        for line in log.read_text(errors="replace").splitlines():
            found = re.match(r"\d+ +(\w+)\((?:\d+<([^>]*)>)?", line)
            if found and "resumed" not in line:
                calls.append((found[1], os.path.basename(found[2] or "")))
        names = [f"{'sync' if 'sync' in call else call} {name}".strip() for call, name in calls
                 if name.startswith(("desk.db-wal", ".", "out")) or "link" in call]
        at = next(i for i, name in enumerate(names) if name.startswith("link"))
        before, after = names[:at], names[at + 1:]
        self.assertRegex(before[-1], r"^sync \..*\.part$", "the mail, before it has its name")
        self.assertEqual([n for n in before if "desk.db-wal" in n][-1], "sync desk.db-wal",
                         "that it is being sent, before the first byte")
        self.assertEqual(after[0], "sync out", "its name, before it counts as sent")
        self.assertEqual([n for n in after if "desk.db-wal" in n][-1], "sync desk.db-wal")


if __name__ == "__main__":
    unittest.main(verbosity=2)
