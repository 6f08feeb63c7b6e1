# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server of the tests' own: Dovecot from Debian's packages, in a folder and on ports of its
own, for IMAP in plain text, with STARTTLS and with TLS. Works for root and for an ordinary user."""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from cyrus_server import DOMAIN, PASSWORD, free_port

PATIENCE = 60
ROLES = {"Sent": "Sent", "Drafts": "Drafts", "Trash": "Trash", "Archive": "Archive", "Junk": "Junk"}
STORE = "maildir:~/Maildir"


def why_missing():
    """What keeps the server from being started here, or None."""
    if not shutil.which("dovecot") or not Path("/usr/lib/dovecot/imap").exists():
        return "Dovecot is not installed (packages dovecot-core and dovecot-imapd)"
    return None


class DovecotServer:
    """Accounts agent1, agent2 and support, all with PASSWORD. @roles: special uses by folder; a
    folder whose use is empty has none. @without: words that are taken out of what it says it can."""

    def __init__(self, folder, roles=None, without=(), extra="", certificate=None):
        self.folder = Path(folder)
        self.roles = ROLES if roles is None else roles
        self.without, self.extra, self.certificate = without, extra, certificate
        self.port, self.tls_port = free_port(), free_port()
        self.process = None
        self.is_root = os.geteuid() == 0
        self.user = "mail" if self.is_root else pwd.getpwuid(os.geteuid()).pw_name
        self.group = "mail" if self.is_root else grp.getgrgid(os.getegid()).gr_name

    # Life

    def abilities(self):
        words = ("IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE SORT THREAD=REFERENCES "
                 "MULTIAPPEND UNSELECT CHILDREN NAMESPACE UIDPLUS LIST-EXTENDED CONDSTORE QRESYNC "
                 "ESEARCH ESORT SEARCHRES WITHIN LIST-STATUS BINARY MOVE SPECIAL-USE LITERAL+").split()
        return " ".join(word for word in words if word not in self.without)

    def config(self):
        at = self.folder
        internal, login = ("dovecot", "dovenull") if self.is_root else (self.user, self.user)
        boxes = "\n".join(f"  mailbox \"{name}\" {{\n    auto = subscribe\n"
                          + (f"    special_use = \\{use}\n" if use else "") + "  }"
                          for name, use in self.roles.items())
        tls = ("ssl = no" if not self.certificate else
               f"ssl = yes\nssl_cert = <{self.certificate[0]}\nssl_key = <{self.certificate[1]}")
        chroot = "" if self.is_root else "service imap-login {\n  chroot =\n}\nservice anvil {\n  chroot =\n}"
        return f"""
base_dir = {at}/run
state_dir = {at}/state
log_path = {at}/log
protocols = imap
listen = 127.0.0.1
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
mail_location = {STORE}
mail_fsync = never
first_valid_uid = 1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {"dovecot" if self.is_root else self.group}
{"imap_capability = " + self.abilities() if self.without else ""}
passdb {{
  driver = passwd-file
  args = username_format=%u {at}/passwd
}}
userdb {{
  driver = static
  args = uid={self.user} gid={self.group} home={at}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
{boxes}
}}
namespace team {{
  type = public
  separator = /
  prefix = Team/
  location = maildir:{at}/public
  subscriptions = no
  list = yes
}}
{chroot}
service imap-login {{
  inet_listener imap {{
    port = {self.port}
  }}
  inet_listener imaps {{
    port = {self.tls_port if self.certificate else 0}
  }}
}}
mailbox_idle_check_interval = 1 secs
{self.extra}
"""

    def set_up(self):
        for name in ("run", "state", "mail", "public"):
            (self.folder / name).mkdir(exist_ok=True)
        for name in ("agent1", "agent2", "support"):
            self.set_password(name, PASSWORD)
        if self.is_root:
            for name in ("mail", "public"):
                shutil.chown(self.folder / name, self.user, self.group)

    def set_password(self, name, password):
        path = self.folder / "passwd"
        lines = path.read_text().splitlines() if path.exists() else []
        lines = [line for line in lines if not line.startswith(f"{name}@")]
        path.write_text("\n".join([*lines, f"{name}@{DOMAIN}:{{PLAIN}}{password}::::::"]) + "\n")

    def start(self):
        (self.folder / "dovecot.conf").write_text(self.config())
        (self.folder / "run/master.pid").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            ["dovecot", "-F", "-c", self.folder / "dovecot.conf"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        end = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            assert self.process.poll() is None, self.process.stderr.read()
            assert time.monotonic() < end, "Dovecot does not start"
            time.sleep(0.02)

    def stop(self):
        """Ends the server and every process it started, at once."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()
        self.process = None

    # Mail

    @contextlib.contextmanager
    def client(self, user="support"):
        with imaplib.IMAP4("127.0.0.1", self.port, PATIENCE) as imap:
            imap.login(f"{user}@{DOMAIN}", PASSWORD)
            yield imap

    def put(self, *mails, folder="INBOX", user="support", flags=""):
        """Files mails as a mail program would. Returns their UIDs."""
        uids = []
        with self.client(user) as imap:
            for raw in mails:
                raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                status, (said, *_) = imap.append(f'"{folder}"', f"({flags})", None, raw)
                assert status == "OK", said
                if b"APPENDUID" in said:
                    uids.append(int(said.split(b"]")[0].split()[2]))
        return uids

    def command(self, uid, *words, folder="INBOX", user="support"):
        with self.client(user) as imap:
            imap.select(f'"{folder}"')
            status, said = imap.uid(words[0], str(uid), *words[1:])
            assert status == "OK", said
            return said

    def expunge(self, uid, folder="INBOX", user="support"):
        with self.client(user) as imap:
            imap.select(f'"{folder}"')
            imap.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)")
            status, said = imap.expunge()
            assert status == "OK", said

    def count(self, folder="INBOX", user="support"):
        with self.client(user) as imap:
            status, (said, *_) = imap.select(f'"{folder}"', readonly=True)
            assert status == "OK", said
            return int(said)

    def home(self, user="support"):
        return self.folder / "mail" / f"{user}@{DOMAIN}" / "Maildir"
