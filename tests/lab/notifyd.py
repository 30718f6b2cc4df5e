"""A desktop that shows notifications, on a D-Bus of its own, where tests press them."""

import contextlib
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Annotated

from dbus_fast import BusType
from dbus_fast.aio import MessageBus
from dbus_fast.annotations import DBusDict, DBusInt32, DBusSignature, DBusStr, DBusUInt32
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

from tests.lab.background import BackgroundLoop
from tests.lab.leash import leashed
from tests.lab.waiting import until

INTERFACE = "org.freedesktop.Notifications"
PRESSED = 2
CLOSED_BY_CALL = 3
BUS_SETTINGS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""

Texts = Annotated[list[str], DBusSignature("as")]
ServerInformation = Annotated[tuple[str, str, str, str], DBusSignature("ssss")]
IdAndKey = Annotated[tuple[int, str], DBusSignature("us")]
IdAndReason = Annotated[tuple[int, int], DBusSignature("uu")]


@dataclass(frozen=True)
class ShownNotification:
    """One notification as it stands on the screen; `actions` maps keys to labels."""

    number: int
    title: str
    body: str
    actions: dict[str, str]
    shown_at: float


class NotificationsInterface(ServiceInterface):
    """The D-Bus interface browsers call."""

    def __init__(self) -> None:
        super().__init__(INTERFACE)
        self.shown: dict[int, ShownNotification] = {}
        self.history: list[ShownNotification] = []
        self._last_number = 0

    @dbus_method()
    def GetCapabilities(self) -> Texts:
        """What this desktop can show."""
        return ["actions", "body", "body-markup", "icon-static", "persistence"]

    @dbus_method()
    def GetServerInformation(self) -> ServerInformation:
        """Who shows."""
        return ("notifyd", "tests", "1.0", "1.2")

    @dbus_method()
    def Notify(
        self,
        app: DBusStr,
        replaces: DBusUInt32,
        icon: DBusStr,
        summary: DBusStr,
        body: DBusStr,
        actions: Texts,
        hints: DBusDict,
        timeout: DBusInt32,
    ) -> DBusUInt32:
        """Show a notification, or another in the place of `replaces`."""
        if not replaces:
            self._last_number += 1
        number = replaces or self._last_number
        pairs = dict(zip(actions[::2], actions[1::2], strict=True))
        notification = ShownNotification(number, summary, body, pairs, time.time())
        self.shown[number] = notification
        self.history.append(notification)
        return number

    @dbus_method()
    def CloseNotification(self, number: DBusUInt32) -> None:
        """Take a notification from the screen."""
        self.take_away(number, CLOSED_BY_CALL)

    @dbus_signal()
    def ActionInvoked(self, number: int, key: str) -> IdAndKey:
        """Tell that a button was pressed."""
        return (number, key)

    @dbus_signal()
    def NotificationClosed(self, number: int, reason: int) -> IdAndReason:
        """Tell that a notification is gone."""
        return (number, reason)

    def take_away(self, number: int, reason: int) -> None:
        """Remove a notification and say so."""
        if self.shown.pop(number, None) is not None:
            self.NotificationClosed(number, reason)


class NotificationDesktop:
    """The desktop; start browsers with `environment` and it before them."""

    def __init__(self) -> None:
        self.address = ""
        self._resources = contextlib.ExitStack()
        self._background = BackgroundLoop()

    def __enter__(self) -> "NotificationDesktop":
        folder = Path(self._resources.enter_context(TemporaryDirectory(prefix="notifyd-")))
        settings = folder / "bus.conf"
        settings.write_text(BUS_SETTINGS.format(folder=folder))
        command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--nopidfile"]
        self._bus_process = subprocess.Popen(
            leashed([*command, "--print-address=1"]),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._resources.enter_context(self._bus_process)
        self._resources.callback(self._bus_process.terminate)
        assert self._bus_process.stdout is not None
        self.address = self._bus_process.stdout.readline().decode().strip()
        self._background.start()
        self._resources.callback(self._background.stop)
        self._background.call(self._appear())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._background.call(self._disappear())
        self._resources.close()

    @property
    def environment(self) -> dict[str, str]:
        """What a browser needs in its environment to show its notifications here."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}

    @property
    def shown(self) -> list[ShownNotification]:
        """What is on the screen now."""
        return list(self._interface.shown.values())

    def find(self, title: str) -> ShownNotification | None:
        """Return the notification with that title where it is on the screen."""
        return next((one for one in self.shown if one.title == title), None)

    def wait_for(self, title: str, seconds: float = 15) -> ShownNotification:
        """Return the notification with that title once it is on the screen."""
        return until(lambda: self.find(title), f"a notification {title!r}", seconds)

    def press(self, notification: ShownNotification, label: str | None = None) -> None:
        """Press the notification, or its button with that label."""
        keys = {text: key for key, text in notification.actions.items()}
        self._background.call(self._press(notification, keys[label] if label else "default"))

    def dismiss(self, notification: ShownNotification) -> None:
        """Swipe the notification away."""
        self._background.call(self._dismiss(notification))

    async def _appear(self) -> None:
        self._interface = NotificationsInterface()
        self._bus = await MessageBus(bus_address=self.address, bus_type=BusType.SESSION).connect()
        self._bus.export("/org/freedesktop/Notifications", self._interface)
        await self._bus.request_name(INTERFACE)

    async def _disappear(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()

    async def _press(self, notification: ShownNotification, key: str) -> None:
        self._interface.ActionInvoked(notification.number, key)
        self._interface.take_away(notification.number, PRESSED)

    async def _dismiss(self, notification: ShownNotification) -> None:
        self._interface.take_away(notification.number, PRESSED)
