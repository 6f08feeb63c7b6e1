# SPDX-License-Identifier: GPL-3.0-or-later
"""Several programs on one desk at once: all get their turn, and nothing of any is lost."""

import contextlib
import random

import desk_case
from desk_case import IS_SANITIZED, DeskCase, mail, thread_mails, to_mbox

N = 800 if IS_SANITIZED else 2000


class TwoProcesses(DeskCase):
    def finish_all(self, processes):
        results = [self.finish(process) for process in processes]
        for result in results:
            self.assertEqual(result.status, 0, result)
        return [result.one if result.out else None for result in results]

    def start_all(self, stack, commands):
        return [stack.enter_context(self.started(*map(str, args))) for args in commands]

    def test_two_imports(self):
        mails = thread_mails(N, random.Random(14))
        random.Random(15).shuffle(mails)
        # Overlapping, and threads lie across both.
        paths = [self.write("one.mbox", to_mbox(mails[:N * 6 // 10])),
                 self.write("two.mbox", to_mbox(mails[N * 4 // 10:]))]
        with contextlib.ExitStack() as stack:
            done = self.finish_all(self.start_all(stack, [["import", p] for p in paths]))
        self.assertEqual(sum(d["messages"] for d in done), N)
        self.assertEqual(sum(d["duplicates"] for d in done), N // 5)
        self.import_(*paths, desk=self.folder / "serial")
        self.assertEqual(self.assert_sound(), self.digest(self.folder / "serial"))

    def test_a_new_desk_made_by_many_at_once(self):
        paths = [self.write_mails(mail(f"m{i}@x.example", at=i), name=f"m{i}") for i in range(4)]
        for n in range(10):
            self.desk = self.folder / f"desk{n}"
            with contextlib.ExitStack() as stack:
                self.finish_all(self.start_all(stack, [["import", p] for p in paths]))
            self.assertEqual(self.ctl("stats").one["inbound"], 4)
        self.assert_sound()

    def test_notes_and_reads_during_an_import(self):
        self.import_(self.write_mails(mail("first@x.example")))
        ticket = self.tickets()[0]["id"]
        path = self.write("in.mbox", to_mbox(thread_mails(N * 3 // 2, random.Random(16))))
        n = during = 0
        with self.started("import", str(path)) as process:
            while process.poll() is None:
                self.decide("note", ticket, f"muistiinpano {n}")
                n += 1
                during += process.poll() is None
                self.assertEqual(len(self.show(ticket)["messages"]), n + 1)
                self.ctl("tickets", "lasku")
            self.assertEqual(self.finish(process).status, 0)
        self.assertGreater(during, 0, "no note came during the import")
        texts = [m["text"] for m in self.show(ticket)["messages"][1:]]
        self.assertEqual(texts, [f"muistiinpano {i}" for i in range(n)])
        self.assert_sound()

    def test_check_during_an_import(self):
        path = self.write("in.mbox", to_mbox(thread_mails(N, random.Random(17))))
        self.import_(self.write_mails(mail("first@x.example")))
        n = 0
        with self.started("import", str(path)) as process:
            while process.poll() is None:
                for args in (["check", "--rebuild"], ["check", "--digest"]):
                    result = self.try_run(*args)
                    self.assertEqual(result.status, 0, result)
                n += 1
            self.assertEqual(self.finish(process).status, 0)
        self.assertGreater(n, 0)

    def test_many_agents_at_once(self):
        self.import_(self.write_mails(mail("a@x.example"), mail("b@x.example", at=1)))
        ticket = self.tickets()[0]["id"]
        for n in range(3):
            with contextlib.ExitStack() as stack:
                self.finish_all(self.start_all(stack, [
                    ["--as", f"agentti{i}", "note", ticket, f"{n}.{i}"] for i in range(6)]))
        ops = self.ctl("ops").lines
        self.assertEqual(sorted(o["value"] for o in ops),
                         sorted(f"{n}.{i}" for n in range(3) for i in range(6)))
        self.assertEqual(len({o["clock"] for o in ops}), 18, "no two decisions share a clock")
        self.assertEqual([int(o["clock"]) for o in ops], sorted(int(o["clock"]) for o in ops))
        with contextlib.ExitStack() as stack:
            done = self.finish_all(self.start_all(stack, [
                ["--as", f"agentti{i}", "undo"] for i in range(6)]))
        self.assertEqual(len({d["undone"][0] for d in done}), 6)
        left = [m["text"] for m in self.show(ticket)["messages"] if m["kind"] == "note"]
        self.assertEqual(sorted(left), sorted(f"{n}.{i}" for n in range(2) for i in range(6)))
        self.assert_sound()


if __name__ == "__main__":
    desk_case.main()
