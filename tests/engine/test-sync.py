# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that lives in a mailbox on a real server: what is there comes, once; what changes follows."""

import random

from cyrus_case import SUPPORT, CyrusCase, main
from desk_case import copy_desk, mail, thread_mails


class Sync(CyrusCase):
    def test_all_comes_once_and_then_what_is_new(self):
        self.server.put(mail("old@ids.example", at=0), mail("new@ids.example", at=60))
        self.server.put(mail("kept@ids.example", at=120), role="archive")
        self.server.put(mail("ours@ids.example", sender=SUPPORT, to="anna@example.org", at=180),
                        role="sent")
        self.server.put(mail("junk@ids.example"), role="junk")
        self.server.put(mail("bin@ids.example"), role="trash")
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
        self.server.deliver(mail("later@ids.example", at=240))
        self.assert_sync(messages=1)
        self.assert_sound()

    def test_bytes_are_those_of_the_server(self):
        raw = mail("bytes@ids.example", body="Äö €\n.\n..\nFrom here\n", at=0)
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
        boxes = self.server.mailboxes()
        self.server.jmap(("Email/set", {"update": {one: {"keywords/$seen": True}}}))
        self.assert_sync(changed=1)
        self.server.jmap(("Email/set", {"update": {one: {"mailboxIds": {boxes["trash"]: True}}}}))
        self.assert_sync(changed=1)
        self.server.jmap(("Email/set", {"destroy": [one]}))
        self.assert_sync(gone=1)
        self.assertEqual(self.account()["mails"], 1)
        self.assertEqual(self.mids(), ["one@ids.example", "two@ids.example"])
        self.assertEqual(self.digest(), before, "where mails lie is no state")
        self.server.jmap(("Email/set", {"update": {two: {"mailboxIds": {boxes["archive"]: True}}}}))
        self.assert_sync(changed=1)

    def test_mail_that_is_no_spam_after_all(self):
        lost, = self.server.put(mail("lost@ids.example"), role="junk")
        self.add_account()
        self.assert_sync()
        inbox = self.server.mailboxes()["inbox"]
        self.server.jmap(("Email/set", {"update": {lost: {"mailboxIds": {inbox: True}}}}))
        self.assert_sync(messages=1)

    def test_a_mailbox_that_is_shared(self):
        self.server.put(mail("shared@ids.example"))
        self.server.put(mail("private@ids.example"), user="agent1")
        self.server.share("agent1")
        self.add_account(SUPPORT, "--login", "agent1@example.test")
        self.assert_sync(messages=1)
        self.assertEqual(self.mids(), ["shared@ids.example"])

    def test_two_accounts_with_the_same_mail(self):
        for user in ("support", "agent1"):
            self.server.put(mail("same@ids.example"), user=user)
        self.add_account()
        self.add_account("agent1@example.test")
        first, second = self.ctl("sync", "--once").lines
        self.assertEqual((first["messages"], second["messages"], second["duplicates"]), (1, 0, 1))
        self.assertEqual(self.mids(), ["same@ids.example"])
        self.ctl("account", "remove", SUPPORT)
        self.assertEqual(self.mids(), ["same@ids.example"])
        self.assertEqual(self.account()["address"], "agent1@example.test")

    def test_many_steps_and_two_desks(self):
        mails = thread_mails(700, random.Random(6))
        self.server.put(*mails)
        self.add_account()
        other = copy_desk(self.desk, self.folder / "other")
        for desk in (self.desk, other):
            self.assert_sync(desk, messages=700)
        self.assertEqual(self.assert_sound(), self.digest(other))


class Refused(CyrusCase):
    def test_wrong_password(self):
        says = self.refuse("account", "add", SUPPORT, "--url", self.server.url,
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

    def test_no_such_mailbox(self):
        self.server.share("agent1")
        self.refuse("account", "add", "nobody@example.test", "--login", "agent1@example.test",
                    "--url", self.server.url, "--password-file", self.password,
                    says=SUPPORT)

    def test_said_wrongly(self):
        self.refuse("account", "ad", status=2)
        self.refuse("account", "add", "support", says="no mail address")
        self.refuse("account", "add", SUPPORT, "--url", "http://mail.example.test/",
                    "--password-file", self.password, says="TLS")
        self.refuse("account", "add", SUPPORT, "--url", "https://127.0.0.1:9/",
                    "--password-file", self.password, says="reached")
        self.refuse("sync", "--once", says="no account")
        self.add_account()
        self.refuse("account", "add", SUPPORT, "--url", self.server.url,
                    "--password-file", self.password, says="already")


if __name__ == "__main__":
    main()
