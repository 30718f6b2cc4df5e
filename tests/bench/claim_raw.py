"""The same claim in raw SQL: the same facts, the same rows, with nothing left to decide.

What became of each person is known beforehand, so what is measured is SQLite's own work. It reads
every fact of everybody; the product leaves out what can no longer change a decision.
"""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tests.bench.claim_rules import DUE_AT
from webapp.storage.sqlite import CACHE_KIBIBYTES, CHECKPOINT_PAGES

BATCH = 1000
NOW = DUE_AT.strftime("%Y-%m-%d %H:%M:%S.%f")
PRAGMAS = (
    *("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "temp_store=MEMORY"),
    *(f"cache_size=-{CACHE_KIBIBYTES}", f"wal_autocheckpoint={CHECKPOINT_PAGES}"),
)

AMONG = "IN (SELECT value FROM json_each(?))"
DUE = """SELECT plans.id, person_id, next_due_at, silent_until, unheeded, rung_at, day_start_minutes
    FROM plans JOIN people ON people.id = person_id
    WHERE next_due_at <= ? ORDER BY next_due_at LIMIT ?"""
FACTS = (
    f"SELECT * FROM plan_versions WHERE plan_id {AMONG} ORDER BY plan_id, valid_from",
    f"""SELECT c.person_id, e.effect, e.until FROM safety_checks c
    LEFT JOIN safety_effects e ON e.person_id = c.person_id
    WHERE c.person_id {AMONG} AND consent""",
    f"""SELECT person_id, max(finished_at) FROM sessions WHERE person_id {AMONG}
    AND day >= '2026-02-28' AND practised AND finished_at >= '2026-03-02 06:00'
    GROUP BY person_id""",
    f"""SELECT person_id, count(*) FROM occurrences WHERE person_id {AMONG}
    AND kind IN ('planned', 'snoozed', 'saver', 'summary') AND due_at >= '2026-03-02 02:00'
    AND reason IS NULL AND claimed_at IS NOT NULL GROUP BY person_id""",
    f"""SELECT DISTINCT person_id FROM devices WHERE person_id {AMONG}
    AND gone_at IS NULL AND rings""",
)
HEARD = f"""SELECT p.person_id, (SELECT count(*) FROM (SELECT o.id FROM occurrences o
    WHERE o.person_id = p.person_id AND o.kind = 'planned' AND o.due_at >= '2026-01-01 10:00'
    AND o.due_at > coalesce(p.heeded_at, '2026-01-01 10:00') AND o.reason IS NULL
    AND EXISTS (SELECT id FROM deliveries WHERE occurrence_id = o.id AND state = 'accepted')
    LIMIT 10)) FROM plans p WHERE p.person_id {AMONG}"""
IN_DOUBT = (5, 10)
MOVE = "UPDATE plans SET next_due_at = ?, unheeded = ?, rung_at = ? WHERE id = ?"
KEEP = """INSERT OR IGNORE INTO occurrences
    (person_id, kind, due_at, expires_at, routine, reason, claimed_at)
    VALUES (?, 'planned', ?, ?, ?, ?, ?)"""
DELIVER = f"""INSERT INTO deliveries (person_id, occurrence_id, device_id, state, created_at,
    expires_at, next_attempt_at, attempts)
    SELECT o.person_id, o.id, d.id, 'waiting', ?, o.expires_at, ?, 0
    FROM occurrences o JOIN devices d ON d.person_id = o.person_id
    WHERE o.person_id {AMONG} AND o.kind = 'planned' AND o.due_at = ? AND o.reason IS NULL
    AND d.gone_at IS NULL AND d.rings ON CONFLICT DO NOTHING"""
BEAT = "INSERT INTO heartbeats VALUES ('tick', ?) ON CONFLICT DO UPDATE SET at = excluded.at"

# Where the plan went: next due, unheeded, rung. What became of it: expires, routine, reason.
Outcome = tuple[str | None, int, str | None, str, str, str | None]


def connect(path: Path) -> sqlite3.Connection:
    """A connection set up as the product's are."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def outcomes(connection: sqlite3.Connection) -> dict[int, Outcome]:
    """What a claim made of each person who was due."""
    rows = connection.execute(
        """SELECT o.person_id,
        p.next_due_at, p.unheeded, p.rung_at, o.expires_at, o.routine, o.reason
        FROM occurrences o JOIN plans p ON p.person_id = o.person_id WHERE o.claimed_at = ?""",
        (NOW,),
    )
    return {person_id: tuple(outcome) for person_id, *outcome in rows}


def rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """What a claim left in the ledger, whoever made it."""
    return connection.execute(
        """SELECT o.person_id, o.due_at, o.reason, d.device_id, p.next_due_at, p.unheeded, p.rung_at
        FROM occurrences o JOIN plans p ON p.person_id = o.person_id
        LEFT JOIN deliveries d ON d.occurrence_id = o.id
        WHERE o.claimed_at = ? ORDER BY o.person_id, d.device_id""",
        (NOW,),
    ).fetchall()


def claim(connection: sqlite3.Connection, known: Mapping[int, Outcome]) -> int:
    """Claim all that is due, batch by batch; answers how many plans that was."""
    total = 0
    while True:
        connection.execute("BEGIN IMMEDIATE")
        due = connection.execute(DUE, (NOW, BATCH)).fetchall()
        if due:
            doubted = [plan[1] for plan in due if plan[4] in IN_DOUBT]
            connection.execute(HEARD, (json.dumps(doubted),)).fetchall()
            _claim(connection, [(plan[0], plan[1], known[plan[1]]) for plan in due])
        connection.execute(BEAT, (NOW,))
        connection.execute("COMMIT")
        total += len(due)
        if len(due) < BATCH:
            return total


def _claim(connection: sqlite3.Connection, due: list[tuple[int, int, Outcome]]) -> None:
    everybody = json.dumps([person for _, person, _ in due])
    for fact in FACTS:
        connection.execute(fact, (everybody,)).fetchall()
    connection.executemany(MOVE, [(*outcome[:3], plan) for plan, _, outcome in due])
    rows = [(person, NOW, *outcome[3:], NOW) for _, person, outcome in due]
    connection.executemany(KEEP, rows)
    connection.execute(DELIVER, (NOW, NOW, everybody, NOW))


def remember(connection: sqlite3.Connection) -> None:
    """Keep how the plans stand that are due, for `undo`."""
    connection.execute("DROP TABLE IF EXISTS bench_due")
    connection.execute(
        """CREATE TABLE bench_due AS SELECT id, next_due_at, unheeded, rung_at FROM plans
        WHERE next_due_at = ?""",
        (NOW,),
    )
    connection.execute("CREATE UNIQUE INDEX bench_due_id ON bench_due (id)")


def undo(path: Path) -> None:
    """Put everything back as it was before the claim."""
    connection = sqlite3.connect(path, isolation_level=None)  # without foreign keys
    connection.execute("BEGIN")
    since = "SELECT id FROM occurrences WHERE claimed_at >= ?"
    connection.execute(f"DELETE FROM deliveries WHERE occurrence_id IN ({since})", (NOW,))
    connection.execute("DELETE FROM occurrences WHERE claimed_at >= ?", (NOW,))
    connection.execute(
        """UPDATE plans SET (next_due_at, unheeded, rung_at) =
        (SELECT next_due_at, unheeded, rung_at FROM bench_due WHERE bench_due.id = plans.id)
        WHERE id IN (SELECT id FROM bench_due)"""
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
