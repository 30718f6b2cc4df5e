"""Errors in words: problem+json (RFC 9457) for programs, a page for people."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from webapp.language import gettext

API = "/api/"


@dataclass(frozen=True, slots=True)
class FieldError:
    """What is wrong with one field, and what to write instead."""

    field: str
    message: str


class Problem(Exception):
    """A request that cannot be carried out: status, title, and what to do about it."""

    def __init__(
        self, status: int, title: str, detail: str = "", errors: Sequence[FieldError] = ()
    ) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.errors = status, title, detail, tuple(errors)


def invalid(*errors: FieldError) -> Problem:
    """The problem of a body whose fields are wrong."""
    first = errors[0]
    return Problem(422, "The request has a mistake", f"{first.field}: {first.message}", errors)


def register(app: Flask) -> None:
    """Answer every error in the form the asker reads."""
    app.register_error_handler(Problem, answer_to)
    app.register_error_handler(HTTPException, _http)


def answer_to(problem: Problem) -> Response:
    """A problem in the form the asker reads."""
    return _as_json(problem) if request.path.startswith(API) else _as_page(problem)


def _as_json(problem: Problem) -> Response:
    body: dict[str, object] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = [{"field": e.field, "message": e.message} for e in problem.errors]
    response = jsonify(body)
    response.status_code = problem.status
    response.content_type = "application/problem+json"
    return response


def _as_page(problem: Problem) -> Response:
    ways = [
        {"href": "/", "title": gettext("Go to today")},
        {"href": "/routines", "title": gettext("See all routines")},
    ]
    page = render_template(
        "problem.html",
        status=problem.status,
        title=problem.title,
        detail=problem.detail,
        ways=ways,
    )
    return make_response(page, problem.status)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    answer = answer_to(Problem(error.code, *_words(error)))
    original = error.get_response().headers
    for name in ("Allow", "Retry-After"):
        if name in original:
            answer.headers[name] = original[name]
    return answer


def _words(error: HTTPException) -> tuple[str, str]:
    if isinstance(error, CSRFError) and not request.path.startswith(API):
        again = gettext("Open it again, then repeat that. Nothing you saved is lost.")
        return gettext("This page has grown old"), again
    words = {
        400: (gettext("That could not be read"), error.description or ""),
        404: (gettext("There is nothing here"), gettext("Check the address, or start from today.")),
        405: (
            gettext("This address does not take that"),
            gettext("Go back and use the buttons of the page."),
        ),
        413: (gettext("Too large"), gettext("A request may have 1 MiB at most.")),
        429: (gettext("Too many requests"), gettext("Wait a minute, then try again.")),
        500: (
            gettext("Something went wrong here"),
            gettext("It is not your fault, and nothing you saved is lost. Try again in a moment."),
        ),
    }
    return words.get(error.code or 0, (error.name, error.description or ""))
