# SPDX-License-Identifier: GPL-3.0-or-later
"""Import: every form of mailbox, whose mail is whose, damage, and being cancelled."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys

import desk_case
from desk_case import OWN, DeskCase, mail, mail_with_file, thread_mails, to_mbox

FOREIGN = [
    "Received: from mx.far.example (mx.far.example [192.0.2.1]) by mail.own.example with ESMTP id 7;",
    "\tTue, 22 Sep 2026 10:00:00 +0000",
]
# A child's peak begins with its parent's, so a small parent is put between.
MEASURE = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(status)
"""
FROM_BODY = "Alku.\n\nFrom the start it was broken.\n>From older mail.\n\nFrom: nobody\n\nLoppu.\n"


def plain_mails():
    return [
        mail("p1@example.org", body=FROM_BODY),
        mail("p2@example.org", sender=OWN, to="anna@example.org", refs=["p1@example.org"],
             subject="Re: Tilaus", at=100, body="Katsomme asiaa, ä ö å.\n"),
        mail("p3@example.org", sender="Bo <bo@b.example>", subject="Faktura", at=200,
             body="Var är min faktura?\n"),
    ]


class Forms(DeskCase):
    def setUp(self):
        super().setUp()
        self.mails = plain_mails()
        self.write_mails(*self.mails, name="single")
        self.expected = self.import_(self.folder / "single", desk=self.folder / "single-desk")
        self.assertEqual(self.counts(self.expected), (3, 0, 2, 0))

    def check_same(self, path, *more):
        result = self.import_(path, *more)
        self.assertEqual(self.counts(result), (3, 0, 2, 0))
        self.assertEqual(result["customers"], self.expected["customers"])
        wanted, seen = self.look(self.folder / "single-desk"), self.look()
        self.assertEqual(seen, wanted)
        again = self.import_(path, *more)
        self.assertEqual(self.counts(again), (0, 3, 0, 0))
        self.assertEqual(again["customers"], 0)

    def test_mbox(self):
        self.check_same(self.write("in.mbox", to_mbox(self.mails)))

    def test_mbox_without_suffix_in_a_folder(self):
        self.write("box/INBOX", to_mbox(self.mails))
        self.check_same(self.folder / "box")

    def test_mbox_with_crlf(self):
        data = to_mbox(self.mails).replace(b"\n", b"\r\n")
        self.check_same(self.write("in.mbox", data))

    def test_single_with_crlf(self):
        self.write_mails(*(raw.replace(b"\n", b"\r\n") for raw in self.mails), name="crlf")
        self.check_same(self.folder / "crlf")

    def test_maildir(self):
        for name in ("cur", "new", "tmp"):
            (self.folder / "md" / name).mkdir(parents=True)
        self.write("md/cur/1.M1.host:2,S", self.mails[0])
        self.write("md/new/2.M2.host", self.mails[1])
        self.write("md/.Asiat.Vanhat/cur/3.M3.host:2,", self.mails[2])
        (self.folder / "md/.Asiat.Vanhat/new").mkdir()
        self.write("md/tmp/4.M4.host", mail("half@example.org"))
        self.write("md/dovecot.index.log", b"\0\1\2")
        self.check_same(self.folder / "md")

    def test_nested_folders_and_several_paths(self):
        self.write("deep/a/b/c/one.eml", self.mails[0])
        self.write("deep/a/two.mbox", to_mbox([self.mails[1]]))
        last = self.write("else/three.EML", self.mails[2])
        self.check_same(self.folder / "deep", last)

    def test_all_forms_are_the_same_mails(self):
        self.import_(self.folder / "single")
        digest = self.look()
        mbox = self.write("in.mbox", to_mbox(self.mails).replace(b"\n", b"\r\n"))
        self.assertEqual(self.counts(self.import_(mbox)), (0, 3, 0, 0))
        self.assertEqual(self.look(), digest)
        self.assert_sound()

    def test_from_lines_in_the_body(self):
        self.import_(self.write("in.mbox", to_mbox(self.mails)))
        first = self.show(self.ticket_of("p1@example.org")["id"])["messages"][0]
        self.assertEqual(first["text"].strip(), FROM_BODY.strip())

    def test_mboxo_leaves_from_unquoted_without_a_date(self):
        # mboxo quotes only lines with "From ", and programs that quote nothing are around too.
        raw = to_mbox(self.mails, quote=False)
        result = self.import_(self.write("in.mbox", raw))
        self.assertEqual(self.counts(result), (3, 0, 2, 0))
        text = self.show(self.ticket_of("p1@example.org")["id"])["messages"][0]["text"]
        self.assertIn("From the start", text)
        self.assertIn("Loppu.", text)

    def test_the_same_path_twice(self):
        path = self.folder / "single"
        result = self.import_(path, path)
        self.assertEqual(self.counts(result), (3, 3, 2, 0))

    def test_an_empty_mbox_and_folder(self):
        (self.folder / "nothing").mkdir()
        result = self.import_(self.write("empty.mbox", b""), self.folder / "nothing")
        self.assertEqual(self.counts(result), (0, 0, 0, 0))
        self.assertEqual(self.tickets(), [])


