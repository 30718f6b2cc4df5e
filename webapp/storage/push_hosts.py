"""Push hosts: what all senders know together of each push service."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from webapp.domain.push_hosts import Hold, HostState
from webapp.storage.db import Base, db, insert, table_of


class PushHost(Base):
    """One push service, by host and port; paused while `paused_until` is set.

    `probing_until` is the lease of the one sender that tries it again.
    """

    __tablename__ = "push_hosts"

    host: Mapped[str] = mapped_column(String(255), primary_key=True)
    reason: Mapped[str | None] = mapped_column(String(16))
    failures: Mapped[int] = mapped_column(default=0)
    pauses: Mapped[int] = mapped_column(default=0)
    opened_at: Mapped[datetime | None]
    paused_until: Mapped[datetime | None]
    probing_until: Mapped[datetime | None]
    key: Mapped[str | None] = mapped_column(String(120))
    accepted_at: Mapped[datetime | None]
    accepted_key: Mapped[str | None] = mapped_column(String(120))


HOSTS = table_of(PushHost)
_STATE = (
    HOSTS.c.host,
    HOSTS.c.reason,
    HOSTS.c.failures,
    HOSTS.c.pauses,
    HOSTS.c.opened_at,
    HOSTS.c.paused_until,
    HOSTS.c.key,
    HOSTS.c.accepted_at,
    HOSTS.c.accepted_key,
)


def all_hosts() -> list[HostState]:
    """Every push service that was ever sent to, by name."""
    rows = db.session.execute(select(*_STATE).order_by(HOSTS.c.host))
    return [_state(*row) for row in rows.all()]


def paused_hosts() -> Mapping[str, HostState]:
    """The push services that get nothing, or one message only, by name."""
    rows = db.session.execute(select(*_STATE).where(HOSTS.c.paused_until.is_not(None)))
    return {row[0]: _state(*row) for row in rows.all()}


def host_states(hosts: Collection[str]) -> Mapping[str, HostState]:
    """What is known of these push services, by name; the unknown ones too."""
    rows = db.session.execute(select(*_STATE).where(HOSTS.c.host.in_(hosts)))
    return {host: HostState(host) for host in hosts} | {r[0]: _state(*r) for r in rows.all()}


def hold_hosts(hosts: Collection[str]) -> None:
    """Let what changes these push services wait in turn, until this transaction ends."""
    rows = [{"host": host, "failures": 0, "pauses": 0} for host in sorted(hosts)]
    db.session.execute(insert(HOSTS).values(rows).on_conflict_do_nothing())
    held = select(HOSTS.c.host).where(HOSTS.c.host.in_(hosts)).order_by(HOSTS.c.host)
    db.session.execute(held.with_for_update())


def keep_host(state: HostState) -> None:
    """Write down what is known of a push service now; a probe, if there was one, is over."""
    db.session.execute(
        update(HOSTS)
        .where(HOSTS.c.host == state.host)
        .values(
            reason=state.reason,
            failures=state.failures,
            pauses=state.pauses,
            opened_at=state.opened_at,
            paused_until=state.paused_until,
            probing_until=None,
            key=state.key,
            accepted_at=state.accepted_at,
            accepted_key=state.accepted_key,
        )
    )


def take_probe(host: str, now: datetime, until: datetime) -> bool:
    """Become the one who tries a paused push service again; False while another does."""
    taken = db.session.scalar(
        update(HOSTS)
        .where(
            HOSTS.c.host == host,
            or_(HOSTS.c.probing_until.is_(None), HOSTS.c.probing_until <= now),
        )
        .values(probing_until=until)
        .returning(HOSTS.c.host)
    )
    return taken is not None


def _state(host: str, reason: str | None, failures: int, pauses: int, *rest: object) -> HostState:
    return HostState(host, Hold(reason) if reason else None, failures, pauses, *rest)  # type: ignore[arg-type]
