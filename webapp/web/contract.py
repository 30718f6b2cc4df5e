"""The contract of the JSON interface: what a view takes and answers, checked and documented."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeVar

from flask import Response, jsonify, request
from pydantic import BaseModel, ConfigDict, ValidationError

from webapp.web.errors import FieldError, Problem, invalid

View = Callable[..., Any]
ATTRIBUTE = "contract"
B = TypeVar("B", bound="Body")


class Body(BaseModel):
    """A JSON body: unknown fields are refused by name, types are taken as written."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Contract:
    """What one operation takes and answers, for the OpenAPI document."""

    summary: str
    answers: dict[int, type[BaseModel] | None]
    takes: type[Body] | None = None
    query: dict[str, dict[str, Any]] = field(default_factory=dict)


def contract(
    answers: dict[int, type[BaseModel] | None],
    takes: type[Body] | None = None,
    query: dict[str, dict[str, Any]] | None = None,
) -> Callable[[View], View]:
    """Declare an operation's contract; its body arrives checked as the argument `body`."""

    def wrap(view: View) -> View:
        @wraps(view)
        def checked(*args: Any, **kwargs: Any) -> Any:
            if takes is not None:
                kwargs["body"] = read_body(takes)
            return view(*args, **kwargs)

        summary = (view.__doc__ or "").strip().split("\n")[0]
        setattr(checked, ATTRIBUTE, Contract(summary, answers, takes, query or {}))
        return checked

    return wrap


def answer(body: BaseModel, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A JSON answer made from its model."""
    response = jsonify(body.model_dump(mode="json"))
    response.status_code = status
    response.headers.update(headers or {})
    return response


def read_body(model: type[B]) -> B:
    """Read the request's JSON body; Problem 400, 415 or 422 says what to change."""
    if not request.is_json:
        raise Problem(415, "This address takes JSON", "Send Content-Type: application/json.")
    try:
        return model.model_validate_json(request.get_data(), strict=True)
    except ValidationError as error:
        raise _problem(model, error) from None


def field_errors(model: type[BaseModel], error: ValidationError) -> list[FieldError]:
    """What is wrong with each field, in words."""
    return [
        FieldError(".".join(map(str, e["loc"])) or "body", _words(model, dict(e)))
        for e in error.errors(include_url=False, include_context=False)
    ]


def _problem(model: type[BaseModel], error: ValidationError) -> Problem:
    first = error.errors(include_url=False)[0]
    if first["type"] == "json_invalid":
        return Problem(400, "The body is not JSON", first["msg"])
    return invalid(*field_errors(model, error))


def _words(model: type[BaseModel], error: dict[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        known = ", ".join(model.model_fields)
        return f"There is no such field. The fields are: {known}."
    if error["type"] == "missing":
        return "This field is required."
    message = str(error["msg"]).removeprefix("Value error, ")
    return message if message.endswith(".") else f"{message}."
