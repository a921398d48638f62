"""A mail server on loopback that says what a test tells it to say."""

import contextlib
import socketserver
import threading


class Conversation(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        script, taken = self.server.script, self.server.taken
        self.server.conversations += 1
        self.say("220 stub")
        while line := self.rfile.readline().decode().strip():
            word = line.split()[0].upper()
            refusal = script.get(word) and script[word].pop(0)
            if refusal:
                self.say(refusal)
            elif word == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline().rstrip(b"\r\n")) != b".":
                    lines.append(part)
                end = script.get("END") and script["END"].pop(0)
                if not end:
                    taken.append(b"\n".join(lines))
                self.say(end or "250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")


@contextlib.contextmanager
def smtp_stub(**script):
    """`taken` are the bytes of the mails it took; script: RCPT=["550 no such user"], END=["451 later", …]."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        server.daemon_threads, server.script, server.taken, server.conversations = True, script, [], 0
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
