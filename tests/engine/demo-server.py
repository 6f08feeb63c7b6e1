#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server to try Helppari on by hand: a support mailbox that two agents share, a desk for each
of them, and customers who write and answer. Nothing leaves this machine."""

import contextlib
import email
import email.policy
import email.utils
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from cyrus_case import make_folder
from cyrus_server import DOMAIN, PASSWORD, CyrusServer, why_missing
from smtp_sink import SmtpSink

ROOT = Path(__file__).resolve().parent.parent.parent
CTL = ROOT / "build/src/cli/helpparictl"
APP = ROOT / "build/src/app/helppari"
SUPPORT = f"support@{DOMAIN}"
AGENTS = {"aino": "agent1", "ville": "agent2"}
OLD_MAILS = 60
EVERY_S = 20
ANSWER_S = 8

NEWS = [
    ("Liisa Mäkinen", "liisa@asiakas.example", "Missä tilaukseni viipyy?",
     "Hei,\n\ntilasin viltin viime viikolla eikä sitä kuulu. Missä paketti menee?\n\nLiisa"),
    ("Anders Lindqvist", "anders@kund.example", "Fel storlek på koftan",
     "Hej!\n\nKoftan är för stor. Kan jag byta den mot en mindre?\n\nHälsningar\nAnders"),
    ("Grace Bell", "grace@customer.example", "Gift wrapping",
     "Hello,\n\ncould you wrap my order as a gift?\n\nThank you,\nGrace"),
    ("Ojala Oy", "laskut@ojala.example", "Lasku puuttuu",
     "Hei\n\nEmme ole saaneet laskua tilauksesta 20417. Lähettäisittekö sen uudestaan?"),
]


def letter(name, address, subject, body, answers=None):
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"] = email.utils.formataddr((name, address))
    message["To"] = SUPPORT
    message["Subject"] = subject
    message["Date"] = email.utils.localtime()
    message["Message-ID"] = email.utils.make_msgid(domain="customers.example")
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(body)
    return message.as_bytes()


class Demo:
    def __init__(self):
        self.folder = make_folder()
        self.sink = SmtpSink()
        self.server = CyrusServer(self.folder / "server", self.sink.port)
        self.answered = 0
        self.answers = []

    def ctl(self, agent, *args):
        desk = self.folder / agent
        subprocess.run([CTL, "--desk", desk, "--as", agent, *args], check=True,
                       stdout=subprocess.DEVNULL)

    def start(self):
        self.server.folder.mkdir()
        self.server.set_up()
        self.server.start()
        for user in ("support", *AGENTS.values()):
            self.server.deliver(letter(*NEWS[0]), to=user)
        old = sorted((ROOT / "data/demo/mail/inbox").glob("*.eml"))[-OLD_MAILS:]
        self.server.put(*(path.read_bytes() for path in old))
        self.server.share(*AGENTS.values())
        password = self.folder / "password"
        password.write_text(PASSWORD + "\n")
        for agent, user in AGENTS.items():
            self.ctl(agent, "account", "add", SUPPORT, "--login", f"{user}@{DOMAIN}", "--name",
                     "Kaupan tuki", "--url", self.server.url, "--password-file", password)
            self.ctl(agent, "sync", "--once")

    def open_desks(self):
        """One application a desk, which takes a session bus a desk; without a display no window."""
        has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        return [subprocess.Popen(["dbus-run-session", "--", APP, "--desk", self.folder / agent]
                                 if has_display else [CTL, "--desk", self.folder / agent, "run"],
                                 start_new_session=True)
                for agent in AGENTS]

    def tell(self):
        print(f"JMAP: {self.server.url}\nLogins: " + ", ".join(
            f"{user}@{DOMAIN}" for user in ("support", *AGENTS.values())) + f", all with {PASSWORD}")
        for agent in AGENTS:
            print(f"{agent}'s desk: {CTL} --desk {self.folder / agent} tickets")
        print("New mail each", EVERY_S, "seconds. Ctrl+C ends and removes it all.", flush=True)

    def answer(self):
        """Who gets a mail thanks for it a little later."""
        for sender, recipients, raw in self.sink.letters[self.answered:]:
            self.answered += 1
            sent = email.message_from_bytes(raw, policy=email.policy.default)
            print(f"Left: {sent['subject']} to {', '.join(recipients)}", flush=True)
            back = letter("", recipients[0], sent["subject"], "Kiitos avusta!\n",
                          sent["message-id"])
            self.answers.append((time.monotonic() + ANSWER_S, back))
        while self.answers and self.answers[0][0] < time.monotonic():
            self.server.deliver(self.answers.pop(0)[1])

    def run(self, desks):
        due = time.monotonic() + EVERY_S
        while any(desk.poll() is None for desk in desks):
            time.sleep(0.5)
            self.answer()
            if time.monotonic() > due:
                name, address, subject, body = random.choice(NEWS)
                self.server.deliver(letter(name, address, subject, body))
                print(f"Came: {subject} from {name}", flush=True)
                due += EVERY_S

    def stop(self):
        self.server.stop()
        self.sink.stop()
        shutil.rmtree(self.folder)


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    reason = why_missing()
    if reason:
        sys.exit(f"demo-server: {reason}")
    demo = Demo()
    desks = []
    try:
        demo.start()
        demo.tell()
        desks = demo.open_desks()
        demo.run(desks)
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for desk in desks:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(desk.pid, signal.SIGTERM)
            desk.wait()
        demo.stop()


if __name__ == "__main__":
    main()
