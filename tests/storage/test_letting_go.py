"""A session whose connection broke can be let go of, and the next one works."""

import pytest
from sqlalchemy import text

from webapp.storage.db import db, let_go


@pytest.mark.parametrize(
    "any_settings", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_connection_that_was_cut_is_thrown_away(any_app):
    with any_app.app_context():
        number = db.session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})

        let_go()

        assert db.session.scalar(text("SELECT 1")) == 1
