"""The addresses of static files, and the name of this build."""

from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from flask import current_app


def asset(name: str) -> str:
    """The address of a static file, changed with every build."""
    # Not by url_for: a page that refuses a foreign Host header has no address to build from.
    return f"{current_app.static_url_path}/{quote(name)}?v={build()}"


def build() -> str:
    """The name of this build: it changes when any static file or template does."""
    app = current_app
    return _digest(str(app.static_folder), str(Path(app.root_path) / str(app.template_folder)))


@cache
def _digest(*folders: str) -> str:
    digest = sha256()
    for folder in folders:
        for path in sorted(p for p in Path(folder).rglob("*") if p.is_file()):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
