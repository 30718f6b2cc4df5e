"""How others reach us: the public address, and the contact that push services are given."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from webapp.checkup.finding import Finding, ok, trouble, warning
from webapp.push.vapid import check_subject
from webapp.settings import NO_SITE_YET

RECIPES = "docs/on-your-phone.md has recipes for an https address."


def check_public_url(url: str) -> Finding:
    """The address people open, as far as its form tells."""
    name = "public address"
    parts = urlsplit(url)
    host = parts.hostname or ""
    if _is_this_machine(host):
        return warning(
            name,
            f"{url} can be opened on this machine alone; no phone reaches it.",
            f"{RECIPES} Then set UNHUNCH_PUBLIC_URL.",
        )
    if parts.scheme != "https":
        return trouble(name, f"{url} is not https: browsers allow no reminders there.", RECIPES)
    if _is_number(host):
        return warning(
            name,
            f"{url} has a number for a name; few certificates are made for one.",
            f"Use a name. {RECIPES}",
        )
    if "." not in host:
        return warning(
            name,
            f"{url} has a name without a dot, which only some networks know.",
            f"Use a whole name. {RECIPES}",
        )
    return ok(name, url)


def check_contact(subject: str) -> Finding:
    """How push services reach whoever runs this; Apple refuses messages where it cannot be."""
    name = "contact"
    do = "Set UNHUNCH_VAPID_SUBJECT to mailto:you@your-domain, without spaces or brackets."
    try:
        check_subject(subject)
    except ValueError:
        return trouble(name, f"Apple refuses {subject} (403 BadJwtToken).", do)
    if subject == NO_SITE_YET:
        return warning(name, f"{subject} is nobody's address: push services cannot warn you.", do)
    return ok(name, subject)


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
