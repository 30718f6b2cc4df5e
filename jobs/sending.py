"""The sending loop: takes what waits, sends it, settles it, until nothing waits."""

import logging
import threading

from flask import Flask

from webapp import clock
from webapp.actions.deliveries import settle, take_waiting
from webapp.parts import parts
from webapp.push.sender import Sender

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 5.0


class SendingLoop(threading.Thread):
    """A thread that sends whenever it is woken, and looks by itself now and then for retries.

    It is apart from the tick so that a slow push service cannot delay what falls due next.
    """

    def __init__(self, app: Flask, sender: Sender) -> None:
        super().__init__(name="sending", daemon=True)
        self._app = app
        self._sender = sender
        self._woken = threading.Event()
        self._stopping = False

    def run(self) -> None:
        """Send until told to stop."""
        while not self._stopping:
            try:
                with self._app.app_context():
                    while send_once(self._app, self._sender) and not self._stopping:
                        pass
            except Exception:
                # One failed batch must not end sending: its leases run out and it is taken again.
                log.exception("a batch failed")
            self._woken.wait(LOOK_EVERY_SECONDS)
            self._woken.clear()
        self._sender.close()

    def wake(self) -> None:
        """Something may wait to be sent."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the batch under way and end."""
        self._stopping = True
        self._woken.set()
        self.join()


def send_once(app: Flask, sender: Sender) -> bool:
    """Send one batch; answers whether there may be more."""
    batch = take_waiting(parts(app).office, clock.now())
    if not batch:
        return False
    results = sender.send([leased.parcel for leased in batch], clock.now())
    settle(batch, results, clock.now())
    log.info("%d deliveries sent", len(batch))
    return True
