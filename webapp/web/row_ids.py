"""The ids of rows in addresses."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1  # of a row's id, on PostgreSQL


class RowId(IntegerConverter):
    """A whole number that may be a row's id; there is nothing at an address with a larger one."""

    def __init__(self, url_map: Any) -> None:
        super().__init__(url_map, max=LARGEST)


def register(app: Flask) -> None:
    """Let an application's addresses hold `<row:name>`."""
    app.url_map.converters["row"] = RowId
