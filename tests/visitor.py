"""A browser in tests: it signs in, sends the CSRF token, and holds answers to the contract."""

import re
from typing import Any, Self

import jsonschema
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from webapp.web.contract import ATTRIBUTE
from webapp.web.openapi import document

API = "/api/v1/"
_documents: dict[tuple[str, ...], dict[str, Any]] = {}  # making one takes a tenth of a second


class CheckedClient(FlaskClient):
    """A test client that validates every answer of the JSON interface against the document."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make a request; AssertionError when its answer is not what the document says."""
        response = super().open(*args, **kwargs)
        path = response.request.path
        if path.startswith(API) and path != f"{API}openapi.json":
            check_answer(self.application, response)
        return response


def check_answer(app: Any, response: TestResponse) -> None:
    """Hold one answer to the OpenAPI document of its application."""
    described = _described(app)
    method = response.request.method.lower()
    operation = _operation(described, response.request.path, method)
    if operation is None and response.status_code == 308:
        return  # the router tidies an address with two slashes
    if operation is None:
        assert response.status_code >= 400, "an address outside the document succeeded"
        operation = {"responses": {}}
    status = str(response.status_code)
    if status in operation["responses"]:
        wanted, kind = operation["responses"][status], "application/json"
    else:
        assert response.status_code >= 400, f"{status} is not in the document"
        problem = {"$ref": "#/components/schemas/ProblemAnswer"}
        kind = "application/problem+json"
        wanted = {"content": {kind: {"schema": problem}}}
    assert response.mimetype == kind
    schema = wanted["content"][kind]["schema"] | {"components": described["components"]}
    jsonschema.Draft202012Validator(schema).validate(response.get_json(force=True))


def _described(app: Any) -> dict[str, Any]:
    rules = tuple(sorted(f"{rule.rule} {rule.endpoint}" for rule in app.url_map.iter_rules()))
    if rules not in _documents:
        _documents[rules] = document(app)
    return _documents[rules]


def _operation(described: dict[str, Any], path: str, method: str) -> dict[str, Any] | None:
    for template, operations in described["paths"].items():
        pattern = re.sub(r"\{[^}]+\}", "[^/]+", template)
        if re.fullmatch(pattern, path) and method in operations:
            found: dict[str, Any] = operations[method]
            return found
    return None


class Visitor:
    """One browser."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.person_id = 0
        self.headers: dict[str, str] = {}

    def join(self, time_zone: str = "Europe/Berlin") -> Self:
        """Become a guest."""
        answer = self.post("/api/v1/guests", {"time_zone": time_zone, "language": "en"})
        assert answer.status_code in (200, 201), answer.text
        self.person_id = answer.json["person"]["id"]
        self.headers = {"X-CSRF-Token": answer.json["csrf_token"]}
        return self

    def get(self, path: str, **headers: str) -> TestResponse:
        """GET a page or an answer; underscores in header names stand for hyphens."""
        return self.client.get(path, headers=_names(headers))

    def post(self, path: str, body: Any, **headers: str) -> TestResponse:
        """POST a JSON body."""
        return self.client.post(path, json=body, headers=self.headers | _names(headers))

    def put(self, path: str, body: Any, **headers: str) -> TestResponse:
        """PUT a JSON body."""
        return self.client.put(path, json=body, headers=self.headers | _names(headers))

    def submit(self, path: str, form: dict[str, Any]) -> TestResponse:
        """POST a form, with the token the page would carry."""
        token = {"csrf_token": self.headers.get("X-CSRF-Token", "")}
        return self.client.post(path, data=form | token)


def _names(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def contracts(app: Any) -> dict[str, Any]:
    """Every view that has a contract, by endpoint."""
    return {
        endpoint: getattr(view, ATTRIBUTE)
        for endpoint, view in app.view_functions.items()
        if hasattr(view, ATTRIBUTE)
    }
