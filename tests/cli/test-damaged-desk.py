# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks of a newer Helppari, files that are no desk, and damaged ones: a clear error or a problem
that check names; never a crash, never a hang, and nothing changed that was not understood."""

import random
import shutil
import sqlite3

import desk_case
from desk_case import DeskCase, copy_desk, mail_with_file, thread_mails, to_mbox

PAGE = 16384


class Damaged(DeskCase):
    @classmethod
    def setUpClass(cls):
        cls.maker = DeskCase()
        cls.maker.setUp()
        rand = random.Random(12)
        mails = thread_mails(400, rand)
        mails.append(mail_with_file("f@ids.example", "f", rand.randbytes(100_000)))
        cls.maker.import_(cls.maker.write("in.mbox", to_mbox(mails)))
        cls.ticket = cls.maker.tickets()[0]["id"]
        cls.maker.decide("note", cls.ticket, "muistiinpano")
        cls.commands = (["tickets"], ["show", cls.ticket], ["search", "lasku"], ["customers"],
                        ["ops"], ["stats"], ["check", "--rebuild"], ["note", cls.ticket, "x"],
                        ["undo"], ["import", str(cls.maker.folder / "in.mbox")],
                        ["backup", "/nonexistent/b.db"])

    @classmethod
    def tearDownClass(cls):
        cls.maker.doCleanups()

    def setUp(self):
        super().setUp()
        copy_desk(self.maker.desk, self.desk)
        self.db = self.desk / "desk.db"

    def refuse_all(self, says):
        """No command takes the desk, and none changes a byte or leaves a file."""
        data = self.db.read_bytes()
        files = sorted(p.name for p in self.desk.iterdir())
        for args in (*self.commands, ["restore", str(self.folder / "b.db")]):
            with self.subTest(args):
                said = self.refuse(*args)
                self.assertRegex(said, says)
                self.assertEqual(self.db.read_bytes(), data)
                self.assertEqual(sorted(p.name for p in self.desk.iterdir()), files)

    def test_a_newer_desk(self):
        self.maker.ctl("backup", self.folder / "b.db")
        with sqlite3.connect(self.db) as db:
            db.execute("PRAGMA user_version = 999")
        db.close()
        self.refuse_all(r"newer Helppari.*999")

    def test_no_database(self):
        self.maker.ctl("backup", self.folder / "b.db")
        for data in (b"nonsense" * 10_000, b"SQLite format 3\0" + bytes(5000)):
            self.db.write_bytes(data)
            self.refuse_all(r"damaged|no desk|not a desk|not a database")

    def test_anothers_database(self):
        self.maker.ctl("backup", self.folder / "b.db")
        self.db.unlink()
        db = sqlite3.connect(self.db)
        db.execute("CREATE TABLE photos (name)")
        db.commit()
        db.close()
        self.refuse_all("not a desk")

    def test_a_folder_instead(self):
        self.db.unlink()
        self.db.mkdir()
        for args in self.commands:
            self.refuse(*args)

    def run_all(self):
        """Whatever they find: an end in time, no signal, one line if it failed."""
        for args in self.commands:
            result = self.try_run(*args)
            self.assertIn(result.status, (0, 1), f"{args}\n{result}")
            if result.status == 1 and args[0] != "check":
                # A list may have begun when the damage is met.
                if args[0] not in ("tickets", "ops", "customers", "search"):
                    self.assertEqual(result.out, "", args)
                self.assertEqual(len(result.err.strip().split("\n")), 1, f"{args}\n{result}")
                self.assertRegex(result.err, r"^helpparictl: .{8,}")

    def assert_check_finds(self):
        result = self.try_run("check")
        self.assertEqual(result.status, 1, result)
        if result.out:
            self.assertFalse(result.one["ok"])
            self.assertTrue(result.one["problems"])
        else:
            self.assertRegex(result.err, r"^helpparictl: .{8,}")

    def test_truncated(self):
        data = self.db.read_bytes()
        for size in (100, 512, PAGE - 1, PAGE, len(data) // 3, len(data) // 2, len(data) - PAGE):
            with self.subTest(size=size):
                self.db.write_bytes(data[:size])
                self.assert_check_finds()
                if size in (PAGE, len(data) // 2):
                    self.run_all()

    def test_damaged_pages(self):
        data = self.db.read_bytes()
        rand = random.Random(13)
        for page in rand.sample(range(1, len(data) // PAGE), 12):
            with self.subTest(page=page):
                bad = bytearray(data)
                fill = bytes(PAGE) if rand.random() < 0.3 else rand.randbytes(PAGE)
                bad[page * PAGE:(page + 1) * PAGE] = fill
                self.db.write_bytes(bad)
                # A page that nothing reads, such as a free one, may be damaged unnoticed.
                self.assertIn(self.try_run("check").status, (0, 1))
                if rand.random() < 0.34:
                    self.run_all()

    def test_a_changed_original(self):
        """What SQLite itself can't see: the bytes of a mail are other bytes."""
        with sqlite3.connect(self.db) as db:
            db.execute("UPDATE original SET data = (SELECT data FROM original WHERE id = 2) "
                       "WHERE id = 1")
        db.close()
        self.assert_check_finds()

    def test_lost_and_changed_blobs(self):
        blob, = (p for p in (self.desk / "blobs").rglob("*") if p.is_file())
        data = blob.read_bytes()
        for other in (None, b"", data[:-1], b"X" + data[1:]):
            with self.subTest(None if other is None else len(other)):
                blob.unlink() if other is None else blob.write_bytes(other)
                self.assert_check_finds()
                self.refuse("backup", self.folder / "b.db")
                self.assertEqual([p for p in self.folder.glob("b.db*")], [])
                self.run_all()
                self.assertEqual(self.show(self.ticket)["ticket"]["id"], self.ticket)
                if other is None:
                    self.assertEqual(self.ctl("check").one["problems"], [],
                                     "importing the mail again brought it back")

    def test_a_wal_that_is_nonsense(self):
        digest = self.maker.digest()
        (self.desk / "desk.db-wal").write_bytes(b"nonsense" * 9999)
        (self.desk / "desk.db-shm").write_bytes(b"nonsense" * 4096)
        self.assertEqual(self.digest(), digest)

    def test_lost_rows(self):
        """What check finds that the file's own checks can't."""
        for sql in ("UPDATE ticket SET messages = messages + 1 WHERE id = (SELECT max (id) FROM ticket)",
                    "UPDATE rollup SET n = n + 1 WHERE metric = 'status'",
                    "UPDATE message SET ticket = NULL WHERE id = (SELECT max (id) FROM message)",
                    "DELETE FROM original WHERE id = (SELECT max (id) FROM original)",
                    "UPDATE blob SET refs = 7",
                    "UPDATE message SET subject = 'muu' WHERE id = (SELECT min (id) FROM message)"):
            with self.subTest(sql):
                shutil.rmtree(self.desk)
                copy_desk(self.maker.desk, self.desk)
                with sqlite3.connect(self.db) as db:
                    db.execute(sql)
                db.close()
                self.assert_check_finds()

    def test_changed_state_is_found_by_rebuild(self):
        for sql in ("UPDATE ticket SET status = 'spam' WHERE id = (SELECT max (id) FROM ticket)",
                    "UPDATE node SET parent = NULL WHERE parent IS NOT NULL",
                    "DELETE FROM node WHERE id = (SELECT min (node) FROM message)",
                    "UPDATE customer SET name = 'Eve'", "UPDATE op SET active = 0"):
            with self.subTest(sql):
                shutil.rmtree(self.desk)
                copy_desk(self.maker.desk, self.desk)
                with sqlite3.connect(self.db) as db:
                    db.execute(sql)
                db.close()
                result = self.try_run("check", "--rebuild")
                self.assertEqual(result.status, 1, result)
                self.assertFalse(result.one["ok"])


if __name__ == "__main__":
    desk_case.main()
