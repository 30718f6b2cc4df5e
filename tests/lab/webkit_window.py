#!/usr/bin/python3
"""A bare WebKit window of any size, which WebKitWebDriver drives; as a phone would show a page.

Run by the system's own Python, which has GTK. What it shall be stands in the environment:
WINDOW_SIZE=390x844, WINDOW_USER_AGENT=..., WINDOW_SCRIPT=a file run in every page before its own.
"""

import os
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402 - the versions come first

WIDTH, HEIGHT = map(int, os.environ["WINDOW_SIZE"].split("x"))


def main() -> None:
    """Wait to be driven."""
    context = WebKit2.WebContext()
    context.set_automation_allowed(True)
    context.connect("automation-started", connect)
    Gtk.main()


def connect(context: "WebKit2.WebContext", session: "WebKit2.AutomationSession") -> None:
    """Say who this is, and open windows when the driver asks for them."""
    about = WebKit2.ApplicationInfo()
    about.set_name("MiniBrowser")
    version = (WebKit2.get_major_version(), WebKit2.get_minor_version(), 0)
    about.set_version(*version)
    session.set_application_info(about)
    session.connect("create-web-view", lambda _session: opened(context))


def opened(context: "WebKit2.WebContext") -> "WebKit2.WebView":
    """Open one window."""
    settings = WebKit2.Settings()
    settings.set_user_agent(os.environ["WINDOW_USER_AGENT"])
    view = WebKit2.WebView(
        web_context=context,
        settings=settings,
        user_content_manager=scripts(),
        is_controlled_by_automation=True,
    )
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(WIDTH, HEIGHT)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _view: window.destroy())
    return view


def scripts() -> "WebKit2.UserContentManager":
    """Give the script that every page begins with."""
    manager = WebKit2.UserContentManager()
    script = WebKit2.UserScript(
        Path(os.environ["WINDOW_SCRIPT"]).read_text(),
        WebKit2.UserContentInjectedFrames.ALL_FRAMES,
        WebKit2.UserScriptInjectionTime.START,
        None,
        None,
    )
    manager.add_script(script)
    return manager


if __name__ == "__main__":
    main()
