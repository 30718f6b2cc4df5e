"""A line out of this machine for tests: a proxy that says what it is told to."""

import socket
import threading
from types import TracebackType


class FakeProxy:
    """An HTTP proxy on the loopback; `answer` is what it says to every CONNECT, "" for nothing."""

    def __init__(self, answer: str = "200 Connection established") -> None:
        self.answer = answer
        self.asked: list[str] = []
        self._open: list[socket.socket] = []
        self._line = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._line.getsockname()[1]}"

    def __enter__(self) -> "FakeProxy":
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._line.close()
        for one in self._open:
            one.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._line.accept()
            except OSError:
                return
            self._open.append(connection)
            self.asked.append(connection.recv(1000).decode())
            if self.answer:
                connection.sendall(f"HTTP/1.1 {self.answer}\r\n\r\n".encode())


def closed_port() -> int:
    """A port of the loopback that takes no connection."""
    with socket.create_server(("127.0.0.1", 0)) as line:
        return int(line.getsockname()[1])
