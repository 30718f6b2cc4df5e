"""Words and dates in the language of the reader; the one place that knows Flask-Babel.

A language is two sets of files: its texts of the catalogue, and its catalogue of messages.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date

import flask_babel
from babel import Locale
from flask import has_request_context, request, session

from webapp.domain.catalogue import Catalogue, languages, load_catalogues

ORIGINAL = "en"
CHOSEN = "language"  # in the cookie of somebody who is nobody yet


def language() -> str:
    """The reader's language, such as "en"."""
    return str(flask_babel.get_locale() or ORIGINAL)


def catalogue_here() -> Catalogue:
    """The content in the reader's language."""
    known = load_catalogues()
    return known.get(language(), known[ORIGINAL])


def language_of_stranger() -> str:
    """The language chosen on this browser, else the first it asks for that we speak."""
    if not has_request_context():
        return ORIGINAL
    chosen = session.get(CHOSEN)
    if chosen in languages():
        return str(chosen)
    asked = (tag.partition("-")[0].lower() for tag in request.accept_languages.values())
    return next((tag for tag in asked if tag in languages()), ORIGINAL)


def names_of_languages() -> Mapping[str, str]:
    """The languages we speak, each by the name it has in itself."""
    return {each: (Locale(each).display_name or each).capitalize() for each in languages()}


def gettext(message: str, **values: object) -> str:
    """The message in the reader's language, its %(name)s filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, other: str, num: int) -> str:
    """The message in the number that fits, its %(num)d filled in."""
    return str(flask_babel.ngettext(one, other, num))


def plural_words(key: str, one: str, other: str) -> dict[str, str]:
    """A counted message for scripts, in each form the reader's language has: key.one, key.few ...

    The script fills {n} in; it finds the form by CLDR's name for the number.
    """
    rule = Locale(language()).plural_form
    samples = {str(rule(n)): n for n in range(200, 0, -1)}
    samples.setdefault("other", samples.get("few", 2))  # of fractions
    return {f"{key}.{form}": ngettext(one, other, n) for form, n in samples.items()}


def format_date(day: date, pattern: str) -> str:
    """A date by a pattern of the Unicode locale data, such as "EEEE"."""
    return str(flask_babel.format_date(day, pattern))


def format_weekday(day: date) -> str:
    """A date with its weekday, as the reader's language writes the two."""
    return format_date(day, gettext("EEEE d MMMM"))


def format_weekday_year(day: date) -> str:
    """A date with its weekday and its year."""
    return format_date(day, gettext("EEEE d MMMM y"))


def format_weekday_short(day: date) -> str:
    """A date with its weekday, both shortened."""
    return format_date(day, gettext("EEE d MMM"))


def begun(words: str) -> str:
    """The words as a line of their own begins, where a language writes days and months small."""
    return words[:1].upper() + words[1:]


def format_tenths(value: float) -> str:
    """A number as it is written, with one decimal."""
    return str(flask_babel.format_decimal(value, "0.0"))


def format_number(value: float) -> str:
    """A number as it is written, with as many decimals as it needs, two at most."""
    return str(flask_babel.format_decimal(value, "0.##"))


def territories() -> dict[str, str]:
    """The names of countries by their codes."""
    locale = flask_babel.get_locale()
    return dict(locale.territories) if locale else {}


def in_language(language: str) -> AbstractContextManager[None]:
    """Use this language instead of the reader's for a while."""
    chosen: AbstractContextManager[None] = flask_babel.force_locale(language)
    return chosen
