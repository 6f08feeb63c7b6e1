# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine listens to a mailbox: what comes is there within a moment, servers come back, and a
refused password is left alone."""

import time

from cyrus_server import PASSWORD
from dovecot_case import SUPPORT, DovecotCase, main
from desk_case import IS_SANITIZED, PATIENCE, interrupt, mail


class Run(DovecotCase):
    def wait_for(self, what, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.02)

    def has(self, mid):
        return any(mid in ticket["mids"] for ticket in self.tickets())

    def state(self):
        return self.account()["state"]

    def commands(self):
        """How many commands of a kind the server was asked so far, by its own log."""
        return (self.server_folder / "log").read_text()

    def end(self, process):
        interrupt(process)
        self.assertEqual(self.finish(process).status, 0)

    def test_mail_is_told(self):
        self.server.put(mail("before@ids.example"))
        self.add_account()
        with self.started("run") as process:
            self.wait_for("the first mail", lambda: self.has("before@ids.example"))
            with self.server.client() as imap:
                for n in range(3):
                    imap.append("INBOX", "", None, mail(f"{n}@ids.example", at=60 + n).replace(
                        b"\n", b"\r\n"))
                    start = time.monotonic()
                    self.wait_for("a new mail", lambda: self.has(f"{n}@ids.example"))
                    seconds = time.monotonic() - start
                    # Dovecot itself waits half a second for more before it tells.
                    self.assertLess(seconds, 20 if IS_SANITIZED else 5, "polling takes 30")
            self.end(process)
        self.assert_sync()
        self.assert_sound()

    def test_what_is_deleted_is_told(self):
        one, two = self.server.put(mail("1@ids.example"), mail("2@ids.example"))
        self.add_account()
        with self.started("run") as process:
            self.wait_for("all", lambda: self.account()["mails"] == 2)
            self.server.expunge(one)
            self.wait_for("one is gone", lambda: self.account()["mails"] == 1)
            self.end(process)
        self.assertEqual(self.mids(), ["1@ids.example", "2@ids.example"])

    def test_server_that_comes_back(self):
        self.add_account()
        with self.started("run") as process:
            self.wait_for("live", lambda: self.state() == "live")
            self.server.stop()
            self.wait_for("offline", lambda: self.state() == "offline")
            self.server.start()
            self.server.put(mail("back@ids.example"))
            self.wait_for("the mail", lambda: self.has("back@ids.example"))
            self.wait_for("live", lambda: self.state() == "live")
            self.end(process)

    def test_refused_password_is_left_alone(self):
        self.add_account()
        self.sync()
        self.password.write_text("wrong\n")
        with self.started("run") as process:
            self.wait_for("asks", lambda: self.state() == "password")
            self.server.put(mail("waits@ids.example"))
            log = self.commands().count("auth failed")
            self.assertEqual(log, 1, "one try, and no lock-out")
            self.password.write_text(PASSWORD)
            self.ctl("account", "test", SUPPORT)
            self.wait_for("goes on", lambda: self.has("waits@ids.example"))
            self.end(process)


if __name__ == "__main__":
    main()
