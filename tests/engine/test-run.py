# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine at work: mail comes by itself, servers come back, a refused password is left alone."""

import os
import time
import unittest

from cyrus_case import PASSWORD, SUPPORT, CyrusCase, main
from desk_case import IS_SANITIZED, PATIENCE, interrupt, mail


class Run(CyrusCase):
    def wait_for(self, what, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.05)

    def has(self, mid):
        return any(mid in ticket["mids"] for ticket in self.tickets())

    def state(self):
        return self.account()["state"]

    def end(self, process):
        interrupt(process)
        self.assertEqual(self.finish(process).status, 0)

    def test_mail_comes_by_itself(self):
        self.server.put(mail("before@ids.example"))
        self.add_account()
        with self.started("run") as process:
            self.wait_for("the first mail", lambda: self.has("before@ids.example"))
            start = time.monotonic()
            self.server.deliver(mail("now@ids.example", at=60))
            self.wait_for("a new mail", lambda: self.has("now@ids.example"))
            self.assertLess(time.monotonic() - start, PATIENCE / 10)
            self.refuse("sync", "--once", says="Another process")
            self.end(process)
        self.assert_sync()
        self.assert_sound()

    def test_account_that_is_added_meanwhile(self):
        self.add_account("agent1@example.test")
        self.server.put(mail("more@ids.example"))
        with self.started("run") as process:
            self.add_account()
            self.wait_for("the other account's mail", lambda: self.has("more@ids.example"))
            self.ctl("account", "remove", SUPPORT)
            self.server.put(mail("kept@ids.example"), user="agent1")
            self.wait_for("the first account's mail", lambda: self.has("kept@ids.example"))
            self.end(process)
        self.assert_sound()

    def test_server_that_comes_back(self):
        self.add_account()
        with self.started("run") as process:
            self.wait_for("live", lambda: self.state() == "live")
            self.server.stop()
            self.wait_for("offline", lambda: self.state() == "offline")
            self.server.start()
            self.server.deliver(mail("back@ids.example"))
            self.wait_for("the mail", lambda: self.has("back@ids.example"))
            self.assertEqual(self.state(), "live")
            self.end(process)
        texts = [line["text"] for line in self.ctl("account", "log", SUPPORT).lines]
        self.assertTrue(any("reached" in text for text in texts), texts)

    def test_refused_password_is_left_alone(self):
        self.add_account()
        self.sync()
        self.password.write_text("wrong\n")
        with self.started("run") as process:
            self.wait_for("asks", lambda: self.state() == "password")
            log = self.ctl("account", "log", SUPPORT).lines
            self.refuse("account", "test", SUPPORT, says="name and the password")
            self.assertEqual(self.ctl("account", "log", SUPPORT).lines, log)
            self.password.write_text(PASSWORD)
            self.ctl("account", "test", SUPPORT)
            self.wait_for("goes on", lambda: self.state() == "live")
            self.end(process)

    @unittest.skipIf(IS_SANITIZED, "libsecret leaks where its keyring is a file")
    def test_another_password(self):
        # The keyring of this test is a file of libsecret's.
        keyring = {"SECRET_BACKEND": "file", "SECRET_FILE_TEST_PASSWORD": "avain",
                   "SECRET_FILE_TEST_PATH": str(self.folder / "keyring")}
        self.ctl("account", "add", SUPPORT, "--url", self.server.url, stdin=PASSWORD + "\n",
                 env=keyring)
        for path in self.desk.rglob("desk.db*"):
            self.assertNotIn(PASSWORD.encode(), path.read_bytes())
        self.assertNotIn(PASSWORD.encode(), (self.folder / "keyring").read_bytes())
        self.server.set_password("support", "toinen")
        with self.started("run", env={**os.environ, **keyring}) as process:
            self.wait_for("asks", lambda: self.state() == "password")
            self.refuse("account", "password", SUPPORT, stdin="kolmas\n", env=keyring,
                        says="name and the password")
            self.end(process)
        self.ctl("account", "password", SUPPORT, stdin="toinen\n", env=keyring)
        self.assertEqual(self.ctl("sync", "--once", env=keyring).one["messages"], 0)


if __name__ == "__main__":
    main()
