"""One day: why it counts as it does, what was done, and a mark; news of one's days."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webapp.actions.day_marks import acknowledge, mark_day
from webapp.actions.days import days_of, life_of
from webapp.domain.day_marks import AFTERWARDS, BEFOREHAND, Mark, MarkProblem
from webapp.domain.news import News, NewsKind
from webapp.language import gettext
from webapp.storage.sessions import sessions_of
from webapp.web.current import find_current_person, get_current_person, now
from webapp.web.day_words import why_words
from webapp.web.days_api import find_date, read_day
from webapp.web.errors import Problem
from webapp.web.session_rows import SessionRow, rows_of

bp = Blueprint("day_pages", __name__)


@dataclass(frozen=True, slots=True)
class Undo:
    """What was just changed by hand, and the form that takes it back."""

    words: str
    action: str
    fields: dict[str, str]


@bp.get("/progress/days/<day>")
def show(day: str) -> ResponseReturnValue:
    """Show one day."""
    person, shown = find_current_person(), read_day(day)
    if person is None:
        return redirect("/start", 303)
    life = life_of(person, now())
    found = days_of(life, shown, shown)[0]
    rows = rows_of(sessions_of(person.id, shown, shown))
    can_mark = life.today - AFTERWARDS <= shown <= life.today + BEFOREHAND
    return render_template(
        "progress/day.html",
        active="progress",
        day=found,
        sentence=why_words(found, life.lived.plan, life.today),
        mark=life.lived.marks.get(shown),
        can_mark=can_mark,
        is_past=shown <= life.today,
        rows=rows,
        undo=find_undo(rows),
    )


def find_undo(rows: Sequence[SessionRow]) -> Undo | None:
    """The way back from what the address says was just done to one of these sessions."""
    of = {str(row.id): f"/progress/sessions/{row.id}" for row in rows}
    added, corrected = (of.get(request.args.get(name, "")) for name in ("added", "corrected"))
    if added:
        return Undo(gettext("The session was added."), f"{added}/removal", {})
    if corrected:
        fields = {"minutes": request.args.get("was", "")}
        return Undo(gettext("The minutes were changed."), f"{corrected}/minutes", fields)
    return None


@bp.post("/progress/days/<day>/mark")
def mark(day: str) -> ResponseReturnValue:
    """Mark a day, or take its mark away."""
    person, marked = get_current_person(), read_day(day)
    word = request.form.get("mark", "")
    if word not in ("", *Mark):
        raise Problem(400, gettext("Choose one of the buttons."))
    try:
        mark_day(person, marked, Mark(word) if word else None, now())
    except MarkProblem as problem:
        raise Problem(400, gettext("Too far away"), str(problem)) from None
    return redirect(f"/progress/days/{marked}", 303)


@bp.post("/progress/news")
def read_news() -> ResponseReturnValue:
    """Note that a piece of news was read."""
    person, day = get_current_person(), find_date(request.form.get("day", ""))
    kind = request.form.get("kind", "")
    if day is None or kind not in list(NewsKind):
        raise Problem(400, gettext("Choose one of the buttons."))
    acknowledge(person, News(day, NewsKind(kind)), now())
    return redirect("/", 303)
