"""Every test gets a PostgreSQL database of its own."""

import pytest
from sqlalchemy import create_engine, text

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("run", [1, 2])
def test_a_database_is_fresh(postgres_url: str, run: int) -> None:
    engine = create_engine(postgres_url)

    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE visits (run integer)"))
        connection.execute(text("INSERT INTO visits VALUES (:run)"), {"run": run})
        rows = connection.execute(text("SELECT run FROM visits")).scalars().all()

    engine.dispose()
    assert rows == [run]
