# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server of the tests' own: Cyrus from Debian's packages, in a folder and on ports of its own,
for JMAP and LMTP. As root its processes are the user cyrus's, else whoever runs it."""

import base64
import contextlib
import getpass
import json
import os
import pwd
import shutil
import signal
import smtplib
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

PROGRAMS = Path("/usr/lib/cyrus/bin")
DOMAIN = "example.test"
PASSWORD = "salasana"
FOLDERS = ["Sent", "Drafts", "Trash", "Archive", "Junk"]
STATE_FOLDERS = ["db", "socket", "log", "msg", "proc", "ptclient", "quota", "user", "sieve", "lock",
                 "sync", "backup"]
PATIENCE = 60
CORE = "urn:ietf:params:jmap:core"
MAIL = "urn:ietf:params:jmap:mail"
CYRUS_MAIL = "https://cyrusimap.org/ns/jmap/mail"


def why_missing():
    """What keeps the server from being started here, or None."""
    if not all((PROGRAMS / name).exists() for name in ("master", "httpd", "lmtpd")):
        return "Cyrus is not installed (packages cyrus-common and cyrus-caldav)"
    if not shutil.which("saslpasswd2"):
        return "saslpasswd2 is not installed (package sasl2-bin)"
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class CyrusServer:
    """Accounts agent1, agent2 and support, all with PASSWORD; support is shared with the agents."""

    def __init__(self, folder, smtp_port=9):
        self.folder = Path(folder)
        self.http_port, self.lmtp_port = free_port(), free_port()
        self.smtp_port = smtp_port
        self.process = None
        self.user = "cyrus" if os.geteuid() == 0 else getpass.getuser()
        self.url = f"http://127.0.0.1:{self.http_port}/.well-known/jmap"

    # Life

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def set_up(self):
        for name in STATE_FOLDERS:
            (self.folder / "conf" / name).mkdir(parents=True)
        (self.folder / "data").mkdir()
        group = "mail" if os.geteuid() == 0 else None
        at = self.folder
        self.write("imapd.conf", "\n".join([
            f"configdirectory: {at}/conf", f"proc_path: {at}/conf/proc",
            f"mboxname_lockpath: {at}/conf/lock", "defaultpartition: default",
            f"partition-default: {at}/data", f"sievedir: {at}/conf/sieve",
            f"cyrus_user: {self.user}", *([f"cyrus_group: {group}"] if group else []),
            "servername: localhost", "virtdomains: userid", "defaultdomain: internal.invalid",
            "admins: cyrus", "altnamespace: yes", "unixhierarchysep: yes", "allowplaintext: yes",
            "sasl_mech_list: PLAIN", "sasl_pwcheck_method: auxprop",
            "sasl_auxprop_plugin: sasldb", f"sasl_sasldb_path: {at}/conf/sasldb2",
            f"lmtpsocket: {at}/conf/socket/lmtp", f"idlesocket: {at}/conf/socket/idle",
            f"notifysocket: {at}/conf/socket/notify",
            "tls_server_cert: disabled", "tls_server_key: disabled", "conversations: yes",
            "conversations_db: twoskip", "httpmodules: jmap", "httpkeepalive: 120s",
            "httptimeout: 60m", "jmap_nonstandard_extensions: yes", "jmap_preview_length: 256",
            "smtp_backend: host", f"smtp_host: 127.0.0.1:{self.smtp_port}/noauth",
            "jmapsubmission_deleteonsend: no", "autocreate_post: yes", "autocreate_quota: 0",
            "autocreate_inbox_folders: " + " | ".join(FOLDERS),
            "autocreate_subscribe_folders: " + " | ".join(FOLDERS),
            *(f"xlist-{name.lower()}: {name}" for name in FOLDERS), ""]))
        conf = f"-C {at}/imapd.conf"
        self.write("cyrus.conf", "\n".join([
            "START {", f'  recover cmd="{PROGRAMS}/ctl_cyrusdb {conf} -r"', "}", "SERVICES {",
            f'  http cmd="{PROGRAMS}/httpd {conf}" listen="127.0.0.1:{self.http_port}" prefork=2',
            f'  lmtp cmd="{PROGRAMS}/lmtpd {conf} -a" listen="127.0.0.1:{self.lmtp_port}" prefork=1',
            "}", "EVENTS {", f'  checkpoint cmd="{PROGRAMS}/ctl_cyrusdb {conf} -c" period=30', "}",
            ""]))
        for name in ("agent1", "agent2", "support"):
            self.set_password(name, PASSWORD)
        if os.geteuid() == 0:
            entry = pwd.getpwnam(self.user)
            for path, folders, files in os.walk(at):
                for name in [path, *(os.path.join(path, f) for f in folders + files)]:
                    os.chown(name, entry.pw_uid, entry.pw_gid)

    def set_password(self, name, password):
        subprocess.run(["saslpasswd2", "-p", "-c", "-f", self.folder / "conf/sasldb2", "-u", DOMAIN,
                        name], input=password.encode(), check=True)

    def start(self):
        log = open(self.folder / "master.log", "ab")
        self.process = subprocess.Popen(
            [PROGRAMS / "master", "-C", self.folder / "imapd.conf", "-M", self.folder / "cyrus.conf",
             "-p", self.folder / "master.pid", "-D"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        log.close()
        end = time.monotonic() + PATIENCE
        while True:
            with contextlib.suppress(OSError):
                for port in (self.http_port, self.lmtp_port):
                    socket.create_connection(("127.0.0.1", port), 1).close()
                return
            assert self.process.poll() is None, (self.folder / "master.log").read_text()
            assert time.monotonic() < end, "Cyrus does not start"
            time.sleep(0.02)

    def stop(self):
        """Ends the server and every process it started."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            pass
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    # Mail

    def deliver(self, *mails, to="support", sender="customer@example.org"):
        """By LMTP, as a mail server would; the first one makes the account's folders."""
        with smtplib.LMTP("127.0.0.1", self.lmtp_port) as lmtp:
            for raw in mails:
                lmtp.sendmail(sender, [f"{to}@{DOMAIN}"], raw.replace(b"\r\n", b"\n"))

    def request(self, path, body=None, kind="application/json", user="support"):
        login = base64.b64encode(f"{user}@{DOMAIN}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.http_port}{path}", body,
            {"Authorization": f"Basic {login}", "Content-Type": kind})
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.load(reply)

    def jmap(self, *calls, user="support", account=None):
        """Method calls of (name, arguments), answered by their arguments in that order."""
        account = f"{account or user}@{DOMAIN}"
        named = [[name, {"accountId": account, **arguments}, str(n)]
                 for n, (name, arguments) in enumerate(calls)]
        body = {"using": [CORE, MAIL, CYRUS_MAIL], "methodCalls": named}
        reply = self.request("/jmap/", json.dumps(body).encode(), user=user)
        return [(name, arguments) for name, arguments, _ in reply["methodResponses"]]

    def mailboxes(self, user="support", account=None):
        """Ids by role."""
        (_, found), = self.jmap(("Mailbox/get", {"ids": None}), user=user, account=account)
        return {box["role"] or box["name"]: box["id"] for box in found["list"]}

    def put(self, *mails, role="inbox", user="support", keywords=()):
        """Files mails as a mail program would. Returns their ids."""
        box = self.mailboxes(user)[role]
        ids = []
        for at in range(0, len(mails), 200):
            emails = {}
            for n, raw in enumerate(mails[at:at + 200]):
                raw = raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
                blob = self.request(f"/jmap/upload/{user}%40{DOMAIN}/", raw, "message/rfc822",
                                    user)["blobId"]
                emails[str(n)] = {"blobId": blob, "mailboxIds": {box: True},
                                  "keywords": {k: True for k in keywords}}
            (_, done), = self.jmap(("Email/import", {"emails": emails}), user=user)
            assert not done.get("notCreated"), done["notCreated"]
            ids += [done["created"][str(n)]["id"] for n in range(len(emails))]
        return ids

    def share(self, *agents):
        """Lets agents use the mailboxes of support."""
        rights = {f"{agent}@{DOMAIN}": {"mayRead": True, "mayWrite": True, "mayAdmin": False}
                  for agent in agents}
        (_, done), = self.jmap(("Mailbox/set", {"update": {
            box: {"shareWith": rights} for box in self.mailboxes().values()}}))
        assert not done.get("notUpdated"), done["notUpdated"]
