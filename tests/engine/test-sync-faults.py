# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills and servers that go away while a mailbox is read: every mail is in the desk exactly once."""

import random
import shutil
import subprocess
import time

from cyrus_case import CyrusCase, main
from desk_case import IS_SANITIZED, IS_SOAK, copy_desk, mail_with_file, thread_mails

KILLS = 1000 if IS_SOAK else 6 if IS_SANITIZED else 20
MAILS = 400


def make_mails(rand):
    mails = thread_mails(MAILS, rand)
    for n in range(0, MAILS, 40):
        mails[n] = mail_with_file(f"file{n}@ids.example", f"f{n}.bin", rand.randbytes(90_000), at=n)
    return mails


class Faults(CyrusCase):
    def setUp(self):
        super().setUp()
        self.rand = random.Random(20261124)
        self.server.put(*make_mails(self.rand))

    def run_or_kill(self, seconds, desk):
        """Kills a round when @seconds are over. TRUE if it was done before."""
        with self.started("sync", "--once", desk=desk) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
                self.finish(process)
                return False
            self.assertEqual(self.finish(process).status, 0)
        return True

    def test_kill(self):
        self.add_account()
        whole = copy_desk(self.desk, self.folder / "whole")
        start = time.monotonic()
        self.assert_sync(whole, messages=MAILS)
        seconds = time.monotonic() - start
        wanted = self.digest(whole)
        hits = 0
        series = 0
        while hits < KILLS:
            desk = copy_desk(self.desk, self.folder / f"desk{series}")
            longest = seconds
            while not self.run_or_kill(self.rand.uniform(0.03, longest), desk):
                hits += 1
                longest *= 1.2  # the machine may be busier now than when it was timed
                self.assertLess(longest, 100 * seconds, "it gets no further")
            self.assertEqual(self.digest(desk), wanted)
            self.assertEqual(self.account(desk)["mails"], MAILS)
            self.assert_sync(desk)
            shutil.rmtree(desk)
            series += 1

    def test_server_goes_away(self):
        self.add_account()
        with self.started("sync", "--once") as process:
            while self.account()["state"] != "syncing" and process.poll() is None:
                time.sleep(0.01)
            self.server.stop()
            result = self.finish(process)
        if result.status != 0:
            self.assertIn("reached", result.err)
            self.assertEqual(self.account()["state"], "offline")
        self.refuse("sync", "--once", says="reached")
        self.assertEqual(self.account()["state"], "offline")
        self.server.start()
        self.sync()
        self.assertEqual(len(self.mids()), MAILS)
        self.assertEqual(len(set(self.mids())), MAILS)
        self.assertEqual(self.account()["state"], "live")
        self.assert_sound()


if __name__ == "__main__":
    main()
