"""The one foreground command: prepares, then keeps web and reminders running until stopped."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from queue import SimpleQueue
from types import FrameType

from jobs.children import Child, Event, Stop
from jobs.console import Console
from jobs.group import Group, Terms
from jobs.start import Ground, StartRefused, Upgrade, prepared

WITH_PARENT = "--with-parent"
SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PARENT_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What `run` starts: the upgrade of the database and the two programs."""

    upgrade: Upgrade
    web: tuple[str, ...] = (sys.executable, "-m", "webapp.serve")
    reminders: tuple[str, ...] = (sys.executable, "-m", "jobs")


def run(environ: Mapping[str, str], parts: Parts, arguments: Sequence[str] = ()) -> int:
    """Run web and reminders until stopped; answers the exit code.

    With the argument `--with-parent` everything stops as well when the calling process is gone.
    """
    console = Console()
    parent = os.getppid() if WITH_PARENT in arguments else None
    try:
        with prepared(environ, parts.upgrade, console) as ground:
            welcome = f"Open {ground.settings.public_url} - stop with Ctrl-C"
            children = _children(environ, parts, ground)
            return supervise(children, console, Terms(welcome=welcome, parent=parent))
    except StartRefused as refused:
        console.complain(f"Unhunch cannot start.\n{refused}")
        return 1
    except KeyboardInterrupt:
        return 130


def supervise(children: Sequence[Child], console: Console, terms: Terms) -> int:
    """Keep the children running until a signal (answers 0) or until one keeps dying (answers 1).

    For the main thread. Whatever happens, no child is left when it returns.
    """
    events: SimpleQueue[Event] = SimpleQueue()
    group = Group(events, console, terms)
    with _stopping_on_signals(events, terms):
        try:
            return group.keep(children)
        finally:
            group.stop()


def _children(environ: Mapping[str, str], parts: Parts, ground: Ground) -> tuple[Child, ...]:
    settings, socket_number = ground.settings, ground.listening.fileno()
    host = "localhost" if settings.host == "127.0.0.1" else settings.host
    tick = "second" if settings.tick_seconds == 1 else f"{settings.tick_seconds:g} seconds"
    return (
        Child(
            name="Web",
            command=(*parts.web, "--fd", str(socket_number)),
            ready=f"http://{f'[{host}]' if ':' in host else host}:{settings.port}",
            inherits=(socket_number, ground.lock),
            environ=environ,
        ),
        Child(
            name="Reminders",
            command=parts.reminders,
            ready=f"every {tick}",
            inherits=(ground.lock,),
            environ=environ,
        ),
    )


@contextmanager
def _stopping_on_signals(events: "SimpleQueue[Event]", terms: Terms) -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        events.put(Stop(terms.grace_seconds))

    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number, handler in before.items():
        # nohup has SIGHUP ignored, and is obeyed; a shell's & has SIGINT ignored, and is not.
        if number != signal.SIGHUP or handler != signal.SIG_IGN:
            signal.signal(number, stop)
    if terms.parent is not None:
        threading.Thread(target=_follow_parent, args=(events, terms), daemon=True).start()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _follow_parent(events: "SimpleQueue[Event]", terms: Terms) -> None:
    while os.getppid() == terms.parent:
        time.sleep(PARENT_LOOK_SECONDS)
    events.put(Stop(terms.orphan_grace_seconds))
