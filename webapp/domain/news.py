"""What a person is told of their days: what was spent, kept or healed without their doing."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from webapp.domain.days import Day

TOLD_FOR = timedelta(days=14)
LATE_FOR = timedelta(days=60)
MOST_AT_ONCE = 3


class NewsKind(StrEnum):
    """What happened to a day."""

    HEALED = "healed"
    FREEZE = "freeze"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news about one day."""

    day: date
    kind: NewsKind


def news_of(
    days: Iterable[Day], healed: Collection[date], read: Collection[tuple[date, str]]
) -> tuple[News, ...]:
    """Answer the latest news that was not read; a day says why it is news by itself.

    A day that was healed since no longer says that a freeze was spent on it.
    """
    told = {"freeze": NewsKind.FREEZE, "outage": NewsKind.OUTAGE}
    kept = [News(day.date, told[day.why]) for day in days if day.why in told]
    found = [*(News(day, NewsKind.HEALED) for day in healed), *kept]
    unread = [news for news in found if (news.day, news.kind) not in read]
    latest = sorted(unread, key=lambda news: news.day, reverse=True)
    return tuple(latest[:MOST_AT_ONCE])
