"""The socket people connect to, bound before anything is started so that a refusal is plain."""

import errno
import socket

WAITING_CONNECTIONS = 1024


class CannotListen(Exception):
    """The address is not to be had; the text says why and which variable to change."""


def listening_socket(host: str, port: int) -> socket.socket:
    """Bind and listen; raises CannotListen."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        return _bound(socket.socket(family, kind, protocol), address)
    except OSError as error:
        raise CannotListen(_in_words(error, host, port)) from error


def _bound(listening: socket.socket, address: object) -> socket.socket:
    try:
        # Or the port of a server just stopped stays taken for a minute.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)  # type: ignore[arg-type]
        listening.listen(WAITING_CONNECTIONS)
    except OSError:
        listening.close()
        raise
    return listening


def _in_words(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. "
            f"Stop that program, or choose another port, such as UNHUNCH_PORT={port % 65535 + 1}."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} may only be used by the system's administrator. "
            "Choose one above 1023 with UNHUNCH_PORT."
        )
    advice = "Set UNHUNCH_HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0."
    return f"Cannot listen on {host} ({error.strerror}). {advice}"