class Whose(DeskCase):
    """Direction, and to which ticket and customer a mail belongs."""

    def one(self, *args):
        self.import_(*args)
        tickets = self.tickets()
        self.assertEqual(len(tickets), 1)
        return self.show(tickets[0]["id"])

    def test_own_mail_without_a_hop_is_outbound(self):
        path = self.write_mails(*plain_mails()[:2])
        shown = self.one(path, "--own", OWN)
        self.assertEqual([m["direction"] for m in shown["messages"]], ["inbound", "outbound"])
        self.assertEqual([m["state"] for m in shown["messages"]], ["received", "sent"])
        self.assertEqual(shown["ticket"]["customer"]["address"], "anna@example.org")
        self.assertEqual(shown["ticket"]["status"], "open")

    def test_own_is_the_same_before_between_and_after(self):
        path = self.write_mails(*plain_mails())
        self.import_("--own", OWN, path)
        for args in ([[path], [path, f"--own={OWN}"]], [[path, "--own", OWN.upper()]],
                     [[path, "--own", "x@own.example", "--own", OWN]]):
            other = self.folder / f"other{len(list(self.folder.iterdir()))}"
            for one in args:
                self.import_(*one, desk=other)
            self.assertEqual(self.look(other), self.look())
            self.assert_sound(other)

    def test_own_that_is_no_address(self):
        self.refuse("import", self.write_mails(*plain_mails()), "--own", "not an address",
                    says="not an address")

    def test_claims_to_be_from_you(self):
        forged = mail("f1@x.example", sender=f"Pomo <{OWN}>", top=FOREIGN)
        shown = self.one(self.write_mails(forged), "--own", OWN)
        self.assertEqual(shown["messages"][0]["direction"], "inbound")
        self.assertEqual(shown["messages"][0]["warnings"], ["claims_to_be_from_you"])
        self.assertIn("claims_to_be_from_you", shown["ticket"]["warnings"])

    def test_a_sent_folder_makes_it_ours(self):
        for i, name in enumerate(("Sent", "Lähetetyt", "INBOX.Sent Items", ".Skickat")):
            self.desk = self.folder / f"desk{i}"
            self.write(f"box{i}/{name}/cur/1.M1.host:2,S", mail("s1@own.example", sender=OWN,
                       to="anna@example.org", top=FOREIGN))
            (self.folder / f"box{i}/{name}/new").mkdir()
            shown = self.one(self.folder / f"box{i}", "--own", OWN)
            message = shown["messages"][0]
            self.assertEqual((message["direction"], message["warnings"]), ("outbound", []), name)
            self.assertEqual(shown["ticket"]["customer"]["address"], "anna@example.org")

    def test_the_copy_in_sent_counts_whenever_it_comes(self):
        raw = mail("s1@own.example", sender=OWN, to="anna@example.org", top=FOREIGN)
        inbox = self.write("inbox/1.eml", raw)
        sent = self.write("Sent/1.eml", raw).parent
        seen = []
        for i, order in enumerate(([inbox, sent], [sent, inbox])):
            self.desk = self.folder / f"desk{i}"
            for path in order:
                self.import_(path, "--own", OWN)
            seen.append(self.look())
            self.assert_sound()
        self.assertEqual(seen[0], seen[1])
        self.assertEqual([m["direction"] for _, ms in seen[0].values() for m in ms], ["outbound"])

    def test_a_single_file_out_of_sent(self):
        raw = mail("s1@own.example", sender=OWN, to="anna@example.org", top=FOREIGN)
        shown = self.one(self.write("Sent/1.eml", raw), "--own", OWN)
        self.assertEqual(shown["messages"][0]["direction"], "outbound")

    def test_failed_authentication_shows(self):
        raw = mail("a1@x.example", top=[
            "Authentication-Results: mail.own.example; dmarc=fail header.from=x.example;",
            "\tdkim=fail; spf=fail smtp.mailfrom=x.example", *FOREIGN])
        message = self.one(self.write_mails(raw), "--own", OWN)["messages"][0]
        self.assertEqual(sorted(message["warnings"]), ["dkim_failed", "dmarc_failed", "spf_failed"])

    def bounce(self):
        return (
            "From: Mail Delivery System <MAILER-DAEMON@mail.own.example>\n"
            f"To: {OWN}\nSubject: Undelivered Mail Returned to Sender\nDate: {desk_case.date(900)}\n"
            "Message-ID: <b1@mail.own.example>\nAuto-Submitted: auto-replied\nMIME-Version: 1.0\n"
            'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
            "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
            "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mail.own.example\n\n"
            "Final-Recipient: rfc822; anna@example.org\nAction: failed\nStatus: 5.1.1\n\n"
            f"--b\nContent-Type: text/rfc822-headers\n\nFrom: {OWN}\nTo: anna@example.org\n"
            "Message-ID: <p2@example.org>\nSubject: Re: Tilaus\n\n--b--\n").encode()

    def test_bounce_and_auto_reply_join_and_change_nothing(self):
        self.import_(self.write_mails(*plain_mails()[:2]), "--own", OWN)
        before = self.ticket_of("p1@example.org")
        absent = mail("auto@example.org", subject="Automaattinen vastaus: Re: Tilaus", at=950,
                      reply_to="p2@example.org", headers=["Auto-Submitted: auto-replied"])
        for status in ("open", "waiting", "resolved", "closed"):
            self.desk, copy = self.folder / status, self.desk
            shutil.copytree(copy, self.desk)
            self.decide("status", before["id"], status)
            self.import_(self.write_mails(self.bounce(), absent, name="late"))
            shown = self.show(before["id"])
            self.assertEqual(shown["ticket"]["status"], status)
            self.assertEqual(shown["ticket"]["messages"], 4)
            self.assertEqual(shown["ticket"]["customer"], before["customer"])
            self.assertEqual([m["kind"] for m in shown["messages"]],
                             ["human", "human", "bounce", "auto_reply"])
            self.assertEqual(len(self.tickets()), 1)
            self.assert_sound()
            self.desk = copy

    def test_shared_senders_stand_for_whom_they_name(self):
        raw = mail("n1@shop.example", sender="Kauppa <no-reply@shop.example>",
                   headers=["Reply-To: Cilla <cilla@c.example>"])
        shown = self.one(self.write_mails(raw))
        self.assertEqual(shown["ticket"]["customer"]["address"], "cilla@c.example")

    def test_organisations(self):
        self.import_(self.write_mails(
            mail("o1@x", sender="a@firma.example"), mail("o2@x", sender="b@firma.example", at=1),
            mail("o3@x", sender="c@gmail.com", at=2)))
        found = {c["address"]: c["organisation"] for c in self.ctl("customers").lines}
        self.assertEqual(found, {"a@firma.example": "firma.example",
                                 "b@firma.example": "firma.example", "c@gmail.com": None})


