# SPDX-License-Identifier: GPL-3.0-or-later
"""Replies leave by a real JMAP server: once, from the right sender, filed where they belong."""

import email
import email.policy

from cyrus_case import SUPPORT, CyrusCase, main
from desk_case import mail
from smtp_sink import SmtpSink


class Send(CyrusCase):
    def setUp(self):
        self.sink = SmtpSink()
        self.addCleanup(self.sink.stop)
        self.smtp_port = self.sink.port
        super().setUp()
        self.server.put(mail("q1@a.example", to=SUPPORT))

    def reply(self, *args):
        ticket = self.ticket_of("q1@a.example")["number"]
        return self.ctl("reply", ticket, "--text", "Se lähti eilen.", "--undo", 0, *args).one

    def outbox(self):
        return {entry["state"] for entry in self.ctl("outbox", "list", "--all").lines}

    def sent_on_server(self, user, role="sent"):
        box = self.server.mailboxes(user)[role]
        (_, found), = self.server.jmap(("Email/query", {"filter": {"inMailbox": box}}), user=user)
        return found["ids"]

    def check_left_once(self):
        (sender, recipients, raw), = self.sink.letters
        self.assertEqual((sender, recipients), (SUPPORT, ["anna@example.org"]))
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual(letter["in-reply-to"], "<q1@a.example>")
        self.assertIn(SUPPORT, letter["from"])
        self.assertIn("Se lähti eilen.", letter.get_body(("plain",)).get_content())
        return letter["message-id"].strip("<>")

    def test_reply(self):
        self.add_account()
        self.sync()
        self.reply()
        self.ctl("outbox", "run", "--once")
        mid = self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        self.assertEqual(len(self.sent_on_server("support")), 1)
        self.assertEqual(self.sent_on_server("support", "drafts"), [])
        self.assertEqual(self.sync()["messages"], 0, "the sent mail is known")
        self.assertEqual(self.mids(), sorted([mid, "q1@a.example"]))
        self.ctl("outbox", "run", "--once")
        self.assertEqual(len(self.sink.letters), 1)
        self.assert_sound()

    def test_reply_from_a_shared_mailbox(self):
        self.server.share("agent1")
        self.add_account(SUPPORT, "--login", "agent1@example.test")
        self.sync()
        self.reply()
        self.ctl("outbox", "run", "--once")
        mid = self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        self.assertEqual(len(self.sent_on_server("support")), 1, "filed for all to see")
        self.assertEqual(self.sent_on_server("agent1"), [])
        self.assertEqual(self.sync()["messages"], 0)
        self.assertEqual(self.mids(), sorted([mid, "q1@a.example"]))

    def test_refused_recipient(self):
        self.add_account()
        self.sync()
        self.reply("--cc", "refused@b.example")
        self.ctl("outbox", "run", "--once")
        self.assertEqual(self.sink.letters, [])
        self.assertEqual(self.outbox(), {"failed"})

    def test_recipient_for_later(self):
        self.add_account()
        self.sync()
        self.reply("--cc", "later@b.example")
        self.ctl("outbox", "run", "--once")
        self.assertEqual(self.sink.letters, [])
        self.assertEqual(self.outbox(), {"sealed"})

    def test_server_that_is_away(self):
        self.add_account()
        self.sync()
        self.reply()
        self.server.stop()
        self.ctl("outbox", "run", "--once")
        self.assertEqual(self.outbox(), {"sealed"})
        self.server.start()
        entry, = self.ctl("outbox", "list").lines
        self.ctl("outbox", "retry", entry["id"])
        self.ctl("outbox", "run", "--once")
        self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})


if __name__ == "__main__":
    main()
