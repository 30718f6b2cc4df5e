"""What the browser sees: pages and the JSON interface."""

from flask import Flask
from flask_wtf.csrf import generate_csrf

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
    headers,
    history,
    history_api,
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
    sessions,
    sessions_api,
    silence,
    silence_api,
    styleguide,
)
from webapp.web.assets import asset
from webapp.web.current import csrf, find_current_person
from webapp.web.words import script_words

PAGES = (
    day_pages,
    days,
    devices,
    drawings,
    history,
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
    sessions,
    silence,
    styleguide,
)
# The gate in `current` asks for the token itself, so that writes by token need no cookie.
APIS = (
    days_api,
    devices_api,
    history_api,
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


def register(app: Flask) -> None:
    """Give an application its pages, its JSON interface, and what guards them."""
    request_lines.register(app)
    cookies.configure(app)
    compression.register(app)
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
    app.context_processor(_for_every_template)


def _for_every_template() -> dict[str, object]:
    person = find_current_person()
    return {
        "person": person,
        "whose": pwa.whose_pages(person),
        "words": script_words(),
        "asset": asset,
        "csrf_token": generate_csrf,
    }
