"""The sending loop: takes what waits, sends it, settles it, until nothing waits."""

import logging
import threading
import time

from flask import Flask

from jobs.database import tell
from jobs.pump import Pump
from jobs.sources import Ledger, Source
from webapp import clock
from webapp.actions.push_hosts import resume_after_new_key
from webapp.actions.soon import LookAhead
from webapp.parts import Parts, parts
from webapp.push.network import Network
from webapp.push.sender import Sender
from webapp.push.vapid import VapidSigner
from webapp.push.web_push import WebPushSender
from webapp.storage.db import let_go

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 5.0
REST_AFTER_TROUBLE_SECONDS = 1.0
LAST_TRIES = 10


class SendingLoop(threading.Thread):
    """A thread that sends whenever it is woken, and looks by itself now and then for retries.

    It is apart from the tick so that a slow push service cannot delay what falls due next.
    """

    def __init__(
        self,
        app: Flask,
        sender: Sender,
        source: Source | None = None,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        super().__init__(name="sending", daemon=True)
        self._app = app
        self._sender = sender
        self._source = source or Ledger(parts(app).office)
        self._look_every_seconds = look_every_seconds
        self._look_ahead = LookAhead()
        self._woken = threading.Event()
        self._stopping = False

    def run(self) -> None:
        """Send until told to stop."""
        with self._app.app_context():
            pump = Pump(self._sender, self._source)
            self._begin()
            while not self._stopping:
                self._send(pump)
            self._finish(pump)
            self._sender.close()

    def wake(self) -> None:
        """Something may wait to be sent."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stopping = True
        self._woken.set()
        self.join()

    def _begin(self) -> None:
        try:
            resume_after_new_key(parts(self._app).office.key, clock.now())
        except Exception as error:  # it only saves a wait
            tell(log, "paused hosts could not be looked at", error)

    def _send(self, pump: Pump) -> None:
        """Send until nothing waits, then until woken or until it is time to look."""
        self._woken.clear()
        pump.is_dry = False
        looked = time.monotonic()
        try:
            while not (pump.is_idle or self._stopping):
                pump.turn()
                if self._woken.is_set() or self._is_due(looked):
                    self._woken.clear()
                    looked = time.monotonic()
                    pump.is_dry = False
        except Exception as error:
            # What was done is settled next time; what was not runs out of its lease.
            tell(log, "sending broke off; it is tried again in a moment", error)
            time.sleep(REST_AFTER_TROUBLE_SECONDS)
            return
        finally:
            let_go()  # nothing is held while nothing is sent, a broken connection least
        if not self._stopping:
            self._prepare()
            self._woken.wait(self._look_every_seconds)

    def _prepare(self) -> None:
        """Do beforehand what can be, for those who are due soon, until woken."""
        try:
            while self._source.is_next() and (soon := self._look_ahead.next(clock.now())):
                let_go()
                for subscription in soon:
                    self._sender.prepare(subscription)
                if self._woken.is_set():
                    return
        except Exception as error:  # it only saves time
            tell(log, "what is due soon could not be prepared", error)
        finally:
            let_go()

    def _is_due(self, looked: float) -> bool:
        return time.monotonic() - looked > self._look_every_seconds

    def _finish(self, pump: Pump) -> None:
        """Settle what was sent, or it would be sent again; a locked database is waited for."""
        for _ in range(LAST_TRIES):
            try:
                pump.finish()
            except Exception as error:
                tell(log, "what was sent could not be written down yet", error)
                time.sleep(REST_AFTER_TROUBLE_SECONDS)
            else:
                return


def make_sender(made: Parts) -> WebPushSender:
    """The sender these settings ask for."""
    settings = made.settings
    network = Network(
        proxy=settings.push_proxy, ca=str(settings.push_ca) if settings.push_ca else None
    )
    signer = VapidSigner(made.vapid_key, settings.vapid_subject)
    return WebPushSender(signer, made.policy, network)
