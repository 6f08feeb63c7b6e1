# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks made by older versions open, with everything that was decided on them.

desks/desk-N.db.gz is a desk as version N of its file left it: three mails of data/demo, a note, a
tag and a status that was undone again, decided by aino."""

import contextlib
import gzip
import unittest
from pathlib import Path

import desk_case

DESKS = Path(__file__).parent / "desks"
SCRIPTS = Path(__file__).parents[2] / "src" / "store" / "sql"
NEWEST = len(list(SCRIPTS.glob("*.sql")))


class Migration(desk_case.DeskCase):
    def open_desk(self, number):
        self.desk.mkdir()
        old = gzip.decompress((DESKS / f"desk-{number}.db.gz").read_bytes())
        (self.desk / "desk.db").write_bytes(old)
        return old

    def check_version(self, number):
        old = self.open_desk(number)
        self.assertEqual(self.ctl("check", "--rebuild").one["problems"], [])
        if number < NEWEST:
            backup = self.desk / f"desk.db.before-{number + 1}"
            self.assertEqual(backup.read_bytes()[:16], old[:16])
        blankets, coat, shipping = self.ctl("tickets").lines
        self.assertEqual(blankets["subject"], "Viltit eivät ole saapuneet")
        self.assertEqual(blankets["tags"], ["toimitus"])
        self.assertEqual(blankets["status"], "new")
        notes = [m["text"] for m in self.show(blankets["number"])["messages"]
                 if m["kind"] == "note"]
        self.assertEqual(notes, ["Posti löysi paketin."])
        self.ctl("--as", "aino", "undo")
        self.assertEqual(self.show(blankets["number"])["ticket"]["tags"], [])
        for ticket in (coat, shipping):
            self.assertEqual(ticket["status"], "new")

    def test_version_1(self):
        self.check_version(1)

    def test_version_2(self):
        self.check_version(2)

    def test_version_8(self):
        self.check_version(8)

    def test_many_open_it_at_once(self):
        self.open_desk(1)
        names = [f"Huomio {n}" for n in range(6)]
        ticket = "HP-2J2H36V9"
        with contextlib.ExitStack() as stack:
            running = [stack.enter_context(self.started("note", ticket, name)) for name in names]
            for one in running:
                self.assertEqual(self.finish(one).status, 0)
        texts = {m["text"] for m in self.show(ticket)["messages"]}
        self.assertLessEqual(set(names), texts)
        self.assertEqual(self.ctl("check", "--rebuild").one["problems"], [])
        self.assertEqual([p.name for p in self.desk.glob("desk.db.before-*")], ["desk.db.before-2"])


if __name__ == "__main__":
    unittest.main()
