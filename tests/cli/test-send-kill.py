# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 while mails are sent: each leaves exactly once, and is a message exactly then."""

import random
import time

import desk_case
from desk_case import IS_SANITIZED, IS_SOAK, OWN, DeskCase, mail

ROUNDS = 1000 if IS_SOAK else 4 if IS_SANITIZED else 20
MAILS = 5


class SendKill(DeskCase):
    def setUp(self):
        super().setUp()
        self.rand = random.Random(20261124)
        self.out = self.folder / "out"
        self.import_(self.write_mails(*(mail(f"q{i}@a.example", sender=f"a{i}@a.example", at=i)
                                        for i in range(MAILS))))
        self.ctl("account", "add", "folder", self.out, "--address", OWN)
        self.tickets_of = {f"a{i}@a.example": self.ticket_of(f"q{i}@a.example")["number"]
                           for i in range(MAILS)}
        self.big = self.write("big.bin", self.rand.randbytes(150_000))

    def queue(self, round_):
        for i, number in enumerate(self.tickets_of.values()):
            files = ["--attach", self.big] if i % 2 else []
            self.ctl("reply", number, "--text", f"Vastaus {round_}.", "--undo", 0, *files)

    def run_or_kill(self, seconds):
        with self.started("outbox", "run", "--once") as process:
            try:
                process.wait(seconds)
            except desk_case.subprocess.TimeoutExpired:
                process.kill()
            result = self.finish(process)
        if result.status == -9:
            return False
        self.assertEqual(result.status, 0, result)
        return True

    def check(self, rounds):
        """After everything left: one file and one message for each reply, no other states."""
        done = self.ctl("outbox", "list", "--all").lines
        self.assertEqual({e["state"] for e in done}, {"filed"})
        sent = {e["mid"] for e in done}
        self.assertEqual(len(sent), rounds * MAILS)
        self.assertEqual({p.name for p in self.out.iterdir()}, {f"{mid}.eml" for mid in sent})
        for number in self.tickets_of.values():
            messages = self.show(number)["messages"]
            texts = [m["reply"] for m in messages if m["direction"] == "outbound"]
            self.assertEqual(sorted(texts), sorted(f"Vastaus {i}." for i in range(rounds)))

    def check_between(self):
        """What is a message has left, and what says sent is a message."""
        entries = {e["mid"]: e for e in self.ctl("outbox", "list", "--all").lines if e["mid"]}
        files = {p.name[:-4] for p in self.out.glob("*.eml")} if self.out.exists() else set()
        messages = {m["mid"] for n in self.tickets_of.values() for m in self.show(n)["messages"]
                    if m["direction"] == "outbound"}
        self.assertLessEqual(messages, files)
        for mid, entry in entries.items():
            self.assertIn(entry["state"], ("sealed", "sending", "sent", "filed"))
            self.assertEqual(mid in messages, entry["state"] in ("sent", "filed"), entry)
            if entry["state"] == "sealed":
                self.assertNotIn(mid, files, "nothing left before it was sending")

    def test_exactly_once(self):
        kills = 0
        self.queue(0)
        start = time.monotonic()
        self.ctl("outbox", "run", "--once")
        seconds = time.monotonic() - start
        rounds = 1
        while kills < ROUNDS:
            self.queue(rounds)
            while not self.run_or_kill(self.rand.uniform(0.0, seconds)):
                kills += 1
                if not IS_SOAK or kills % 20 == 0:
                    self.check_between()
            rounds += 1
        self.check(rounds)
        self.assert_sound()


if __name__ == "__main__":
    desk_case.main()
