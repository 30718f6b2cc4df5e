"""Words and dates in the language of the reader; the one place that knows Flask-Babel."""

from contextlib import AbstractContextManager
from datetime import date

import flask_babel


def language() -> str:
    """The reader's language, such as "en"."""
    return str(flask_babel.get_locale() or "en")


def gettext(message: str, **values: object) -> str:
    """The message in the reader's language, its %(name)s filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, other: str, num: int) -> str:
    """The message in the number that fits, its %(num)d filled in."""
    return str(flask_babel.ngettext(one, other, num))


def format_date(day: date, pattern: str) -> str:
    """A date by a pattern of the Unicode locale data, such as "EEEE"."""
    return str(flask_babel.format_date(day, pattern))


def territories() -> dict[str, str]:
    """The names of countries by their codes."""
    locale = flask_babel.get_locale()
    return dict(locale.territories) if locale else {}


def in_language(language: str) -> AbstractContextManager[None]:
    """Use this language instead of the reader's for a while."""
    chosen: AbstractContextManager[None] = flask_babel.force_locale(language)
    return chosen
