"""The preferences Firefox is started with."""

Preferences = dict[str, str | int | bool]

# What a test must not meet: first-run pages, updates, and any connection to the outside.
QUIET: Preferences = {
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.update.enabled": False,
    "intl.accept_languages": "en-US",
    "marionette.port": 0,
    "media.gmp-manager.updateEnabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.proxy.type": 0,
    "network.trr.mode": 5,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


def push_preferences(web_socket_url: str) -> Preferences:
    """Lead the push client to a service of ours and let Firefox draw notifications itself."""
    return {
        "dom.push.serverURL": web_socket_url,
        "dom.push.testing.allowInsecureServerURL": True,
        "dom.push.connection.enabled": True,  # Marionette's own defaults switch it off
        "dom.push.retryBaseInterval": 300,
        "alerts.useSystemBackend": False,
    }


def desktop_preferences() -> Preferences:
    """Show notifications on the desktop (with buttons) rather than in Firefox's own windows."""
    return {"alerts.useSystemBackend": True}


def phone_preferences() -> Preferences:
    """Let pages see a finger instead of a mouse: touch events, a coarse pointer, no hover."""
    coarse = 1
    return {
        "dom.w3c_touch_events.enabled": 1,
        "dom.w3c_touch_events.legacy_apis.enabled": True,
        "dom.maxtouchpoints.testing.value": 5,
        "ui.primaryPointerCapabilities": coarse,
        "ui.allPointerCapabilities": coarse,
    }
