# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests against a real Cyrus share: one server a program, and a desk a test."""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import cyrus_server
from cyrus_server import DOMAIN, PASSWORD, CyrusServer

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
import desk_case  # noqa: E402

SUPPORT = f"support@{DOMAIN}"
SYNC_KEYS = ["address", "messages", "duplicates", "changed", "gone", "damaged", "seconds"]


def make_folder():
    """One that the user cyrus can get into; in memory where there is some."""
    shared = Path("/dev/shm")
    folder = tempfile.mkdtemp(prefix="helppari-cyrus-", dir=shared if shared.is_dir() else None)
    os.chmod(folder, 0o755)
    return Path(folder)


class CyrusCase(desk_case.DeskCase):
    """A test with a server that has the mailboxes of agent1 and support, both of them empty."""

    smtp_port = 9

    def setUp(self):
        super().setUp()
        self.server_folder = make_folder()
        self.addCleanup(shutil.rmtree, self.server_folder)
        self.server = CyrusServer(self.server_folder, self.smtp_port)
        self.server.set_up()
        self.server.start()
        self.addCleanup(self.server.stop)
        self.password = self.write("password", PASSWORD.encode() + b"\n")
        for user in ("support", "agent1"):
            self.server.deliver(desk_case.mail("first@ids.example"), to=user)
            (_, found), = self.server.jmap(("Email/query", {}), user=user)
            self.server.jmap(("Email/set", {"destroy": found["ids"]}), user=user)

    def add_account(self, address=SUPPORT, *options, desk=None):
        return self.ctl("account", "add", address, "--url", self.server.url,
                        "--password-file", self.password, *options, desk=desk).one

    def account(self, desk=None):
        return self.ctl("account", "list", desk=desk).one

    def sync(self, desk=None):
        result = self.ctl("sync", "--once", desk=desk).one
        self.assertEqual(list(result), SYNC_KEYS)
        return result

    def assert_sync(self, desk=None, **counts):
        """A round brings exactly this."""
        result = self.sync(desk)
        expected = {key: counts.get(key, 0) for key in SYNC_KEYS[1:-1]}
        self.assertEqual({key: result[key] for key in expected}, expected)

    def mids(self, desk=None):
        """Of all messages of the desk, doubles included."""
        return sorted(m["mid"] for t in self.tickets(desk=desk)
                      for m in self.show(t["id"], desk)["messages"])


def main():
    reason = cyrus_server.why_missing()
    if reason:
        print(f"Skipped: {reason}", file=sys.stderr)
        sys.exit(77)
    desk_case.main()