class Damage(DeskCase):
    def assert_kept(self, ticket, raw):
        """The ticket's only message carries the original byte for byte."""
        shown = self.show(ticket["id"])
        self.assertEqual(len(shown["messages"]), 1)
        message = shown["messages"][0]
        self.assertIn("damaged", message["warnings"])
        self.assertEqual(len(message["attachments"]), 1)
        kept = message["attachments"][0]
        self.assertEqual((kept["size"], kept["sha256"]),
                         (len(raw), hashlib.sha256(raw).hexdigest()))

    def test_damaged_mails_become_tickets(self):
        bad = {"empty.eml": b"", "binary.eml": bytes(range(256)) * 40,
               "text.eml": "Pelkkää tekstiä ilman otsikoita.\n".encode(), "nul.eml": b"\0" * 5000}
        for name, raw in bad.items():
            self.write(f"bad/{name}", raw)
        self.write("bad/good.eml", mail("good@example.org"))
        result = self.import_(self.folder / "bad")
        self.assertEqual(self.counts(result), (5, 0, 5, 4))
        tickets = [t for t in self.tickets() if "damaged" in t["warnings"]]
        self.assertEqual(len(tickets), 4)
        hashes = {self.show(t["id"])["messages"][0]["attachments"][0]["sha256"]: t for t in tickets}
        for raw in bad.values():
            self.assert_kept(hashes[hashlib.sha256(raw).hexdigest()], raw)
        again = self.import_(self.folder / "bad")
        self.assertEqual(self.counts(again), (0, 5, 0, 0))
        self.assert_sound()

    def test_one_bad_mail_in_an_mbox_stops_nothing(self):
        mails = plain_mails()
        data = to_mbox([mails[0], b"", b"\xff\xfe\x00 no mail at all", mails[2]])
        result = self.import_(self.write("in.mbox", data))
        self.assertEqual(result["messages"], 4)
        self.assertEqual(result["damaged"], 2)
        self.ticket_of("p3@example.org")

    def test_truncated_at_every_tenth(self):
        whole = mail_with_file("cut@example.org", "kuva.png", random.Random(5).randbytes(9000))
        n = 0
        for i in range(0, len(whole), len(whole) // 10):
            self.write(f"cut/{i}.eml", whole[:i])
            n += 1
        result = self.import_(self.folder / "cut")
        self.assertEqual(result["messages"] + result["duplicates"], n)
        self.assertGreaterEqual(result["damaged"], 1)
        self.assert_sound()

    def test_what_is_no_mail_is_told(self):
        self.write("mix/photo.jpg", b"\xff\xd8\xff\xe0" + bytes(5000))
        self.write("mix/notes.txt", b"Shopping list\n\nmilk\n")
        self.write("mix/ok.eml", mail("ok@example.org"))
        os.mkfifo(self.folder / "mix/pipe")
        os.symlink("nowhere", self.folder / "mix/broken-link")
        os.symlink("..", self.folder / "mix/loop")
        done = self.ctl("import", self.folder / "mix")
        self.assertEqual(self.counts(done.one), (1, 0, 1, 0))
        for name in ("photo.jpg", "notes.txt", "pipe", "broken-link", "loop"):
            self.assertRegex(done.err, rf"(?m)^Passed over: .*/{name}: \S")

    def test_a_named_file_that_is_no_mail_is_refused(self):
        other = {"photo.png": b"\x89PNG\r\n\x1a\n" + bytes(5000),
                 "order.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Page >>\nendobj\n%%EOF\n",
                 "notes.txt": b"Shopping list: two things\n\nmilk\nbread\n"}
        for name, raw in other.items():
            done = self.try_run("import", self.write(name, raw))
            self.assertEqual(done.status, 1)
            self.assertRegex(done.err, rf"(?m)^Passed over: .*/{name}: not a mail$")
            self.assertIn("Nothing could be read", done.err)
        self.assertEqual(self.tickets(), [])

    def test_what_is_left_of_a_named_mail_is_kept(self):
        rest = b"\x00\xff by for <a@b.example>;\n\nSubject: Lasku\n\nHei\n"
        result = self.import_(self.write("rescued.bin", rest))
        self.assertEqual(self.counts(result)[0], 1)

    def test_undated_mail_has_its_best_guess(self):
        """Also in a desk that an older version filled, where such mails lay in 1970."""
        self.import_(self.write_mails(mail("20260407100001.1@x", at=None), mail("n@x", at=None)))
        for again in (False, True):
            if again:
                with contextlib.closing(sqlite3.connect(self.desk / "desk.db")) as db, db:
                    db.execute("UPDATE original SET time = 0")
                    db.execute("UPDATE message SET version = 2")
            self.assert_sound()
            shown = self.show(self.ticket_of("20260407100001.1@x")["id"])
            self.assertEqual(shown["messages"][0]["date"], "2026-04-07T10:00:01Z")
            shown = self.show(self.ticket_of("n@x")["id"])
            self.assertEqual(shown["messages"][0]["date"], "1970-01-01T00:00:00Z")

    def test_strange_names(self):
        outside = self.folder / "outside"
        evil = mail_with_file("evil@example.org", "../../../../outside", b"x" * 100_000)
        self.write("names/deep/evil.eml", evil)
        self.write("names/new\nline.eml", mail("n1@example.org", at=1))
        self.write("names/new\nline.jpg", b"\xff\xd8\xff")
        self.write("names/ääkköset ja väli.eml", mail("n2@example.org", at=2))
        with open(os.fsencode(self.folder) + b"/names/\xff\xfe.eml", "wb") as file:
            file.write(mail("n3@example.org", at=3))
        done = self.ctl("import", f"{self.folder}/names/deep/../../names")
        self.assertEqual(self.counts(done.one), (4, 0, 4, 0))
        self.assertFalse(outside.exists())
        self.assertEqual([len(line.split(": ")) for line in done.err.splitlines()], [3], done)
        attached = self.show(self.ticket_of("evil@example.org")["id"])["messages"][0]["attachments"]
        self.assertNotIn("/", attached[0]["filename"])
        files = {p.name for p in self.desk.rglob("*") if p.is_file()}
        self.assertEqual(files, {"desk.db", hashlib.sha256(b"x" * 100_000).hexdigest()})

    def import_measured(self, path):
        """An import's result and its peak memory in KiB, without what this process holds."""
        done = subprocess.run(
            [sys.executable, "-c", MEASURE, desk_case.PROGRAM, "--desk", self.desk, "import", path],
            stdin=subprocess.DEVNULL, capture_output=True, timeout=desk_case.PATIENCE)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout), int(done.stderr.split()[-1])

    def test_a_huge_mail_takes_bounded_memory(self):
        data = random.Random(6).randbytes(30 << 20)
        path = self.write("huge.eml", mail_with_file("huge@example.org", "video.mp4", data))
        self.assertGreater(path.stat().st_size, 40_000_000)
        result, peak = self.import_measured(path)
        self.assertEqual(result["messages"], 1)
        if not desk_case.IS_SANITIZED:
            self.assertLess(peak, 300 * 1024, "KiB for a mail of 40 MB")
        attachment = self.show(self.tickets()[0]["id"])["messages"][0]["attachments"][0]
        self.assertEqual((attachment["size"], attachment["sha256"]),
                         (len(data), hashlib.sha256(data).hexdigest()))
        stored = sum(p.stat().st_size for p in self.desk.rglob("*") if p.is_file())
        self.assertLess(stored, len(data) * 1.2, "the attachment is stored once, not as base64")

    def test_many_mails_take_bounded_memory(self):
        line = ("tavallinen rivi tekstiä " * 4 + "\n") * 40
        mails = [mail(f"m{i}@example.org", at=i, body=line * 25, subject=f"Iso {i}")
                 for i in range(200)]
        path = self.write("big.mbox", to_mbox(mails))
        self.assertGreater(path.stat().st_size, 19_000_000)
        result, peak = self.import_measured(path)
        self.assertEqual(result["messages"], 200)
        if not desk_case.IS_SANITIZED:
            self.assertLess(peak, 120 * 1024, "KiB")

    def test_without_permission(self):
        nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
        if os.geteuid() == 0:
            if not shutil.which("setpriv") or subprocess.run(
                    [*nobody, desk_case.PROGRAM, "--version"], capture_output=True).returncode:
                self.skipTest("no way to run as nobody")
        else:
            nobody = []
        self.write("box/secret.eml", mail("secret@example.org")).chmod(0)
        self.write("box/locked/in.eml", mail("locked@example.org", at=1)).parent.chmod(0)
        self.write("box/ok.eml", mail("ok@example.org", at=2))
        self.folder.chmod(0o777)
        done = self.ctl("import", self.folder / "box", prefix=nobody)
        self.assertEqual(self.counts(done.one), (1, 0, 1, 0))
        self.assertRegex(done.err, r"(?m)^Passed over: .*/secret\.eml: \S")
        self.assertRegex(done.err, r"(?m)^Passed over: .*/locked: \S")
        # A desk where nothing may be written, and one that may not be read.
        closed = self.folder / "closed"
        closed.mkdir(mode=0o555)
        closed.chmod(0o555)
        said = self.refuse("import", self.folder / "box/ok.eml", desk=closed / "desk", prefix=nobody)
        self.assertIn("closed", said)
        (self.desk / "desk.db").chmod(0)
        self.refuse("tickets", prefix=nobody)

    def test_a_path_that_is_not_there(self):
        good = self.write_mails(*plain_mails())
        for paths in ([self.folder / "nix"], [good, self.folder / "nix"],
                      [self.folder / "mails/0000.eml/nix"]):
            self.refuse("import", *paths, says="nix")
            self.assertFalse(self.desk.exists(), "nothing is made")
        self.import_(good)
        before = self.digest()
        self.refuse("import", good, self.folder / "nix", "--own", OWN)
        self.assertEqual(self.digest(), before)


