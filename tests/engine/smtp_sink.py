# SPDX-License-Identifier: GPL-3.0-or-later
"""A mail server that keeps what it is given and delivers nothing: recipients that begin with
"refused" do not exist, those that begin with "later" are asked for once more."""

import socketserver
import threading


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def take_data(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    def handle(self):
        sender, recipients = None, []
        self.say("220 sink ESMTP")
        while line := self.rfile.readline().decode("latin-1"):
            verb = line[:4].upper().strip()
            address = line.partition("<")[2].partition(">")[0]
            if verb == "EHLO":
                self.say("250-sink\r\n250-8BITMIME\r\n250-DSN\r\n250-AUTH PLAIN\r\n250 SIZE 50000000")
            elif verb == "AUTH":
                self.server.logins.append(line.split()[-1])
                self.say("235 welcome")
            elif verb == "MAIL":
                sender, recipients = address, []
                self.say("250 ok")
            elif verb == "RCPT" and address.startswith("refused"):
                self.say("550 5.1.1 no such person")
            elif verb == "RCPT" and address.startswith("later"):
                self.say("451 4.2.0 come again")
            elif verb == "RCPT":
                recipients.append(address)
                self.say("250 ok")
            elif verb == "DATA":
                self.say("354 go on")
                data = self.take_data()
                self.server.letters.append((sender, recipients, data))
                self.server.on_letter(data)
                self.say("250 kept")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


class SmtpSink(socketserver.ThreadingTCPServer):
    """Letters are (sender, recipients, bytes)."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Session)
        self.letters, self.logins = [], []
        self.on_letter = lambda raw: None
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        self.shutdown()
        self.server_close()
