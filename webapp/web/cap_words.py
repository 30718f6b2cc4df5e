"""Why more of something would be too much, in words."""

from datetime import date

from webapp.domain.caps import Cap
from webapp.domain.catalogue import Caps
from webapp.domain.forecast import Reached
from webapp.language import format_weekday_short, gettext
from webapp.parts import parts


def cap_words(cap: Cap, caps: Caps, level: int) -> str:
    """Why a routine is not offered now."""
    words = {
        Cap.FULL_MASSAGE: gettext("The full self-massage is for once a day, and today it was."),
        Cap.MASSAGE_MINUTES: gettext(
            "%(n)s minutes of massage a day are enough; this would be more.",
            n=caps.massage_minutes_per_day,
        ),
        Cap.SAME_POINT: gettext(
            "The same point is pressed at most %(n)s times a day.", n=caps.same_point_per_day
        ),
        Cap.FOUR_SEVEN_EIGHT: gettext(
            "4-7-8 breathing is for %(n)s rounds a day, and they are done.",
            n=caps.four_seven_eight_per_day,
        ),
        Cap.STRENGTH_DAYS: gettext(
            "At level %(level)s strength is for %(n)s days of seven; the others are for rest.",
            level=level,
            n=caps.strength_days_per_week[level],
        ),
    }
    return words[cap]


def cap_reached(reached: Reached) -> str:
    """Which cap keeps a coming reminder away, and from when on it comes again."""
    caps = parts().catalogue.caps
    words = {
        Cap.FULL_MASSAGE: gettext("the full self-massage is for once a day"),
        Cap.MASSAGE_MINUTES: gettext(
            "%(n)s minutes of massage a day are enough", n=caps.massage_minutes_per_day
        ),
        Cap.SAME_POINT: gettext(
            "the same point at most %(n)s times a day", n=caps.same_point_per_day
        ),
        Cap.FOUR_SEVEN_EIGHT: gettext(
            "4-7-8 breathing at most %(n)s rounds a day", n=caps.four_seven_eight_per_day
        ),
        Cap.STRENGTH_DAYS: gettext(
            "strength on %(n)s days of seven, the others are for rest",
            n=caps.strength_days_per_week[reached.level],
        ),
    }
    return gettext("%(why)s; again from %(day)s", why=words[reached.cap], day=_day(reached.again))


def _day(day: date) -> str:
    return format_weekday_short(day)
