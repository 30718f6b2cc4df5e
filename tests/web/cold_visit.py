"""A page as a browser loads it the first time: all it asks for before anything is pressed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from flask.testing import FlaskClient

from tests.visitor import Visitor

PACKED = "br, gzip"
REDIRECTS = range(300, 400)
STATIC_IMPORT = re.compile(r"""\b(?:import|export)\b(?:[^;"'()]*\bfrom\b)?\s*["']([^"']+)["'];""")


@dataclass
class Page(HTMLParser):
    """What a page names: style sheets, scripts, pictures, manifest, modules to load early."""

    styles: list[str] = field(default_factory=list)
    modules: list[str] = field(default_factory=list)
    blocking: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Sort one tag into what it makes the browser fetch."""
        named = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in named:
            is_module = named.get("type") == "module"
            (self.modules if is_module else self.blocking).append(named["src"])
        elif tag == "link":
            self._link(named)
        elif tag in ("img", "audio", "video", "source") and named.get("src"):
            self.others.append(named["src"])

    def _link(self, named: dict[str, str]) -> None:
        kinds = named.get("rel", "").split()
        if "stylesheet" in kinds:
            self.styles.append(named["href"])
        elif "modulepreload" in kinds:
            self.modules.append(named["href"])
        elif "manifest" in kinds:  # the icon is the browser's own business, fetched beside the page
            self.others.append(named["href"])


@dataclass(frozen=True)
class ColdVisit:
    """Bytes over the wire by address, what of it is script, and what holds up the first paint."""

    sizes: dict[str, int]
    scripts: frozenset[str]
    blocking: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """All bytes."""
        return sum(self.sizes.values())

    @property
    def script_bytes(self) -> int:
        """Bytes of script."""
        return sum(self.sizes[name] for name in self.scripts)


def visit(visitor: Visitor, address: str, fetched: tuple[str, ...] = ()) -> ColdVisit:
    """Visit a page with an empty cache; `fetched` is what its scripts ask for at once."""
    answer = visitor.get(address)
    assert answer.mimetype == "text/html", address
    assert answer.status_code not in REDIRECTS, address
    page = Page()
    page.feed(answer.text)
    scripts = list(dict.fromkeys(_graph(visitor, page.modules)))
    wanted = [address, *page.styles, *page.blocking, *scripts, *page.others, *fetched]
    sizes = {one: size_of(visitor, one) for one in dict.fromkeys(wanted)}
    return ColdVisit(sizes, frozenset(scripts), (*page.styles, *page.blocking))


def size_of(visitor: Visitor, address: str) -> int:
    """Bytes of an answer's body and headers as they travel."""
    headers = {"Accept-Encoding": PACKED}
    answer = FlaskClient.open(visitor.client, address, headers=headers)  # unread: it is packed
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers)
    return len(answer.data) + head


def _graph(visitor: Visitor, roots: list[str]) -> Iterator[str]:
    """A module, and what it imports before it runs."""
    seen: set[str] = set()
    waiting = list(roots)
    while waiting:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        yield address
        source = visitor.get(address).text
        waiting += [urljoin(address, name) for name in STATIC_IMPORT.findall(source)]
