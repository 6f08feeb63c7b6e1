# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: desks and mails in a folder that goes away."""

import contextlib
import email.utils
import json
import os
import shutil
import signal
import subprocess
import tempfile
import unittest
from pathlib import Path

PROGRAM = os.environ.get("HELPPARICTL", "helpparictl")
IS_SOAK = bool(os.environ.get("HELPPARI_SOAK"))
IS_SANITIZED = "ASAN_OPTIONS" in os.environ
PATIENCE = 120 * (8 if IS_SANITIZED else 1)
START = 1_790_000_000
OWN = "tuki@own.example"

TICKET_KEYS = [
    "id", "number", "subject", "status", "snoozed", "priority", "assignee", "customer", "channel", "tags",
    "created", "updated", "messages", "mids", "warnings", "cursor",
]
MESSAGE_KEYS = [
    "id", "mid", "kind", "direction", "from", "to", "cc", "date", "subject", "text", "reply", "language",
    "attachments", "state", "warnings", "variant_of",
]
IMPORT_KEYS = ["messages", "duplicates", "tickets", "customers", "damaged", "seconds"]


class Result:
    """How one run of the program ended."""

    def __init__(self, status, out, err):
        self.status, self.out, self.err = status, out, err

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.split("\n") if line]

    @property
    def one(self):
        lines = self.lines
        assert len(lines) == 1, f"one line of JSON, not {self.out!r}"
        return lines[0]

    def __repr__(self):
        return f"status {self.status}\nstdout: {self.out[-4000:]}\nstderr: {self.err[-4000:]}"


def run(*args, stdin=None, env=None, cwd=None, prefix=()):
    """Runs the program to its end. A hang or a death by signal is a failure of the test."""
    done = subprocess.run(
        [*map(str, prefix), PROGRAM, *map(str, args)],
        input=stdin if isinstance(stdin, (bytes, type(None))) else stdin.encode(),
        stdin=subprocess.DEVNULL if stdin is None else None,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=PATIENCE, cwd=cwd,
        env={**os.environ, **env} if env else None)
    result = Result(done.returncode, done.stdout.decode("utf-8", "surrogateescape"),
                    done.stderr.decode("utf-8", "replace"))
    assert done.returncode >= 0, f"{args} died of signal {-done.returncode}\n{result}"
    assert "CRITICAL" not in result.err and "WARNING **" not in result.err, f"{args}\n{result}"
    assert "Sanitizer" not in result.err and "runtime error" not in result.err, f"{args}\n{result}"
    return result


def date(seconds):
    return email.utils.formatdate(START + seconds)


def mail(mid=None, sender="Anna Ahola <anna@example.org>", to=OWN, subject="Tilaus", at=0,
         body="Hei, missä tilaukseni viipyy?\n", refs=(), reply_to=None, headers=(), top=()):
    """A mail as bytes with LF. @at: seconds after START; @top: lines that stand first."""
    lines = [*top, f"From: {sender}", f"To: {to}", f"Subject: {subject}"]
    if at is not None:
        lines.append(f"Date: {date(at)}")
    if mid:
        lines.append(f"Message-ID: <{mid}>")
    if refs:
        lines.append("References: " + " ".join(f"<{r}>" for r in refs))
    if reply_to:
        lines.append(f"In-Reply-To: <{reply_to}>")
    lines += [*headers, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
              "Content-Transfer-Encoding: 8bit", "", body]
    return "\n".join(lines).encode()


def mail_with_file(mid, name, data, at=0, **more):
    """A mail with a text and a base64 attachment."""
    import base64
    text = base64.encodebytes(data).decode()
    whole = mail(mid, at=at, body="--x\nContent-Type: text/plain\n\nLiitteenä.\n"
                 f"--x\nContent-Type: application/octet-stream\nContent-Disposition: attachment; "
                 f'filename="{name}"\nContent-Transfer-Encoding: base64\n\n{text}--x--\n', **more)
    return whole.replace(b"Content-Type: text/plain; charset=utf-8",
                         b'Content-Type: multipart/mixed; boundary="x"', 1)


def to_mbox(mails, quote=True):
    """mboxrd, or unquoted as it is."""
    out = []
    for raw in mails:
        out.append(b"From sender@example.org Mon Sep 21 14:13:20 2026\n")
        for line in raw.splitlines(keepends=True):
            if quote and line.lstrip(b">").startswith(b"From "):
                line = b">" + line
            out.append(line)
        if not raw.endswith(b"\n"):
            out.append(b"\n")
        out.append(b"\n")
    return b"".join(out)


