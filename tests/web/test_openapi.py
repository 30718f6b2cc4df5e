"""The OpenAPI document is true and whole."""

import jsonschema
import pytest

from webapp.web.contract import ATTRIBUTE
from webapp.web.openapi import document

DOCUMENT = "/api/v1/openapi.json"


@pytest.fixture
def described(stranger) -> dict:
    return stranger.get(DOCUMENT).json


def test_the_document_is_what_the_application_describes(app, described):
    assert described == document(app)
    assert described["openapi"].startswith("3.1")


def test_every_address_of_the_interface_is_in_it_with_every_method(app, described):
    wanted = {
        (rule.rule.count("/"), rule.endpoint, method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and rule.rule != DOCUMENT
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert all(hasattr(app.view_functions[endpoint], ATTRIBUTE) for _, endpoint, _ in wanted)
    found = [(path, method) for path, ops in described["paths"].items() for method in ops]
    assert len(found) == len(wanted)


def test_every_schema_in_it_is_a_schema(described):
    for schema in described["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere(described):
    def references(node):
        if isinstance(node, dict):
            yield from ([node["$ref"]] if "$ref" in node else [])
            node = list(node.values())
        if isinstance(node, list):
            for part in node:
                yield from references(part)

    known = {f"#/components/schemas/{name}" for name in described["components"]["schemas"]}
    assert set(references(described)) <= known


def test_every_operation_says_what_it_does_takes_and_answers(described):
    for path, operations in described["paths"].items():
        in_path = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        for operation in operations.values():
            assert operation["summary"].endswith(".")
            assert {"default"} < set(operation["responses"])
            given = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
            assert given == in_path


def test_no_body_takes_fields_it_does_not_name(described):
    for operations in described["paths"].values():
        for operation in operations.values():
            if "requestBody" in operation:
                content = operation["requestBody"]["content"]["application/json"]
                name = content["schema"]["$ref"].rpartition("/")[2]
                assert described["components"]["schemas"][name]["additionalProperties"] is False
