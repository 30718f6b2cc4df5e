"""The one stylesheet: `static/css/app.css` with the files it imports in their place."""

import gzip
import re
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app, request

bp = Blueprint("stylesheet", __name__)
IMPORT = re.compile(r'@import url\("([a-z]+\.css)"\);')
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
YEAR_SECONDS = 365 * 24 * 3600


@bp.get("/static/css/app.css")
def stylesheet() -> Response:
    """All styles in one answer; an address with the build's name is kept for good."""
    packed = _whole(Path(str(current_app.static_folder)) / "css")
    if request.accept_encodings["gzip"]:
        response = Response(packed, mimetype="text/css", headers={"Content-Encoding": "gzip"})
    else:
        response = Response(gzip.decompress(packed), mimetype="text/css")
    response.vary.add("Accept-Encoding")
    response.add_etag()
    if "v" in request.args:
        response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    else:
        response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response


def _whole(folder: Path) -> bytes:
    newest = max(path.stat().st_mtime_ns for path in folder.glob("*.css"))
    return _joined(folder, newest)


@cache
def _joined(folder: Path, _newest: int) -> bytes:
    def text(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8")

    joined = IMPORT.sub(lambda found: text(found[1]), text("app.css"))
    # Indentation and comments are a fifth of it; nothing else needs to go.
    lines = (line.strip() for line in COMMENT.sub("", joined).splitlines())
    return gzip.compress("\n".join(line for line in lines if line).encode(), mtime=0)
