"""One message over the wire: check, encrypt, sign, post, and say what became of it."""

import asyncio
import errno
import logging
from datetime import datetime

import aiohttp
from yarl import URL

from webapp.push.encoder import encrypt
from webapp.push.endpoint import EndpointPolicy, SubscriptionProblem, is_apple, origin_of
from webapp.push.network import Network, open_session
from webapp.push.outcome import Outcome, Result, answered
from webapp.push.sender import Parcel
from webapp.push.vapid import VapidSigner

logger = logging.getLogger(__name__)

_DECLARATIVE = "application/notification+json"
_ENCRYPTED = "application/octet-stream"


class PostOffice:
    """Posts parcels within one event loop; made and used inside it."""

    def __init__(self, signer: VapidSigner, policy: EndpointPolicy, network: Network) -> None:
        self._signer = signer
        self._policy = policy
        self._network = network
        self._counters = asyncio.Semaphore(network.concurrency)
        # A proxy resolves names itself, so behind one there is no address of ours to guard.
        self._public = open_session(network, guarded=network.proxy is None)
        self._added = open_session(network, guarded=False)

    async def post(self, parcel: Parcel, now: datetime) -> Result:
        """Answer how this parcel fared; whatever is wrong with it is a result."""
        endpoint = parcel.subscription.endpoint
        try:
            self._policy.check(endpoint)
        except SubscriptionProblem as problem:
            return Result(Outcome.REFUSED, detail=f"endpoint {problem.message}")
        async with self._counters:
            result = await self._tried(parcel, now)
        if result.outcome is Outcome.REFUSED:
            logger.warning("%s refused a message: %s", origin_of(endpoint), result.detail)
        return result

    async def close(self) -> None:
        """Close every connection."""
        await self._public.close()
        await self._added.close()
        await asyncio.sleep(0)  # closed transports say goodbye in the loop's next turn

    async def _tried(self, parcel: Parcel, now: datetime) -> Result:
        try:
            return await self._sent(parcel, now)
        except TimeoutError:
            return Result(Outcome.LATER, detail="timed out")
        except aiohttp.ClientSSLError:
            return Result(Outcome.LATER, detail="the certificate is not trusted")
        except aiohttp.ClientConnectorError as error:
            return _unconnected(error)
        except (aiohttp.ClientError, OSError):
            return Result(Outcome.LATER, detail="the connection broke")
        except ValueError:  # stored before it was checked as well as today
            return Result(Outcome.REFUSED, detail="the subscription cannot be used")

    async def _sent(self, parcel: Parcel, now: datetime) -> Result:
        endpoint = parcel.subscription.endpoint
        body = encrypt(parcel.subscription, parcel.message.payload)
        session = self._added if self._policy.adds(endpoint) else self._public
        async with session.post(
            URL(endpoint, encoded=True),  # as it was given: re-quoting would make another address
            data=body,
            headers=self._headers(parcel, now),
            allow_redirects=False,
            proxy=self._network.proxy,
        ) as response:
            # The body is neither read nor kept: it could be anything, and a long one could hold
            # up an answer that has already come.
            return answered(response.status, response.headers.get("Retry-After"), now)

    def _headers(self, parcel: Parcel, now: datetime) -> dict[str, str]:
        endpoint, message = parcel.subscription.endpoint, parcel.message
        headers = {
            "Authorization": self._signer.header(endpoint, now),
            "Content-Encoding": "aes128gcm",
            "Content-Type": _DECLARATIVE if is_apple(endpoint) else _ENCRYPTED,
            "TTL": str(message.ttl),
            "Urgency": message.urgency,
        }
        if message.topic is not None:
            headers["Topic"] = message.topic
        return headers


def _unconnected(error: aiohttp.ClientConnectorError) -> Result:
    if error.errno == errno.EPERM:
        return Result(Outcome.REFUSED, detail="the address is not public")
    return Result(Outcome.LATER, detail="no connection")
