"""What the browser sees: pages and the JSON interface."""

from collections.abc import Callable

from flask import Flask
from flask_wtf.csrf import generate_csrf

from webapp.language import (
    begun,
    format_number,
    format_tenths,
    format_weekday,
    format_weekday_short,
    language,
)
from webapp.web import (
    compression,
    cookies,
    day_pages,
    days,
    days_api,
    devices,
    devices_api,
    drawings,
    errors,
    exercises,
    extra_pages,
    headers,
    history,
    history_api,
    learn,
    levels,
    levels_api,
    limits,
    links,
    links_api,
    metrics,
    openapi,
    own,
    own_editor,
    own_exercises,
    own_exercises_api,
    own_routines_api,
    own_sharing,
    own_uploads,
    people,
    people_api,
    phone,
    plans,
    plans_api,
    progress,
    pwa,
    reminders_api,
    request_lines,
    routine_files_api,
    routines,
    routines_api,
    row_ids,
    safety,
    safety_api,
    session_pages,
    sessions,
    sessions_api,
    settings,
    silence,
    silence_api,
    styleguide,
    yours,
)
from webapp.web.assets import asset
from webapp.web.current import csrf, find_current_person
from webapp.web.words import script_words

PAGES = (
    day_pages,
    days,
    devices,
    drawings,
    exercises,
    extra_pages,
    history,
    learn,
    levels,
    links,
    metrics,
    openapi,
    own,
    own_editor,
    own_exercises,
    own_sharing,
    people,
    phone,
    plans,
    progress,
    pwa,
    routines,
    safety,
    session_pages,
    sessions,
    settings,
    silence,
    styleguide,
    yours,
)
# The gate in `current` asks for the token itself, so that writes by token need no cookie.
APIS = (
    days_api,
    devices_api,
    history_api,
    levels_api,
    links_api,
    own_exercises_api,
    own_routines_api,
    people_api,
    plans_api,
    reminders_api,
    routine_files_api,
    routines_api,
    safety_api,
    sessions_api,
    silence_api,
)

FILTERS: dict[str, Callable[..., str]] = {
    "number": format_number,
    "tenths": format_tenths,
    "weekday_date": format_weekday,
    "short_date": format_weekday_short,
    "begun": begun,
}


def register(app: Flask) -> None:
    """Give an application its pages, its JSON interface, and what guards them."""
    request_lines.register(app)
    cookies.configure(app)
    compression.register(app)
    app.before_request(yours.admit_files)
    own_uploads.register(app)
    csrf.init_app(app)
    errors.register(app)
    headers.register(app)
    limits.register(app)
    row_ids.register(app)
    for module in PAGES:
        app.register_blueprint(module.bp)
    for module in APIS:
        app.register_blueprint(module.bp)
        csrf.exempt(module.bp)
    for name, show in FILTERS.items():
        app.add_template_filter(show, name)
    app.context_processor(_for_every_template)


def _for_every_template() -> dict[str, object]:
    person = find_current_person()
    return {
        "person": person,
        "whose": pwa.whose_pages(person),
        "words": script_words(),
        "asset": asset,
        "language": language(),
        "csrf_token": generate_csrf,
    }
