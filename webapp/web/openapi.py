"""The OpenAPI document, made from the very contracts the views are held to."""

import re
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from webapp.web.answers import ProblemAnswer
from webapp.web.contract import ATTRIBUTE, Contract

bp = Blueprint("openapi", __name__)
PREFIX = "/api/v1/"
REF = "#/components/schemas/{model}"
VARIABLE = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")
PROBLEM_TYPE = "application/problem+json"
Found = tuple[str, str, Contract]


@bp.get("/api/v1/openapi.json")
def show() -> Response:
    """Show the OpenAPI document."""
    return jsonify(document(current_app))


def document(app: Flask) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an application."""
    found = _operations(app)
    refs, components = _schemas(found)
    paths: dict[str, dict[str, Any]] = {}
    for path, method, contract in found:
        paths.setdefault(path, {})[method] = _operation(path, contract, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Unhunch", "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }


def _operations(app: Flask) -> list[Found]:
    found = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda r: r.rule):
        contract = getattr(app.view_functions[rule.endpoint], ATTRIBUTE, None)
        if contract is not None and rule.rule.startswith(PREFIX):
            methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            found += [(_path(rule), method.lower(), contract) for method in methods]
    return found


def _path(rule: Rule) -> str:
    return VARIABLE.sub(r"{\1}", rule.rule)


def _schemas(found: list[Found]) -> tuple[dict[Any, Any], dict[str, Any]]:
    takes = {(c.takes, "validation") for _, _, c in found if c.takes}
    answers = {(m, "serialization") for _, _, c in found for m in c.answers.values() if m}
    wanted = sorted(
        takes | answers | {(ProblemAnswer, "serialization")}, key=lambda w: w[0].__name__
    )
    refs, schema = models_json_schema(wanted, ref_template=REF)  # type: ignore[arg-type]
    return dict(refs), schema.get("$defs", {})


def _operation(path: str, contract: Contract, refs: dict[Any, Any]) -> dict[str, Any]:
    responses: dict[str, Any] = {
        str(status): _response(model, refs) for status, model in contract.answers.items()
    }
    problem = refs[(ProblemAnswer, "serialization")]
    responses["default"] = {
        "description": "What went wrong and what to do",
        "content": {PROBLEM_TYPE: {"schema": problem}},
    }
    operation: dict[str, Any] = {"summary": contract.summary, "responses": responses}
    parameters = _parameters(path, contract)
    if parameters:
        operation["parameters"] = parameters
    if contract.takes:
        schema = refs[(contract.takes, "validation")]
        content = {"application/json": {"schema": schema}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _response(model: Any, refs: dict[Any, Any]) -> dict[str, Any]:
    if model is None:
        return {"description": "Done"}
    schema = refs[(model, "serialization")]
    return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _parameters(path: str, contract: Contract) -> list[dict[str, Any]]:
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    in_path = [
        {"name": n, "in": "path", "required": True, "schema": {"type": "string"}} for n in names
    ]
    in_query = [{"name": n, "in": "query", "schema": s} for n, s in contract.query.items()]
    return in_path + in_query
