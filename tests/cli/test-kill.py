# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at any moment: what was committed stays whole, and running it again gives the same desk."""

import random
import shutil
import subprocess
import time

import desk_case
from desk_case import IS_SANITIZED, IS_SOAK, DeskCase, mail_with_file, thread_mails, to_mbox

KILLS = 1000 if IS_SOAK else 8 if IS_SANITIZED else 20
SMALL_KILLS = 60 if IS_SOAK else 4 if IS_SANITIZED else 8


def make_mailbox(seed, n):
    """Threads, some attachments big enough to be files of their own, doubles and damage."""
    rand = random.Random(seed)
    mails = thread_mails(n, rand)
    for i in range(0, n, 60):
        mails[i] = mail_with_file(f"file{i}@ids.example", f"f{i}.bin", rand.randbytes(90_000), at=i)
    mails += [b"Received: from list.example by x; " + desk_case.date(9999).encode() + b"\n" + raw
              for raw in rand.sample(mails, n // 20)]
    mails.insert(n // 2, b"\xff\xfe no mail")
    rand.shuffle(mails)
    return mails


class Kill(DeskCase):
    def setUp(self):
        super().setUp()
        self.rand = random.Random(20261121)
        self.hits = self.tries = 0

    def run_or_kill(self, seconds, *args, desk):
        """Kills the run when @seconds are over. TRUE if it was done before."""
        self.tries += 1
        with self.started(*args, desk=desk) as process:
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
            result = self.finish(process)
        if result.status == -9:
            self.hits += 1
            return False
        self.assertEqual(result.status, 0, result)
        return True

    def measure(self, *args, desk):
        start = time.monotonic()
        self.ctl(*args, desk=desk)
        return time.monotonic() - start

    def test_import(self):
        mails = make_mailbox(1, 600 if IS_SANITIZED else 1800)
        path = self.write("in.mbox", to_mbox(mails))
        whole = self.folder / "whole"
        seconds = self.measure("import", path, desk=whole)
        wanted = self.digest(whole)
        series = 0
        while self.hits < KILLS:
            desk = self.folder / f"desk{series}"
            while not self.run_or_kill(self.rand.uniform(0.005, seconds), "import", path, desk=desk):
                if desk.joinpath("desk.db").exists() and self.hits % 5 == 0:
                    self.assertEqual(self.ctl("check", desk=desk).one["problems"], [])
                self.assertLess(self.hits, KILLS * 3, "it gets no further")
            if series % 20 == 0:
                self.assertEqual(self.counts(self.import_(path, desk=desk)), (0, len(mails), 0, 0))
                self.assertEqual(self.assert_sound(desk), wanted)
            self.assertEqual(self.digest(desk), wanted)
            shutil.rmtree(desk)
            series += 1
        self.assertGreater(self.hits, self.tries * 0.5, "too few kills hit a running import")

    def make_pair(self):
        """A small desk, and a backup of a bigger one."""
        for name, seed, n in (("old", 2, 40), ("new", 3, 300)):
            path = self.write(f"{name}.mbox", to_mbox(make_mailbox(seed, n)))
            self.import_(path, desk=self.folder / name)
        self.ctl("backup", self.folder / "backup.db", desk=self.folder / "new")

    def test_restore(self):
        self.make_pair()
        old, new = (self.digest(self.folder / name) for name in ("old", "new"))
        backup = self.folder / "backup.db"
        before = backup.read_bytes()
        spare = desk_case.copy_desk(self.folder / "old", self.folder / "spare")
        seconds = self.measure("restore", backup, desk=spare)
        while self.hits < SMALL_KILLS:
            shutil.rmtree(spare)
            desk_case.copy_desk(self.folder / "old", spare)
            done = self.run_or_kill(self.rand.uniform(0, seconds), "restore", backup, desk=spare)
            self.assertIn(self.digest(spare), [new] if done else [old, new])
            self.assertEqual(backup.read_bytes(), before, "restore changes no backup")
            self.assertLess(self.tries, SMALL_KILLS * 4)
        self.ctl("restore", backup, desk=spare)
        self.assertEqual(self.assert_sound(spare), new)

    def test_backup(self):
        self.make_pair()
        wanted = self.digest(self.folder / "new")
        seconds = self.measure("backup", self.folder / "timed.db", desk=self.folder / "new")
        target = self.folder / "target.db"
        while self.hits < SMALL_KILLS:
            done = self.run_or_kill(self.rand.uniform(0, seconds), "backup", target,
                                    desk=self.folder / "new")
            if done or target.exists():
                self.ctl("restore", target, desk=self.folder / "back")
                self.assertEqual(self.digest(self.folder / "back"), wanted)
                shutil.rmtree(self.folder / "back")
                target.unlink()
            self.assertLess(self.tries, SMALL_KILLS * 4)
        self.assertEqual(self.digest(self.folder / "new"), wanted)
        self.ctl("backup", target, desk=self.folder / "new")
        left = {p.name for p in self.folder.iterdir() if p.name.startswith("target")}
        self.assertEqual(left, {"target.db"}, "what a kill left is cleared by the next backup")


if __name__ == "__main__":
    desk_case.main()
