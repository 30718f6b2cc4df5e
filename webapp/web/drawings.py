"""The drawings of exercises and points: for pages, as files, and in words.

A page takes a drawing into itself. As an `<img>` it would follow light and dark only: Chromium
tells such a picture neither more contrast nor forced colours nor reduced motion (measured).
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, request
from markupsafe import Markup

from webapp.language import language
from webapp.parts import parts
from webapp.web import drawing_kit, drawing_shapes
from webapp.web.assets import build
from webapp.web.drawing_kit import Subject

bp = Blueprint("drawings", __name__)
HERE = Path(__file__).parent
YEAR_SECONDS = 365 * 24 * 3600
SHAPES = (
    drawing_shapes.limb,
    drawing_shapes.curve,
    drawing_shapes.arrow,
    drawing_shapes.two_way,
    drawing_shapes.turning,
    drawing_shapes.hatch,
)
for shape in SHAPES:
    bp.add_app_template_global(shape)


@bp.get("/drawings/<exercise_id>.svg")
def exercise_file(exercise_id: str) -> Response:
    """An exercise's drawing as a file."""
    if exercise_id not in parts().catalogue.exercises:
        abort(404)
    return _answer(exercise_subject(exercise_id, request.args.get("side", "left")))


@bp.get("/drawings/points/<code>.svg")
def point_file(code: str) -> Response:
    """A point's drawing as a file: where it is, and nobody's hand on it."""
    if code not in _points():
        abort(404)
    return _answer(point_subject(code))


@bp.app_template_global("drawing")
def drawing(exercise_id: str, side: str = "left") -> Markup:
    """An exercise's drawing for a page, turned to its right side where it has one."""
    return drawing_kit.picture(exercise_subject(exercise_id, side))


@bp.app_template_global("drawing_of_point")
def drawing_of_point(code: str) -> Markup:
    """A point's drawing for a page."""
    return drawing_kit.picture(point_subject(code))


@bp.app_template_global("drawing_in_words")
def drawing_in_words(exercise_id: str, side: str = "left") -> str:
    """What an exercise's drawing shows, in words."""
    return drawing_kit.alternative(exercise_subject(exercise_id, side))


@bp.app_template_global("drawing_address")
def drawing_address(exercise_id: str, side: str = "left") -> str:
    """Where an exercise's drawing is as a file; the address changes with what it is made of."""
    query = {"edition": edition(), "lang": language()} | ({"side": side} if side == "right" else {})
    return f"/drawings/{exercise_id}.svg?{urlencode(query)}"


def edition() -> str:
    """The name of the drawings as they are now: the build's, and that of the code that draws."""
    return sha256(build().encode() + _code()).hexdigest()[:12]


def exercise_subject(exercise_id: str, side: str) -> Subject:
    """What is drawn for an exercise of the catalogue."""
    exercise = parts().catalogue.exercises[exercise_id]
    shown = ("right" if side == "right" else "left") if exercise.side == "left-right" else ""
    return Subject(f"exercises/{exercise_id}", exercise.title, shown)


def point_subject(code: str) -> Subject:
    """What is drawn for a point of the catalogue."""
    return Subject(f"points/{code}", f"{_points()[code]} ({code})")


@cache
def _code() -> bytes:
    return b"".join(path.read_bytes() for path in sorted(HERE.glob("drawing*.py")))


def _points() -> dict[str, str]:
    found = (exercise.point for exercise in parts().catalogue.exercises.values())
    return {point.who_code: point.name for point in found if point}


def _answer(subject: Subject) -> Response:
    body, style = drawing_kit.file_of(subject)
    response = Response(body, mimetype="image/svg+xml")
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    response.headers["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{allowed}'; frame-ancestors 'none'"
    )
    asked = (request.args.get("edition"), request.args.get("lang"))
    lasts = f"public, max-age={YEAR_SECONDS}, immutable"
    response.headers["Cache-Control"] = lasts if asked == (edition(), language()) else "no-cache"
    response.add_etag()
    response.make_conditional(request)
    return response