class Cancel(DeskCase):
    def count_mails(self):
        try:
            uri = f"file:{self.desk}/desk.db?mode=ro"
            with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0.01)) as db:
                return db.execute("SELECT count(*) FROM original").fetchone()[0]
        except sqlite3.Error:
            return 0

    def cancel_once(self, path, number):
        """Sends the signal when mails were stored. False if the import was done before."""
        before = self.count_mails()
        with self.started("import", str(path)) as process:
            while process.poll() is None and self.count_mails() <= before:
                pass
            process.send_signal(number)
            result = self.finish(process)
        if result.status == 0:
            return False
        self.assertEqual((result.status, result.out), (1, ""), result)
        self.assertEqual(len(result.err.strip().splitlines()), 1, result)
        said = int(result.err.split("Stopped after ")[1].split()[0])
        self.assertLessEqual(said, self.count_mails())
        self.assertGreater(self.count_mails(), before)
        self.assertEqual(self.ctl("stats").one["inbound"], self.count_mails())
        return True

    def test_cancelled_and_run_again(self):
        mails = thread_mails(3000, random.Random(3))
        path = self.write("in.mbox", to_mbox(mails))
        self.import_(path, desk=self.folder / "whole")
        n = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGINT):
            n += self.cancel_once(path, number)
        self.assertGreater(n, 0, "no signal hit the import")
        last = self.import_(path)
        self.assertEqual(last["messages"] + last["duplicates"], len(mails))
        self.assertEqual(self.digest(), self.digest(self.folder / "whole"))
        self.assert_sound()


if __name__ == "__main__":
    desk_case.main()
