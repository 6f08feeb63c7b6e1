# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks that share a folder agree: who is let in, what travels, what cannot be read there, a kill in
the middle, a folder that is gone or full."""

import random
import time

import desk_case
from desk_case import IS_SOAK, DeskCase, mail

KILLS = 200 if IS_SOAK else 8


class Team(DeskCase):
    def setUp(self):
        super().setUp()
        self.log = self.desk.parent / "jaettu"
        self.log.mkdir()
        mails = self.write_mails(mail("a@x.example"), mail("b@x.example", at=60))
        self.desks = {}
        for name in ("aino", "pekka"):
            desk = self.desk.parent / name
            self.ctl("import", mails, "--own", desk_case.OWN, desk=desk)
            self.desks[name] = desk

    def as_(self, name, *args, **more):
        return self.ctl("--as", name, *args, desk=self.desks[name], **more)

    def place(self, name):
        secret = self.desk.parent / f"{name}.keys"
        return ("--log", f"folder:{self.log}", "--secret", f"file:{secret}",
                "--desk-name", f"{name}n kone")

    def make_team(self):
        self.as_("aino", "team", "create", *self.place("aino"))
        code = self.as_("aino", "team", "invite").one["code"]
        self.as_("pekka", "team", "join", code, *self.place("pekka"))
        self.as_("aino", "team", "confirm")
        self.assertTrue(self.as_("pekka", "sync").one["inside"])

    def agree(self):
        for _ in range(2):
            for name in self.desks:
                self.as_(name, "sync")
        digests = {self.digest(desk) for desk in self.desks.values()}
        self.assertEqual(len(digests), 1)

    def number(self):
        return self.tickets(desk=self.desks["aino"])[0]["number"]

    def test_two_desks_agree(self):
        number = self.number()
        self.as_("pekka", "note", number, "Ennen tiimiä.")
        self.make_team()
        self.as_("aino", "note", number, "Liisa Mäkelä soitti.")
        self.as_("aino", "status", number, "resolved")
        self.agree()
        notes = [m["text"] for m in self.show(number, desk=self.desks["pekka"])["messages"]
                 if m["kind"] == "note"]
        self.assertEqual(sorted(notes), ["Ennen tiimiä.", "Liisa Mäkelä soitti."])
        everything = b"".join(p.read_bytes() for p in self.log.iterdir())
        names = " ".join(p.name for p in self.log.iterdir()).encode()
        for secret in ("Liisa", "aino", "pekka", "soitti", "x.example"):
            self.assertNotIn(secret.encode(), everything + names)
        for name in self.desks:
            mode = (self.desk.parent / f"{name}.keys").stat().st_mode
            self.assertEqual(mode & 0o077, 0)
        self.assertEqual(self.as_("aino", "team", "status").one["unsent"], 0)
        rows = self.as_("aino", "team", "list").lines
        self.assertEqual([r["name"] for r in rows], ["ainon kone", "pekkan kone"])
        self.assertEqual([r["here"] for r in rows], [True, False])

    def test_removed(self):
        self.make_team()
        self.agree()
        self.as_("aino", "team", "remove", "pekkan kone")
        self.as_("pekka", "note", self.number(), "Poiston jälkeen.")
        self.as_("pekka", "sync")
        self.as_("aino", "sync")
        texts = [m["text"] for m in self.show(self.number(), desk=self.desks["aino"])["messages"]]
        self.assertNotIn("Poiston jälkeen.", texts)

    def test_refusals(self):
        aino = self.desks["aino"]
        self.refuse("team", "invite", desk=aino, says="has no team")
        self.refuse("team", "create", desk=aino, status=2, says="--log is missing")
        self.refuse("team", "create", "--log", "ftp:x", "--secret", f"file:{aino}/k", desk=aino,
                    says="is no place")
        self.refuse("team", "join", "7QK2", *self.place("aino"), desk=aino, says="24 letters")
        self.make_team()
        self.refuse("team", "create", *self.place("aino"), desk=aino, says="has a team already")
        self.refuse("team", "remove", "ainon kone", desk=aino, says="can't remove itself")
        self.refuse("team", "remove", "Kalle", desk=aino, says="no desk “Kalle”")

    def test_no_folder(self):
        self.log.rmdir()
        self.refuse("team", "create", *self.place("aino"), desk=self.desks["aino"],
                    says="No such file")
        self.refuse("team", "status", desk=self.desks["aino"], says="has no team")
        self.assertFalse(self.log.exists())

    def test_folder_is_gone_and_comes_back(self):
        self.make_team()
        self.agree()
        away = self.log.with_name("poissa")
        self.log.rename(away)
        self.as_("aino", "note", self.number(), "Ilman tikkua.")
        self.refuse("sync", desk=self.desks["aino"], says="No such file")
        away.rename(self.log)
        self.agree()

    def test_emptied_folder_fills_again(self):
        self.make_team()
        self.as_("aino", "note", self.number(), "Säilyy.")
        self.agree()
        for part in self.log.iterdir():
            part.unlink()
        self.agree()
        self.assertGreater(len(list(self.log.iterdir())), 0)

    def test_strangers_in_the_folder(self):
        self.make_team()
        self.agree()
        (self.log / "loma.jpg").write_bytes(b"x" * 1000)
        for part in list(self.log.iterdir())[:1]:
            (self.log / part.name.replace(".helppari", "0.helppari")).write_bytes(b"x")
        (self.log / ("ops." + "0" * 32 + ".1.1." + "0" * 16 + ".helppari")).write_bytes(b"y" * 200)
        self.as_("aino", "note", self.number(), "Kaikesta huolimatta.")
        self.agree()
        aside = self.as_("pekka", "team", "status").one["aside"]
        self.assertEqual(len(aside), 1)
        self.assertTrue(aside[0]["reason"])

    def test_killed(self):
        self.make_team()
        rand = random.Random(20261201)
        number = self.number()
        for n in range(KILLS):
            name = rand.choice(list(self.desks))
            for m in range(3):
                self.as_(name, "note", number, f"{name} {n} {m}")
            with self.started("sync", desk=self.desks[name]) as running:
                time.sleep(rand.random() * 0.04)
                running.kill()
                running.wait()
        self.agree()
        texts = [m["text"] for m in self.show(number, desk=self.desks["pekka"])["messages"]
                 if m["kind"] == "note"]
        self.assertEqual(len(texts), KILLS * 3)
        for desk in self.desks.values():
            self.assert_sound(desk)


if __name__ == "__main__":
    desk_case.main()
