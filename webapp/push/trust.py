"""Whose certificates are believed: the system's authorities, and one more where it was given."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile


def trusting_context(ca: str | None) -> ssl.SSLContext:
    """Answer what Python's own connections check certificates with."""
    context = ssl.create_default_context()
    if ca is not None:
        context.load_verify_locations(ca)
    return context


@contextmanager
def authorities(ca: str | None) -> Iterator[str | None]:
    """Lend the name of a file that holds the same authorities, for a library with its own TLS.

    None where the system keeps none that we know of; the library then asks its own.
    """
    paths = ssl.get_default_verify_paths()
    if ca is None and paths.cafile:
        yield paths.cafile
        return
    files = [Path(file) for file in (paths.cafile, ca) if file]
    if paths.cafile is None and paths.capath is not None:
        # Hashed names are links to the very files beside them.
        files += sorted({file.resolve() for file in Path(paths.capath).glob("*.[0-9]")})
    if not files:
        yield None
        return
    with NamedTemporaryFile(suffix=".pem") as joined:
        joined.write(b"\n".join(file.read_bytes() for file in files))
        joined.flush()
        yield joined.name
