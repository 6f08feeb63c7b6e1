# SPDX-License-Identifier: GPL-3.0-or-later
"""Replies of a mailbox on an IMAP server leave by SMTP, once, and lie in its Sent folder, once."""

import base64
import email
import email.policy

from cyrus_server import DOMAIN, PASSWORD
from dovecot_case import SUPPORT, DovecotCase, main
from desk_case import mail
from smtp_sink import SmtpSink


class SendCase(DovecotCase):
    def setUp(self):
        super().setUp()
        self.sink = SmtpSink()
        self.addCleanup(self.sink.stop)
        self.server.put(mail("q1@a.example", to=SUPPORT))
        self.smtp = ("--smtp", f"127.0.0.1:{self.sink.port}", "--smtp-tls", "none-on-loopback-only")

    def reply(self, *args):
        ticket = self.ticket_of("q1@a.example")["number"]
        return self.ctl("reply", ticket, "--text", "Se lähti eilen.", "--undo", 0, *args).one

    def outbox(self):
        return {entry["state"] for entry in self.ctl("outbox", "list", "--all").lines}

    def begin(self, *options):
        self.add_account(SUPPORT, *self.smtp, *options)
        self.sync()
        self.reply()

    def check_left_once(self):
        (sender, recipients, raw), = self.sink.letters
        self.assertEqual((sender, recipients), (SUPPORT, ["anna@example.org"]))
        letter = email.message_from_bytes(raw, policy=email.policy.default)
        self.assertEqual(letter["in-reply-to"], "<q1@a.example>")
        return letter["message-id"].strip("<>"), raw


class Send(SendCase):
    def test_reply(self):
        self.begin()
        self.ctl("outbox", "run", "--once")
        mid, raw = self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        said = base64.b64decode(self.sink.logins[-1]).decode().split("\0")
        self.assertEqual(said, ["", SUPPORT, PASSWORD])
        with self.server.client() as imap:
            imap.select("Sent")
            (_, filed), _ = imap.uid("FETCH", "1", "(FLAGS BODY.PEEK[])")[1]
        self.assertEqual(filed, raw)
        self.assertEqual(self.server.count("Sent"), 1)
        self.sync()
        self.assertEqual(self.mids(), sorted([mid, "q1@a.example"]))
        self.ctl("outbox", "run", "--once")
        self.assertEqual(len(self.sink.letters), 1)
        self.assert_sound()

    def test_server_that_has_filed_it_itself(self):
        def file(raw):
            other = raw.replace(b"Message-Id: <", b"Message-Id: <rewritten.", 1)
            self.assertNotEqual(raw, other)
            self.server.put(other, folder="Sent")

        self.sink.on_letter = file
        self.begin()
        self.ctl("outbox", "run", "--once")
        self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        self.assertEqual(self.server.count("Sent"), 1, "X-Helppari-ID says whose copy it is")

    def test_mailbox_that_is_away_while_it_is_sent(self):
        self.begin()
        self.server.stop()
        self.ctl("outbox", "run", "--once")
        self.check_left_once()
        self.assertEqual(self.outbox(), {"sent"})

    def test_no_server_that_sends(self):
        self.add_account()
        self.sync()
        self.reply()
        self.ctl("outbox", "run", "--once")
        self.assertEqual(self.outbox(), {"failed"})
        self.assertEqual(self.sink.letters, [])

    def test_refused_recipient(self):
        self.begin("--name", "Tuki")
        self.ctl("outbox", "run", "--once")
        self.reply("--cc", "refused@b.example")
        self.ctl("outbox", "run", "--once")
        self.assertEqual(len(self.sink.letters), 1)
        self.assertEqual(self.outbox(), {"failed", "filed"})
        self.assertEqual(self.server.count("Sent"), 1)

    def test_server_that_does_not_send(self):
        self.refuse("account", "add", "imap", SUPPORT, *self.imap_options(), "--smtp",
                    "127.0.0.1:9", "--smtp-tls", "none-on-loopback-only", says="don't go out")


class WithoutSent(SendCase):
    roles = {"Muut": ""}

    def test_the_folder_is_made(self):
        self.begin()
        self.ctl("outbox", "run", "--once")
        self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        self.assertEqual(self.server.count("Sent"), 1)


class Shared(SendCase):
    def test_reply(self):
        with self.server.client("agent1") as imap:
            imap.create("Team/Tuki")
        self.server.put(mail("q1@a.example", to=SUPPORT), folder="Team/Tuki", user="agent1")
        self.begin("--login", f"agent1@{DOMAIN}", "--mailbox", "Team/Tuki")
        self.ctl("outbox", "run", "--once")
        self.check_left_once()
        self.assertEqual(self.outbox(), {"filed"})
        self.assertEqual(self.server.count("Team/Tuki/Sent", "agent1"), 1)
        self.assertEqual(self.server.count("Sent", "agent1"), 0)


if __name__ == "__main__":
    main()
