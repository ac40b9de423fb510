"""A mail server on loopback, for one test: keeps what it gets, or refuses it."""

import contextlib
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass
class Postbox:
    """What arrived; `refusing`: how many letters to turn down first."""

    port: int = 0
    refusing: int = 0
    letters: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def server(*, refusing: int = 0) -> Iterator[Postbox]:
    postbox = Postbox(refusing=refusing)

    class Session(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 loopback")
            while line := self.rfile.readline():
                verb = line[:4].upper()
                if verb == b"DATA":
                    self.say("354 go on")
                    postbox.letters.append(self.letter())
                    self.say("250 kept")
                elif verb == b"RCPT" and postbox.refusing:
                    postbox.refusing -= 1
                    self.say("450 try again later")
                elif verb == b"QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 fine")

        def say(self, answer: str) -> None:
            self.wfile.write(f"{answer}\r\n".encode())

        def letter(self) -> bytes:
            return b"".join(iter(self.rfile.readline, b".\r\n"))

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as listening:
        listening.daemon_threads = True
        postbox.port = listening.server_address[1]
        threading.Thread(target=listening.serve_forever, daemon=True).start()
        try:
            yield postbox
        finally:
            listening.shutdown()
