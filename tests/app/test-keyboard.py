#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job without a pointer: real key presses on a virtual display, checked in the desk."""

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

SKIPPED = 77
APP_ID = "io.github.helppari.Helppari"
PATIENCE = 30
MAIL = """From: {name} <{name}@customer.example>\r
To: support@test.example\r
Subject: {subject}\r
Date: Mon, 5 Jan 2026 10:0{minute}:00 +0000\r
Message-ID: <{name}@test.example>\r
\r
Text of {name}.\r
"""


def ctl(desk, *args):
    done = subprocess.run([os.environ["HELPPARICTL"], "--desk", desk, "--json", *args],
                          check=True, capture_output=True, text=True, timeout=PATIENCE)
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def xdotool(*args):
    return subprocess.run(["xdotool", *args], check=True, capture_output=True, text=True,
                          timeout=PATIENCE).stdout.split()


class Keyboard(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="helppari-keyboard-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.desk = str(Path(self.folder, "desk"))
        for minute, (name, subject) in enumerate([("one", "Apple"), ("two", "Banana")], 1):
            path = Path(self.folder, f"{name}.eml")
            path.write_text(MAIL.format(name=name, subject=subject, minute=minute), newline="")
            ctl(self.desk, "import", str(path))
        self.start()
        self.addCleanup(self.stop)

    def start(self):
        self.app = subprocess.Popen([os.environ["HELPPARI"], "--desk", self.desk])
        subprocess.run(["gdbus", "wait", "--session", "--timeout", str(PATIENCE), APP_ID],
                       check=True)
        window = xdotool("search", "--sync", "--onlyvisible", "--name", "Helppari")[0]
        xdotool("windowfocus", "--sync", window)

    def stop(self):
        self.app.terminate()
        self.app.wait(PATIENCE)

    def drafts(self):
        with contextlib.closing(sqlite3.connect(Path(self.desk, "desk.db"))) as db:
            return [html for html, in db.execute("SELECT html FROM draft")]

    def ticket(self, subject):
        return next(t for t in ctl(self.desk, "tickets") if t["subject"] == subject)

    def texts(self, subject):
        shown = ctl(self.desk, "show", self.ticket(subject)["number"])[0]
        return [message["text"] for message in shown["messages"]]

    def until(self, condition, message):
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, message)
            self.assertIsNone(self.app.poll(), "the window is gone")

    def press_until(self, key, condition, message):
        """The first press may come before the window is ready for it, so it must bear repeating."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, message)
            xdotool("key", key)

    def test_main_job(self):
        """Open the newest, take it, write a note with letters that are keys elsewhere, resolve."""
        def is_mine():
            xdotool("key", "shift+a")
            return self.ticket("Banana")["assignee"] is not None
        self.press_until("k", is_mine, "K goes to the newest ticket, Shift+A takes it")
        xdotool("key", "i")
        xdotool("type", "jeeks oi")
        xdotool("key", "ctrl+Return")
        self.until(lambda: "jeeks oi" in self.texts("Banana"), "I writes a note")
        self.assertEqual(self.ticket("Banana")["status"], "open")
        xdotool("key", "Escape")
        xdotool("key", "4")
        self.until(lambda: self.ticket("Banana")["priority"] == "urgent", "4 makes it urgent")
        xdotool("key", "e")
        self.until(lambda: self.ticket("Banana")["status"] == "resolved", "E resolves")
        xdotool("key", "ctrl+z")
        self.until(lambda: self.ticket("Banana")["status"] == "open", "Ctrl+Z takes it back")
        xdotool("key", "j")
        xdotool("key", "w")
        self.until(lambda: self.ticket("Apple")["status"] == "waiting", "J opens the next one")

    def test_kill(self):
        """What was typed is there again after the program was killed, and goes on where it was."""
        def is_set(key, field, value):
            xdotool("key", key)
            return self.ticket("Banana")[field] == value
        self.press_until("k", lambda: is_set("4", "priority", "urgent"), "4 makes it urgent")
        xdotool("key", "r")
        xdotool("type", "half a rep")
        self.until(lambda: any("half a rep" in html for html in self.drafts()), "R writes a reply")
        self.app.kill()
        self.app.wait(PATIENCE)
        self.start()
        self.press_until("k", lambda: is_set("3", "priority", "high"), "3 makes it high")
        xdotool("key", "r")
        xdotool("type", "ly")
        self.until(lambda: any("half a reply" in html for html in self.drafts()), "it goes on")
        self.assertEqual(len(self.drafts()), 1)


if __name__ == "__main__":
    if "DISPLAY" not in os.environ or not shutil.which("xdotool"):
        sys.exit(SKIPPED)
    unittest.main()
