# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that is full: a clear error, nothing lost, and it goes on when there is room. Runs itself
in a mount namespace of its own, where the disk is a small tmpfs."""

import os
import random
import subprocess
import sys

import desk_case
from desk_case import DeskCase, mail_with_file, thread_mails, to_mbox

INSIDE = "HELPPARI_TEST_NAMESPACE"
SKIPPED = 77
FULL = r"disk is full|No space left on device"


def enter_namespace():
    """Starts this file again where it may mount. Does not return, unless that can't be."""
    for how in (["unshare", "-m"], ["unshare", "-Urm"]):
        probe = [*how, "sh", "-c", "mount -t tmpfs -o size=1m none /mnt"]
        try:
            if subprocess.run(probe, capture_output=True).returncode == 0:
                os.execvpe(how[0], [*how, sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})
        except OSError:
            pass


class DiskFull(DeskCase):
    def setUp(self):
        super().setUp()
        rand = random.Random(4)
        mails = thread_mails(1200, rand)
        for i in range(0, 1200, 40):
            mails[i] = mail_with_file(f"f{i}@ids.example", "f.bin", rand.randbytes(100_000), at=i)
        self.mails = self.write("in.mbox", to_mbox(mails))
        self.few = self.write("few.mbox", to_mbox(mails[:60]))
        self.disk = self.folder / "disk"
        self.disk.mkdir()

    def mount(self, kib, options=""):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kib}k{options}", "none", self.disk],
                       check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.disk], capture_output=True)

    def resize(self, kib):
        subprocess.run(["mount", "-o", f"remount,size={kib}k", self.disk], check=True)

    def unmount(self):
        subprocess.run(["umount", self.disk], check=True)

    def list_disk(self):
        return sorted(str(p.relative_to(self.disk)) for p in self.disk.rglob("*"))

    def refuse_full(self, *args, desk):
        said = self.refuse(*args, desk=desk)
        self.assertRegex(said, FULL)
        return said

    def test_import(self):
        whole = self.folder / "whole"
        self.import_(self.mails, desk=whole)
        wanted = self.digest(whole)
        for kib in (16, 500, 1500, 4000, 8000):
            with self.subTest(kib=kib):
                desk = self.disk / "desk"
                self.mount(kib)
                self.refuse_full("import", self.mails, desk=desk)
                # With no room at all it may say that once more, and nothing worse.
                again = self.try_run("stats", desk=desk)
                if again.status != 0:
                    self.assertEqual(again.status, 1, again)
                    self.assertRegex(again.err, FULL + "|no desk")
                self.refuse_full("import", self.mails, desk=desk)
                self.resize(60_000)
                check = self.try_run("check", desk=desk)
                if check.status == 0:
                    self.assertEqual(check.one["problems"], [])
                else:  # there was no room to make one
                    self.assertIn("no desk", check.err)
                    self.assertEqual(kib, 16)
                result = self.import_(self.mails, desk=desk)
                self.assertEqual(result["messages"] + result["duplicates"], 1200)
                self.assertEqual(self.digest(desk), wanted)
                self.assert_sound(desk)
                self.unmount()

    def test_decisions(self):
        desk = self.disk / "desk"
        self.mount(20_000)
        self.import_(self.few, desk=desk)
        ticket = self.tickets(desk=desk)[0]["id"]
        before = self.digest(desk)
        used = os.statvfs(self.disk)
        self.resize((used.f_blocks - used.f_bfree) * used.f_frsize // 1024 + 4)
        result = self.try_run("note", ticket, "-", desk=desk, stdin="pitkä " * 100_000)
        self.assertEqual((result.status, result.out), (1, ""), result)
        self.assertRegex(result.err, FULL)
        self.resize(20_000)
        self.assertEqual(self.digest(desk), before)
        self.decide("note", ticket, "-", desk=desk, stdin="pitkä " * 100_000)
        self.assert_sound(desk)

    def test_sending(self):
        """Wherever the room ends, each mail leaves once when there is room again."""
        desk = self.disk / "desk"
        out = self.disk / "out"
        big = self.write("big.bin", random.Random(5).randbytes(200_000))
        for kib in (4, 40, 200, 300, 400, 600, 800):
            with self.subTest(kib=kib):
                self.mount(60_000)
                self.import_(self.few, "--own", desk_case.OWN, desk=desk)
                self.ctl("account", "add", "folder", out, "--address", desk_case.OWN, desk=desk)
                ticket = self.tickets(desk=desk)[0]["number"]
                for _ in range(2):
                    self.ctl("reply", ticket, "--text", "Hei", "--attach", big, "--undo", 0,
                             "--to", "a@asiakas.example", desk=desk)
                used = os.statvfs(self.disk)
                self.resize((used.f_blocks - used.f_bfree) * used.f_frsize // 1024 + kib)
                result = self.try_run("outbox", "run", "--once", desk=desk)
                if result.status != 0:
                    self.assertRegex(result.err, FULL)
                self.resize(60_000)
                for entry in self.ctl("outbox", "list", desk=desk).lines:
                    self.assertIn(entry["state"], ("waiting", "sealed", "sending", "sent"))
                    if entry["state"] in ("waiting", "sealed"):
                        self.ctl("outbox", "retry", entry["id"], desk=desk)
                self.ctl("outbox", "run", "--once", desk=desk)
                sent = self.ctl("outbox", "list", "--all", desk=desk).lines
                self.assertEqual([e["state"] for e in sent], ["filed", "filed"])
                self.assertEqual({p.name for p in out.iterdir()}, {e["mid"] + ".eml" for e in sent})
                self.assert_sound(desk)
                self.unmount()

    def test_backup(self):
        self.import_(self.mails)
        for kib in (8, 500, 2500, 5000):
            with self.subTest(kib=kib):
                self.mount(kib)
                self.refuse_full("backup", self.disk / "b.db", desk=self.desk)
                self.assertEqual(self.list_disk(), [], "no partial file is left")
                self.resize(60_000)
                self.ctl("backup", self.disk / "b.db")
                self.assertEqual(self.list_disk(), ["b.db"])
                self.unmount()
        self.assert_sound()

    def test_restore(self):
        self.import_(self.mails)
        self.ctl("backup", self.folder / "b.db")
        wanted = self.digest()
        desk = self.disk / "desk"
        for kib in (200, 3000, 5000):
            with self.subTest(kib=kib):
                self.mount(60_000)
                self.import_(self.few, desk=desk)
                before = self.digest(desk)
                used = os.statvfs(self.disk)
                self.resize((used.f_blocks - used.f_bfree) * used.f_frsize // 1024 + kib)
                self.refuse_full("restore", self.folder / "b.db", desk=desk)
                self.resize(60_000)
                self.assertEqual(self.digest(desk), before, "the desk is untouched")
                left = [name for name in self.list_disk() if "before" in name or "part" in name]
                self.assertEqual(left, [])
                self.ctl("restore", self.folder / "b.db", desk=desk)
                self.assertEqual(self.digest(desk), wanted)
                self.unmount()

    def test_rebuild(self):
        desk = self.disk / "desk"
        self.mount(60_000)
        self.import_(self.mails, desk=desk)
        used = os.statvfs(self.disk)
        self.resize((used.f_blocks - used.f_bfree) * used.f_frsize // 1024 + 2000)
        files = [name for name in self.list_disk() if "-wal" not in name and "-shm" not in name]
        self.refuse_full("check", "--rebuild", desk=desk)
        self.assertEqual(self.list_disk(), files, "nothing of the rebuild is left")


if __name__ == "__main__":
    if INSIDE not in os.environ:
        enter_namespace()
        print("skipped: may not mount")
        sys.exit(SKIPPED)
    desk_case.main()
