"""The queue's own tables: made and brought up to date beside ours, in a schema of their own.

They belong to the library, which ships their migrations; the schema's comment says how far it got.
"""

from importlib.resources import files

from sqlalchemy import Connection, text

from webapp.storage.queue import SCHEMA, USE

_JOBS = "procrastinate_jobs"
# Jobs come and go by the thousand in a table that stays small, so that the usual share of dead rows
# would hardly ever be reached, and searching it would become slow.
_KEPT_SMALL = (
    "autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, "
    "autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 1000, "
    "autovacuum_vacuum_cost_delay = 0"
)
_TABLES = (_JOBS, "procrastinate_events")


def upgrade_queue(connection: Connection) -> None:
    """Bring the queue's tables up to date; there is none but on PostgreSQL."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    connection.execute(text(USE.format(SCHEMA, "true")))
    scripts = _scripts()
    for name in _to_apply(connection, list(scripts)):
        # Only the driver itself takes a script of many statements.
        connection.connection.driver_connection.execute(scripts[name])  # type: ignore[union-attr]
    for table in _TABLES:
        connection.execute(text(f"ALTER TABLE {SCHEMA}.{table} SET ({_KEPT_SMALL})"))
        connection.execute(text(f"ANALYZE {SCHEMA}.{table}"))
    connection.execute(text(f"COMMENT ON SCHEMA {SCHEMA} IS '{max(_migrations())}'"))


def _to_apply(connection: Connection, names: list[str]) -> list[str]:
    """The whole schema where there is none yet, otherwise the migrations that came since."""
    if connection.scalar(text(f"SELECT to_regclass('{SCHEMA}.{_JOBS}')")) is None:
        return ["schema.sql"]
    reached = connection.scalar(
        text("SELECT obj_description(to_regnamespace(:schema), 'pg_namespace')"),
        {"schema": SCHEMA},
    )
    return [name for name in sorted(names) if name in _migrations() and name > (reached or "")]


def _scripts() -> dict[str, str]:
    folder = files("procrastinate") / "sql"
    found = {"schema.sql": (folder / "schema.sql").read_text("utf-8")}
    return found | {
        name: (folder / "migrations" / name).read_text("utf-8") for name in _migrations()
    }


def _migrations() -> list[str]:
    folder = files("procrastinate") / "sql" / "migrations"
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
