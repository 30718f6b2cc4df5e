"""Puts the drawings together from the parts in templates/drawings/, in the reader's language."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import current_app
from jinja2 import Template
from markupsafe import Markup

from webapp.language import gettext, language

BETWEEN_TAGS = re.compile(r">\s+<")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# An <img> is told of light and dark only; the rest would be bytes for nobody.
NOT_IN_A_FILE = re.compile(
    r"@media \((?:forced-colors|prefers-contrast)[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
)
LAYER = re.compile(r"@layer [a-z]+ \{(.*)\}", re.DOTALL)
NEEDLESS_ZERO = re.compile(r"\b0\.")
DECLARED = re.compile(r"(--[a-z-]+): [^;]+;")
PART = re.compile(r"\.(d-[a-z]+)")
SPACES = re.compile(r"\s*([{}:;,])\s*|\s+")
USED = re.compile(r"var\((--[a-z-]+)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What is drawn: a file of the kit, its title, and, where there are two sides, which one."""

    file: str
    title: str
    side: str = ""  # left | right | "" for both or none


def picture(subject: Subject) -> Markup:
    """The drawing for a page: it takes its colours from the page's style sheet."""
    return _picture(subject, language(), "")


def file_of(subject: Subject) -> tuple[str, str]:
    """The drawing as a file of its own, and the style inside it."""
    style = _style(picture(subject))
    return _picture(subject, language(), style), style


def alternative(subject: Subject) -> str:
    """The drawing in words, for whoever does not see it."""
    template = _template(subject)
    words = "".join(template.blocks["says"](template.new_context()))
    sides = {
        "left": gettext("Shown for the left side."),
        "right": gettext("Shown for the right side."),
    }
    return f"{Markup(words).unescape().strip()} {sides.get(subject.side, '')}".strip()


@cache
def _picture(subject: Subject, _language: str, style: str) -> Markup:
    drawn = _template(subject).render(
        title=subject.title,
        description=alternative(subject),
        mirrored=subject.side == "right",
        style=Markup(style),
    )
    return Markup(BETWEEN_TAGS.sub("><", drawn).strip())


def _template(subject: Subject) -> Template:
    return current_app.jinja_env.get_template(f"drawings/{subject.file}.svg")


def _style(drawn: str) -> str:
    """The rules of the kit this drawing needs, with the colours they name."""
    parts = set(" ".join(re.findall(r'class="([^"]+)"', drawn)).split())
    rules = [line for line in _sheet("drawings.css").splitlines() if _is_needed(line, parts)]
    look = NOT_IN_A_FILE.sub("", "\n".join(rules))
    colours = set(USED.findall(look))
    tokens = NOT_IN_A_FILE.sub("", _sheet("colour.css"))
    tokens = DECLARED.sub(lambda m: m[0] if m[1] in colours else "", tokens)
    packed = SPACES.sub(lambda m: m[1] or " ", tokens + look).replace(";}", "}")
    return NEEDLESS_ZERO.sub(".", packed).strip()


def _is_needed(line: str, parts: set[str]) -> bool:
    named = set(PART.findall(line))
    return not named or not named.isdisjoint(parts)


@cache
def _sheet(name: str) -> str:
    folder = Path(str(current_app.static_folder)) / "css"
    sheet = COMMENT.sub("", (folder / name).read_text(encoding="utf-8"))
    return LAYER.sub(r"\1", sheet)