def thread_mails(n, rand, prefix="t", size=400):
    """@n mails in threads of 1 to 6, oldest first; the same for the same @rand."""
    mails = []
    words = ("lasku paketti tilaus palautus toimitus hinta kiitos order invoice faktura retur "
             "leverans missing broken soon please terve").split()
    while len(mails) < n:
        who = f"c{rand.randrange(40)}@f{rand.randrange(12)}.example"
        refs = []
        subject = " ".join(rand.choice(words) for _ in range(3))
        for step in range(rand.randint(1, 6)):
            mid = f"{prefix}{len(mails)}@ids.example"
            ours = step % 2 == 1
            mails.append(mail(
                mid, sender=OWN if ours else who, to=who if ours else OWN, refs=refs,
                subject=("Re: " if refs else "") + subject, at=len(mails) * 60,
                body=" ".join(rand.choice(words) for _ in range(size // 7)) + "\n"))
            refs = [*refs, mid]
            if len(mails) == n:
                break
    return mails


class DeskCase(unittest.TestCase):
    """A test with a folder of its own, in which its default desk is "desk"."""

    maxDiff = None

    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="helppari-cli-"))
        self.addCleanup(self.remove_folder)
        self.desk = self.folder / "desk"

    def remove_folder(self):
        for path, folders, _ in os.walk(self.folder):
            for name in folders:
                with contextlib.suppress(OSError):
                    os.chmod(os.path.join(path, name), 0o700)
        shutil.rmtree(self.folder)

    # Files

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def write_mails(self, *mails, name="mails"):
        """One .eml a mail, in a folder."""
        for i, raw in enumerate(mails):
            self.write(f"{name}/{i:04}.eml", raw)
        return self.folder / name

    # Runs

    def try_run(self, *args, desk=None, **more):
        return run("--desk", desk or self.desk, *args, **more)

    def ctl(self, *args, desk=None, **more):
        result = self.try_run(*args, desk=desk, **more)
        self.assertEqual(result.status, 0, f"{args}\n{result}")
        return result

    def refuse(self, *args, status=1, says="", desk=None, **more):
        """Must fail with one clear line and nothing on stdout. Returns what it said."""
        result = self.try_run(*args, desk=desk, **more)
        self.assertEqual(result.status, status, f"{args}\n{result}")
        self.assertEqual(result.out, "", f"{args}: output of a command that failed")
        lines = result.err.strip().splitlines()
        self.assertEqual(len(lines), 2 if status == 2 else 1, f"{args}: one clear line\n{result}")
        self.assertRegex(lines[0], r"^helpparictl: .{8,}")
        self.assertNotRegex(lines[0], r"\(null\)|%[sdu]")
        self.assertIn(says, lines[0])
        return lines[0]

    def import_(self, *args, desk=None, **more):
        result = self.ctl("import", *args, desk=desk, **more).one
        self.assertEqual(list(result), IMPORT_KEYS)
        return result

    def counts(self, result):
        return result["messages"], result["duplicates"], result["tickets"], result["damaged"]

    def tickets(self, *query, desk=None, limit=100000):
        return self.ctl("tickets", *query, "--limit", limit, desk=desk).lines

    def ticket_of(self, mid, desk=None):
        found = [t for t in self.tickets(desk=desk) if mid in t["mids"]]
        self.assertEqual(len(found), 1, f"tickets with {mid}")
        return found[0]

    def show(self, ticket, desk=None):
        return self.ctl("show", ticket, desk=desk).one

    def look(self, desk=None):
        """Everything a reader of the desk sees, by ticket id."""
        return {t["id"]: (t, self.show(t["id"], desk)["messages"]) for t in self.tickets(desk=desk)}

    def digest(self, desk=None):
        result = self.ctl("check", "--digest", desk=desk).one
        self.assertEqual((result["ok"], result["problems"]), (True, []))
        return result["digest"]

    def assert_sound(self, desk=None):
        """Sound, and what its facts and ops give when derived anew. Returns the digest."""
        result = self.try_run("check", "--rebuild", "--digest", desk=desk)
        self.assertEqual(result.status, 0, result)
        self.assertEqual((result.one["ok"], result.one["problems"]), (True, []))
        return result.one["digest"]

    def decide(self, *args, desk=None, **more):
        ids = self.ctl(*args, desk=desk, **more).one["ops"]
        self.assertTrue(ids)
        return ids

    @contextlib.contextmanager
    def started(self, *args, desk=None, prefix=(), **more):
        """The program running beside the test; ended at the latest with the block."""
        process = subprocess.Popen(
            [*map(str, prefix), PROGRAM, "--desk", str(desk or self.desk), *map(str, args)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()

    def finish(self, process):
        out, err = process.communicate(timeout=PATIENCE)
        return Result(process.returncode, out.decode(), err.decode())


def copy_desk(source, target):
    """Of a desk that nobody has open."""
    shutil.copytree(source, target)
    return target


def interrupt(process):
    process.send_signal(signal.SIGINT)


def main():
    unittest.main(verbosity=2)
