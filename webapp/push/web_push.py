"""The real sender: encrypts and posts to the browsers' push services, many at once."""

import asyncio
import threading
from collections.abc import Sequence
from datetime import datetime

from webapp.push.endpoint import EndpointPolicy
from webapp.push.network import Network
from webapp.push.outcome import Result
from webapp.push.post_office import PostOffice
from webapp.push.sender import Parcel
from webapp.push.vapid import VapidSigner


class WebPushSender:
    """Sends by web push on an event loop of its own, and keeps its connections between batches.

    A batch lasts at most its parcels / concurrency, rounded up, times the timeout. The loop runs
    only while a batch is sent, in the thread that sends it.
    """

    def __init__(self, signer: VapidSigner, policy: EndpointPolicy, network: Network) -> None:
        self._signer = signer
        self._policy = policy
        self._network = network
        self._one_at_a_time = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._office: PostOffice | None = None
        self._closed = False

    def send(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        """Send every parcel; one result for each, in their order; none of them raises."""
        with self._one_at_a_time:
            if self._closed:
                raise RuntimeError("This sender is closed.")
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
            return self._loop.run_until_complete(self._post(batch, now))

    def close(self) -> None:
        """Close the connections and the loop."""
        with self._one_at_a_time:
            self._closed = True
            if self._loop is not None:
                loop, self._loop = self._loop, None
                try:
                    loop.run_until_complete(self._leave(loop))
                finally:
                    loop.close()

    async def _post(self, batch: Sequence[Parcel], now: datetime) -> list[Result]:
        # Two turns of the loop: connections that the other side closed since the last batch are
        # noticed now, not by the first message that would take one of them.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        if self._office is None:
            self._office = PostOffice(self._signer, self._policy, self._network)
        office = self._office
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(office.post(parcel, now)) for parcel in batch]
        return [task.result() for task in tasks]

    async def _leave(self, loop: asyncio.AbstractEventLoop) -> None:
        left = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
        for task in left:  # an interrupted batch leaves some
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        if self._office is not None:
            await self._office.close()
        await loop.shutdown_asyncgens()
        await loop.shutdown_default_executor()
