# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests against a real Dovecot share: a server and a desk a test."""

import shutil
import sys

import cyrus_case
import dovecot_server
from cyrus_case import SUPPORT, SYNC_KEYS, make_folder
from cyrus_server import PASSWORD
from dovecot_server import DovecotServer

desk_case = cyrus_case.desk_case


class DovecotCase(desk_case.DeskCase):
    """A test with a server that has the mailboxes of agent1, agent2 and support, all of them empty."""

    roles = None
    without = ()
    extra = ""

    def setUp(self):
        super().setUp()
        self.server_folder = make_folder()
        self.addCleanup(shutil.rmtree, self.server_folder, True)
        self.server = self.make_server()
        self.server.set_up()
        self.server.start()
        self.addCleanup(self.server.stop)
        self.password = self.write("password", PASSWORD.encode() + b"\n")

    def make_server(self):
        return DovecotServer(self.server_folder, self.roles, self.without, self.extra)

    def imap_options(self):
        return ("--server", f"127.0.0.1:{self.server.port}", "--tls", "none-on-loopback-only",
                "--password-file", self.password)

    def add_account(self, address=SUPPORT, *options, desk=None):
        return self.ctl("account", "add", "imap", address, *self.imap_options(), *options,
                        desk=desk).one

    account = cyrus_case.CyrusCase.account
    sync = cyrus_case.CyrusCase.sync
    assert_sync = cyrus_case.CyrusCase.assert_sync
    mids = cyrus_case.CyrusCase.mids


def main():
    reason = dovecot_server.why_missing()
    if reason:
        print(f"Skipped: {reason}", file=sys.stderr)
        sys.exit(77)
    desk_case.main()
