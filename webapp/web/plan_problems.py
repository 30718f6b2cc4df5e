"""What is wrong with a plan, in the reader's language.

The domain and the shape of bodies speak English, as the JSON interface does. Their sentences are
known here; whatever is not gets a general one, so that no page mixes languages.
"""

import re
from collections.abc import Iterator

from webapp.language import ORIGINAL, gettext, language


def marked(sentence: str) -> str:
    """The sentence itself; `.ci/words.py` finds what stands in here."""
    return sentence


KNOWN = (
    marked("Choose one from the list, such as Europe/Berlin."),
    marked("Choose either fixed times or every few minutes, not both."),
    marked("Choose between %(least)s and %(most)s minutes."),
    marked("Choose how often to remind, or at which times."),
    marked("Choose at most %(most)s times a day."),
    marked("Times of day lie between 00:00 and 23:59."),
    marked("%(time)s is there twice; remove one."),
    marked("%(time)s lies outside your hours on every day; move it or widen the hours."),
    marked(
        "“%(name)s” is no holiday calendar we know; "
        "give a country such as DE or a region such as DE-BE."
    ),
    marked("Give each time of day one routine only."),
    marked("Choose between %(least)s and %(most)s reminders a day."),
    marked("Choose between %(least)s and %(most)s minutes of quiet."),
    marked("Hours begin between 00:00 and 23:59."),
    marked("Hours end after they begin, and before they begin again the next day."),
    marked(
        "%(hours)s begins and ends at the same time; "
        "choose a later end, or write 00:00-24:00 for the whole day."
    ),
    marked("There is no routine called %(name)s."),
    marked("There is no time zone called %(name)s; write one such as Europe/Berlin."),
    marked("%(hours)s overlap; %(way_out)s"),
)
BLANK = re.compile(r"%\\\((\w+)\\\)s")


def in_words(message: str) -> str:
    """A message of the domain in the reader's language."""
    if language() == ORIGINAL:
        return message
    return next(_readings(message), gettext("That does not fit here; please check it."))


def _readings(message: str) -> Iterator[str]:
    for sentence in KNOWN:
        found = re.fullmatch(BLANK.sub(r"(?P<\1>.+)", re.escape(sentence)), message)
        if found:
            yield gettext(sentence, **found.groupdict())
