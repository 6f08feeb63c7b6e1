# SPDX-License-Identifier: GPL-3.0-or-later
"""Backups: online, whole, verified; restore keeps what was there and takes nothing damaged."""

import hashlib
import os
import random
import sqlite3

import desk_case
from desk_case import DeskCase, mail, mail_with_file, thread_mails, to_mbox


class Backup(DeskCase):
    def setUp(self):
        super().setUp()
        rand = random.Random(9)
        mails = thread_mails(60, rand)
        self.files = [rand.randbytes(size) for size in (10, 65_535, 65_536, 65_537, 300_000)]
        mails += [mail_with_file(f"f{i}@ids.example", f"f{i}", data, at=i)
                  for i, data in enumerate(self.files)]
        self.import_(self.write("in.mbox", to_mbox(mails)))
        self.ticket = self.tickets()[0]["id"]
        self.decide("note", self.ticket, "muistiinpano")
        self.ops = self.decide("merge", self.ticket, self.tickets()[5]["id"])
        self.backup = self.folder / "b.db"

    def list_blobs(self, desk):
        return sorted(p.name for p in (desk / "blobs").rglob("*") if p.is_file())

    def test_target_missing(self):
        self.import_(self.write_mails(mail("a@a.example")))
        target = self.folder / "none" / "x.db"
        said = self.refuse("backup", target, says=f"The backup can't be written to {target}")
        self.assertNotIn("desk", said)

    def test_into_an_empty_place(self):
        wanted = self.digest()
        self.assertEqual(self.ctl("backup", self.backup).one, {"backup": str(self.backup)})
        self.assertEqual(self.digest(), wanted)
        self.assertEqual([p.name for p in self.folder.glob("b.db*")], ["b.db"], "one file")
        data = self.backup.read_bytes()
        other = self.folder / "other"
        self.assertEqual(self.ctl("restore", self.backup, desk=other).one, {"before": None})
        self.assertEqual(self.assert_sound(other), wanted)
        self.assertEqual(self.look(other), self.look())
        self.assertEqual(self.list_blobs(other), self.list_blobs(self.desk))
        big = {hashlib.sha256(f).hexdigest() for f in self.files if len(f) > 65_536}
        self.assertLessEqual(big, set(self.list_blobs(other)))
        self.assertEqual(self.backup.read_bytes(), data)
        self.assertEqual([p.name for p in self.folder.glob("b.db*")], ["b.db"])
        # The restored desk lives: undo of what came with it, and more mail.
        self.ctl("undo", desk=other)
        self.import_(self.write_mails(mail("later@x.example")), desk=other)
        self.assert_sound(other)

    def test_over_a_desk_that_is_kept(self):
        wanted = self.digest()
        self.ctl("backup", self.backup)
        other = self.folder / "other"
        self.import_(self.write_mails(mail_with_file("o1@x.example", "o", os.urandom(90_000))),
                     desk=other)
        before = self.digest(other)
        kept = self.ctl("restore", self.backup, desk=other).one["before"]
        self.assertEqual(self.assert_sound(other), wanted)
        self.assertTrue(os.path.exists(kept))
        self.assertEqual(os.path.dirname(kept), str(other))
        self.ctl("restore", kept, desk=self.folder / "third")
        self.assertEqual(self.digest(self.folder / "third"), before)
        # And there again in the same desk.
        again = self.ctl("restore", kept, desk=other).one["before"]
        self.assertNotEqual(again, kept)
        self.assertEqual(self.assert_sound(other), before)

    def test_restore_of_itself_in_time(self):
        self.ctl("backup", self.backup)
        wanted = self.digest()
        self.decide("status", self.ticket, "closed")
        self.import_(self.write_mails(mail("after@x.example")))
        self.ctl("restore", self.backup)
        self.assertEqual(self.digest(), wanted)
        self.import_(self.folder / "mails")
        self.assertEqual(len([t for t in self.tickets() if "after@x.example" in t["mids"]]), 1)
        self.assert_sound()

    def test_an_existing_file_is_not_overwritten(self):
        self.write("b.db", b"precious")
        self.refuse("backup", self.backup, says="b.db")
        self.assertEqual(self.backup.read_bytes(), b"precious")
        self.refuse("backup", self.folder, says=str(self.folder))
        self.refuse("backup", self.folder / "no/such/b.db", says="no/such")

    def check_refused(self, path):
        before = self.digest()
        files = sorted(str(p) for p in self.desk.rglob("*"))
        data = path.read_bytes()
        self.refuse("restore", path)
        self.assertEqual(self.digest(), before, "the desk is untouched")
        self.assertEqual(sorted(str(p) for p in self.desk.rglob("*")), files)
        self.assertEqual(path.read_bytes(), data)
        empty = self.folder / "empty"
        self.refuse("restore", path, desk=empty)
        self.assertFalse((empty / "desk.db").exists(), "nothing is made where nothing was")

    def test_what_is_no_backup(self):
        self.check_refused(self.write("nonsense.db", b"nonsense" * 5000))
        self.check_refused(self.write("empty.db", b""))
        db = sqlite3.connect(self.folder / "foreign.db")
        db.execute("CREATE TABLE x (y)")
        db.commit()
        db.close()
        self.check_refused(self.folder / "foreign.db")

    def test_a_truncated_backup(self):
        self.ctl("backup", self.backup)
        data = self.backup.read_bytes()
        for share in (0.1, 0.6, 0.98):
            with self.subTest(share):
                self.check_refused(self.write("cut.db", data[:int(len(data) * share)]))

    def test_a_damaged_backup(self):
        self.ctl("backup", self.backup)
        data = self.backup.read_bytes()
        rand = random.Random(10)
        for page in rand.sample(range(1, len(data) // 16384), 5):
            with self.subTest(page=page):
                bad = bytearray(data)
                bad[page * 16384:(page + 1) * 16384] = rand.randbytes(16384)
                self.check_refused(self.write("bad.db", bytes(bad)))

    def test_a_newer_backup(self):
        self.ctl("backup", self.backup)
        with sqlite3.connect(self.backup) as db:
            db.execute("PRAGMA user_version = 999")
        db.close()
        self.check_refused(self.backup)

    def test_while_importing(self):
        mails = self.write("more.mbox", to_mbox(thread_mails(2000, random.Random(11), "more")))
        with self.started("import", str(mails)) as process:
            n = 0
            while process.poll() is None:
                self.ctl("backup", self.folder / f"during{n}.db")
                n += 1
            self.assertEqual(self.finish(process).status, 0)
        self.assertGreater(n, 0)
        self.ctl("backup", self.folder / f"during{n}.db")
        wanted = self.assert_sound()
        for i in {0, n}:
            desk = self.folder / f"desk{i}"
            self.ctl("restore", self.folder / f"during{i}.db", desk=desk)
            self.digest(desk)
            self.import_(mails, desk=desk)
            self.assertEqual(self.digest(desk), wanted)


if __name__ == "__main__":
    desk_case.main()
