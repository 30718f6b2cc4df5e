"""The addresses of static files, the name of this build, and the files packed for the way."""

import gzip
import mimetypes
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import brotli
from flask import current_app

from webapp.web.lean_files import lean_script, lean_style

ASSETS = "/assets"
STYLES = "css/app.css"
IMPORT = re.compile(rb'@import url\("([a-z-]+\.css)"\);')
LEAN = {".css": lean_style, ".js": lean_script}
PACKED_TYPES = ("text/css", "text/javascript", "image/svg+xml")
ONLINE = "js/own/"
CONTENT = ("domain/catalogue/**/*.yaml", "translations/**/*.mo")


@dataclass(frozen=True, slots=True)
class Packed:
    """A static file as it is sent; `encoding` is empty where it goes as it is."""

    body: bytes
    mimetype: str
    encoding: str


def asset(name: str) -> str:
    """The address of a static file, changed with every build.

    The build is part of the path, so that a script's relative imports carry it too. A style sheet
    is sent with those it imports in it, for a single request.
    """
    # Not by url_for: a page that refuses a foreign Host header has no address to build from.
    return f"{ASSETS}/{build()}/{quote(name)}"


def build() -> str:
    """The name of this build: it changes when a static file, a template or what is said does."""
    app = current_app
    templates = Path(app.root_path) / str(app.template_folder)
    return _digest(str(app.static_folder), str(templates), *_content(app.root_path))


def worker_files() -> list[str]:
    """What the service worker keeps: the style sheet and every script, ours and others'.

    Those of pages that only work with a connection are fetched with them.
    """
    folder = Path(str(current_app.static_folder))
    scripts = sorted([*(folder / "js").rglob("*.js"), *(folder / "vendor").glob("*.js")])
    names = (path.relative_to(folder).as_posix() for path in scripts)
    return [STYLES, *(name for name in names if not name.startswith(ONLINE))]


def find_packed(name: str, encoding: str) -> Packed | None:
    """Find a static file, packed as "br" or "gzip" where that helps ("" for not at all)."""
    folder = str(current_app.static_folder)
    return _packed(folder, name, encoding) if name in _names(folder) else None


@cache
def _content(root: str) -> tuple[str, ...]:
    found = (path for pattern in CONTENT for path in Path(root).glob(pattern))
    return tuple(sorted(map(str, found)))


@cache
def _names(folder: str) -> frozenset[str]:
    found = (path.relative_to(folder) for path in Path(folder).rglob("*") if path.is_file())
    return frozenset(path.as_posix() for path in found)


@cache
def _packed(folder: str, name: str, encoding: str) -> Packed:
    body = _whole(Path(folder) / name)
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if not encoding or mimetype not in PACKED_TYPES:
        return Packed(body, mimetype, "")
    packed = brotli.compress(body) if encoding == "br" else gzip.compress(body, mtime=0)
    return Packed(packed, mimetype, encoding)


def _whole(path: Path) -> bytes:
    body = path.read_bytes()
    if path.suffix == ".css":
        body = IMPORT.sub(lambda named: (path.parent / named[1].decode()).read_bytes(), body)
    lean = LEAN.get(path.suffix)
    return lean(body.decode()).encode() if lean else body


@cache
def _digest(*places: str) -> str:
    digest = sha256()
    for place in map(Path, places):
        files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
        for path in files:
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
