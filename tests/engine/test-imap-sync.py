# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that lives in a mailbox on a real IMAP server: what is there comes, once; what changes
follows, whatever the server can."""

import random
import shutil

from cyrus_server import DOMAIN
from dovecot_case import SUPPORT, DovecotCase, main
from desk_case import copy_desk, mail, mail_with_file, thread_mails


class Sync(DovecotCase):
    def test_all_comes_once_and_then_what_is_new(self):
        self.server.put(mail("old@ids.example", at=0), mail("new@ids.example", at=60))
        self.server.put(mail("kept@ids.example", at=120), folder="Archive")
        self.server.put(mail("ours@ids.example", sender=SUPPORT, to="anna@example.org", at=180),
                        folder="Sent")
        self.server.put(mail("junk@ids.example"), folder="Junk")
        self.server.put(mail("bin@ids.example"), folder="Trash")
        self.add_account()
        self.assertEqual(self.account()["state"], "new")
        self.assert_sync(messages=4)
        self.assertEqual(self.mids(), ["kept@ids.example", "new@ids.example", "old@ids.example",
                                       "ours@ids.example"])
        ours = self.show(self.ticket_of("ours@ids.example")["id"])["messages"]
        self.assertEqual([m["direction"] for m in ours], ["outbound"])
        account = self.account()
        self.assertEqual((account["state"], account["problem"], account["mails"]), ("live", None, 4))
        self.assertIsNotNone(account["contact"])

        self.assert_sync()
        self.server.put(mail("later@ids.example", at=240))
        self.assert_sync(messages=1)
        self.assert_sync()
        self.assert_sound()

    def test_bytes_are_those_of_the_server(self):
        raw = mail("bytes@ids.example", body="Äö €\n.\n..\nFrom here )\n{12}\n", at=0)
        self.server.put(raw)
        self.add_account()
        self.sync()
        digest = self.digest()
        same = self.write_mails(raw.replace(b"\n", b"\r\n"))
        self.assertEqual(self.counts(self.import_(same)), (0, 1, 0, 0))
        self.assertEqual(self.digest(), digest, "it is the same copy")

    def test_the_desk_keeps_what_the_server_deletes(self):
        one, two = self.server.put(mail("one@ids.example"), mail("two@ids.example"))
        self.add_account()
        self.sync()
        before = self.digest()
        self.server.command(one, "STORE", "+FLAGS", "(\\Seen)")
        self.assert_sync(changed=1)
        self.server.expunge(one)
        self.assert_sync(gone=1)
        self.assertEqual(self.account()["mails"], 1)
        self.assertEqual(self.mids(), ["one@ids.example", "two@ids.example"])
        self.assertEqual(self.digest(), before, "where mails lie is no state")
        self.server.command(two, "MOVE", "Archive")
        self.assert_sync(duplicates=1, gone=1)
        self.assertEqual(self.account()["mails"], 1)
        self.assert_sync()

    def test_new_and_deleted_at_once(self):
        one, two, three = self.server.put(*(mail(f"{n}@ids.example", at=n) for n in range(3)))
        self.add_account()
        self.sync()
        self.server.expunge(two)
        self.server.put(mail("4@ids.example", at=4), mail("5@ids.example", at=5))
        self.server.command(three, "STORE", "+FLAGS", "(\\Flagged $kukka)")
        self.assert_sync(messages=2, changed=1, gone=1)
        self.assertEqual(self.account()["mails"], 4)
        self.assert_sync()

    def test_other_validity_doubles_nothing(self):
        self.server.put(*(mail(f"{n}@ids.example", at=n) for n in range(5)))
        self.add_account()
        self.assert_sync(messages=5)
        before = self.digest()
        self.server.stop()
        for path in self.server.home().glob("dovecot*"):
            path.unlink()
        names = self.server.home() / "dovecot-uidlist"
        names.write_text("3 V1234567 N100 G0123456789abcdef0123456789abcdef\n")
        if self.server.is_root:
            shutil.chown(names, self.server.user, self.server.group)
        self.server.start()
        self.server.put(mail("5@ids.example", at=5))
        self.assert_sync(messages=1, duplicates=5, gone=5)
        self.assertEqual(len(self.mids()), 6)
        self.assertEqual(self.account()["mails"], 6)
        self.assert_sync()
        self.assertNotEqual(self.digest(), before)
        self.assert_sound()

    def test_large_mails(self):
        rand = random.Random(3)
        self.server.put(mail_with_file("large@ids.example", "a.bin", rand.randbytes(9_000_000)),
                        mail_with_file("pieces@ids.example", "b.bin", rand.randbytes(6_200_000)),
                        mail("small@ids.example"))
        self.add_account()
        self.assert_sync(messages=3)
        for mid, size in (("large@ids.example", 9_000_000), ("pieces@ids.example", 6_200_000)):
            (message,) = self.show(self.ticket_of(mid)["id"])["messages"]
            self.assertEqual([a["size"] for a in message["attachments"]], [size])
        self.assert_sound()

    def test_many_steps_and_two_desks(self):
        mails = thread_mails(700, random.Random(6))
        self.server.put(*mails[:600])
        self.server.put(*mails[600:], folder="Archive")
        self.add_account()
        other = copy_desk(self.desk, self.folder / "other")
        for desk in (self.desk, other):
            self.assert_sync(desk, messages=700)
            self.assert_sync(desk)
        self.assertEqual(self.assert_sound(), self.digest(other))

    def test_folders_that_come_and_go(self):
        self.server.put(mail("kept@ids.example"), folder="Archive")
        self.add_account()
        self.assert_sync(messages=1)
        with self.server.client() as imap:
            imap.delete("Archive")
            self.assert_sync(gone=1)
            self.assertEqual(self.mids(), ["kept@ids.example"])
            imap.create("Archive")
        self.server.put(mail("more@ids.example"), folder="Archive")
        self.assert_sync(messages=1)

    def test_a_mailbox_that_is_shared(self):
        with self.server.client("agent1") as imap:
            for name in ("Team/Tuki", "Team/Tuki/L&AOQ-hetetyt", "Team/Tuki/Arkisto"):
                self.assertEqual(imap.create(f'"{name}"')[0], "OK")
        self.server.put(mail("shared@ids.example"), folder="Team/Tuki", user="agent1")
        self.server.put(mail("kept@ids.example"), folder="Team/Tuki/Arkisto", user="agent1")
        self.server.put(mail("private@ids.example"), user="agent1")
        login = ("--login", f"agent1@{DOMAIN}", "--mailbox")
        self.refuse("account", "add", "imap", SUPPORT, *self.imap_options(), *login, "Team/Muu",
                    says="Team/Muu")
        self.add_account(SUPPORT, *login, "Team/Tuki")
        self.assert_sync(messages=2)
        self.assertEqual(self.mids(), ["kept@ids.example", "shared@ids.example"])


class WithoutQresync(Sync):
    """The same where the server counts changes but does not tell what was deleted."""

    without = ("QRESYNC", "ESEARCH", "SASL-IR", "LITERAL+")


class WithoutCondstore(Sync):
    """The same where it counts no changes either."""

    without = ("QRESYNC", "CONDSTORE", "SPECIAL-USE", "NAMESPACE", "UIDPLUS")

    def test_a_mailbox_that_is_shared(self):
        self.skipTest("NAMESPACE is what it needs")


class Names(DovecotCase):
    roles = {"Lähetetyt": "", "Arkisto": "", "Roskaposti": "", "Arkiv/2024": ""}

    def test_folders_by_their_names(self):
        self.server.put(mail("ours@ids.example", sender=SUPPORT, to="anna@example.org"),
                        folder="L&AOQ-hetetyt")
        self.server.put(mail("kept@ids.example"), folder="Arkisto")
        self.server.put(mail("junk@ids.example"), folder="Roskaposti")
        self.add_account()
        self.assert_sync(messages=2)
        self.assertEqual(self.mids(), ["kept@ids.example", "ours@ids.example"])


class Refused(DovecotCase):
    def test_wrong_password(self):
        says = self.refuse("account", "add", "imap", SUPPORT, *self.imap_options()[:-2],
                           "--password-command", "echo wrong", says="name and the password")
        self.assertNotIn("wrong", says)
        self.assertEqual(self.ctl("account", "list").lines, [])

    def test_password_that_was_right_once(self):
        self.add_account()
        self.sync()
        self.password.write_text("something else\n")
        self.refuse("sync", "--once", says="name and the password")
        self.assertEqual(self.account()["state"], "password")
        self.refuse("account", "test", SUPPORT, says="name and the password")

    def test_said_wrongly(self):
        self.refuse("account", "add", "imap", SUPPORT, status=2)
        self.refuse("account", "add", "imap", "support", *self.imap_options(), says="no mail address")
        self.refuse("account", "add", "imap", SUPPORT, "--server", "imap.example.test", "--tls",
                    "none-on-loopback-only", "--password-file", self.password, says="TLS")
        self.refuse("account", "add", "imap", SUPPORT, "--server", f"127.0.0.1:{self.server.port}",
                    "--tls", "starttls", "--password-file", self.password, says="STARTTLS")
        self.refuse("account", "add", "imap", SUPPORT, "--server", f"127.0.0.1:{self.server.port}",
                    "--password-file", self.password, says="No secure connection")
        self.refuse("account", "add", "imap", SUPPORT, "--server", "127.0.0.1:9", "--tls",
                    "starttls", "--password-file", self.password, says="reached")


if __name__ == "__main__":
    main()
