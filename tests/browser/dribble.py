"""A line that brings a page's HTML in pieces: what a busy machine or a weak signal does to it."""

import http.client
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PIECES = 24
BETWEEN_SECONDS = 0.05
STYLES_COME_SECONDS = 0.4  # until then nothing is drawn anyway
HOP_BY_HOP = ("connection", "content-length", "date", "server", "transfer-encoding")


class Dribble(ThreadingHTTPServer):
    """Stands before the product; everything but HTML it hands on at once."""

    daemon_threads = True

    def __init__(self, url: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = urlsplit(url).netloc

    @property
    def url(self) -> str:
        """Where it answers; of the product's own host name, so that its cookie holds."""
        return f"http://localhost:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Dribble

    def do_GET(self) -> None:
        line = http.client.HTTPConnection(self.server.behind)
        line.request("GET", self.path, headers={"Cookie": self.headers.get("Cookie", "")})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in HOP_BY_HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(body, in_pieces=(answer.getheader("Content-Type") or "").startswith("text/html"))

    def _send(self, body: bytes, *, in_pieces: bool) -> None:
        head = body.find(b"<main") if in_pieces else len(body)
        self.wfile.write(body[:head])
        time.sleep(STYLES_COME_SECONDS if in_pieces else 0)
        step = max(1, len(body[head:]) // PIECES)
        for start in range(head, len(body), step):
            self.wfile.write(body[start : start + step])
            time.sleep(BETWEEN_SECONDS)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def dribbled(url: str) -> Iterator[str]:
    """The address at which the product's pages come in pieces."""
    with Dribble(url) as line:
        threading.Thread(target=line.serve_forever, daemon=True).start()
        yield line.url
        line.shutdown()
