"""Devices, and the way to a phone that rings, in every state of the permission."""

from tests.looks.states import ANDROID, IPHONE, Device, State, press, see

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"
IPAD = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Safari/605.1.15"
)
INSIDE = IPHONE.replace("Version/18.5 ", "").replace("Safari/604.1", "Instagram 350.0.0.0")
NO_PUSH = "delete window.PushManager;"
INSECURE = "Object.defineProperty(window, 'isSecureContext', {get: () => false});"
ON_THE_PHONE = {"id": 1, "label": "Chrome, Android"}
APPLE = (
    NO_PUSH
    + """
Object.defineProperty(navigator, "standalone", {get: () => false});
Object.defineProperty(navigator, "maxTouchPoints", {get: () => 5});
"""
)
HOME_SCREEN = """Object.defineProperty(navigator, "standalone", {get: () => true});"""


def permission(answer: str, endpoint: str = "") -> str:
    """What a browser says that was asked before; with an endpoint it is subscribed."""
    held = f"""{{endpoint: "{endpoint}", options: {{}}, unsubscribe: async () => true,
      toJSON: () => ({{endpoint: "{endpoint}", keys: {{}}}})}}"""
    return f"""
    Object.defineProperty(Notification, "permission", {{get: () => "{answer}"}});
    const held = {held if endpoint else "null"};
    const pushManager = {{getSubscription: async () => held}};
    navigator.serviceWorker.getRegistration = async () => ({{pushManager}});
    """


def on(endpoint: str) -> Device:
    """A browser that can be reached at this address."""
    return Device(script=permission("granted", endpoint))


def iphone(agent: str = IPHONE, more: str = "") -> Device:
    """A tab of Safari or another browser on an iPhone or iPad."""
    return Device(agent, APPLE + more)


HERE = "https://fcm.googleapis.com/fcm/send/Chrome,-Android-of-"
MESSAGE = {"id": 1, "device": 1, "state": "accepted", "shown_at": "2026-11-26T09:42:01Z"}
ARRIVED = {r"/devices$": {"id": 1}, r"/test-messages(/1)?$": MESSAGE}
REGISTERED = {r"/devices$": {"id": 1}}
SHOW_CODE = (press("[data-make-code]"), see("[data-code]"))
ADD = (press(".add-phone button"), see(".carry__code"))


def phone(name: str, device: Device, *lead: object, **more: object) -> State:
    """A state of the way to a phone that rings."""
    return State(f"phone-{name}", "/phone", "eve", lead, device, chromium_only=True, **more)  # type: ignore[arg-type]


PHONE = (
    phone("ask", Device()),
    State("phone-joined", "/phone?joined=1", "eve"),
    phone("renew", Device(script=permission("granted")), see("[data-state=renew]")),
    phone("on", on("https://fcm.googleapis.com/x"), see("[data-state=on]"), answers=REGISTERED),
    phone(
        "arrived", on("https://fcm.googleapis.com/x"), press("[data-test]"), see("[data-ready]"),
        answers=ARRIVED,
    ),
    phone("denied", Device(script=permission("denied")), see("[data-state=denied]")),
    phone("denied-firefox", Device(FIREFOX, permission("denied"), touch=False)),
    phone("denied-home-screen", Device(IPHONE, permission("denied") + HOME_SCREEN)),
    phone("home-screen", iphone(), see("[data-install=iphone]")),
    phone("home-screen-code", iphone(), *SHOW_CODE),
    phone("home-screen-26", iphone(IPHONE.replace("Version/18.5", "Version/26.1"))),
    phone("home-screen-ipad", iphone(IPAD), see("[data-install=ipad]")),
    phone("home-screen-chrome", iphone(IPHONE.replace("Version/18.5", "CriOS/150.0"))),
    phone("in-app", iphone(INSIDE), see("[data-state=in_app]")),
    phone("too-old", iphone(more="delete Navigator.prototype.userActivation;")),
    phone("unsupported", Device(ANDROID, NO_PUSH)),
    phone("insecure", Device(script=INSECURE)),
)  # fmt: skip

DEVICES = (
    State("devices-none", "/devices", "newcomer"),
    State("devices-one", "/devices", "mina"),
    State("devices-many", "/devices", "many"),
    State(
        "devices-here", "/devices", "many",
        (press("[data-test]"), see("[data-result]:has-text('arrived')")),
        on(HERE + "10"), ARRIVED, chromium_only=True,
    ),
    State("devices-rename", "/devices", "many", (press("details summary"),)),
    State("devices-add", "/devices", "eve", ADD),
    State("devices-add-at-home", "/devices", "eve", ADD, at_home=True),
    State(
        "devices-add-arrived", "/devices", "eve", (*ADD, see("[data-stage=arrived]")),
        answers={r"/links/\d+$": {"stage": "arrived", "device": ON_THE_PHONE}},
        chromium_only=True,
    ),
)  # fmt: skip
