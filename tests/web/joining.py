"""Making a link, and going through its pages as a browser does."""

import re

from werkzeug.test import TestResponse

from tests.visitor import Visitor


def new_link(visitor: Visitor) -> dict[str, str]:
    answer = visitor.post("/api/v1/links", {})
    assert answer.status_code == 201, answer.text
    return answer.json | {"path": re.sub(r"^https?://[^/]+", "", answer.json["url"])}


def fill_in(visitor: Visitor, path: str, **fields: str) -> TestResponse:
    """Open a page and send its form, with the token it carries."""
    page = visitor.get(path)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
    assert token, page.text
    return visitor.client.post(path, data=fields | {"csrf_token": token[1]})


def who(visitor: Visitor) -> int | None:
    answer = visitor.client.post("/api/v1/guests", json={"time_zone": "UTC"})
    return answer.json["person"]["id"] if answer.status_code == 200 else None
