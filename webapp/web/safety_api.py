"""What a safety check left, over JSON."""

from flask import Blueprint, Response

from webapp.actions.safety import Found, keep_found
from webapp.domain.safety import Effect
from webapp.parts import parts
from webapp.storage.safety import known_safety
from webapp.web.answers import SafetyAnswer
from webapp.web.bodies import SafetyBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import FieldError, invalid

bp = Blueprint("safety_api", __name__, url_prefix="/api/v1")


@bp.put("/safety")
@contract({200: SafetyAnswer}, takes=SafetyBody)
def put(body: SafetyBody) -> Response:
    """Keep the effects of a safety check, or only that there was one."""
    person = get_current_person()
    effects = _effects(body)
    kept = effects if body.consent else None
    found = Found(kept, body.catalogue_version, body.answered_at or now())
    keep_found(person.id, found, now())
    return _answer(person.id)


@bp.get("/safety")
@contract({200: SafetyAnswer})
def show() -> Response:
    """What is kept of this person's safety check."""
    return _answer(get_current_person().id)


def _answer(person_id: int) -> Response:
    known = known_safety(person_id, now())
    return answer(
        SafetyAnswer(checked=known.checked, consent=known.consent, effects=sorted(known.effects))
    )


def _effects(body: SafetyBody) -> list[Effect]:
    catalogue = parts().catalogue
    if body.catalogue_version != catalogue.version:
        message = f"The questions have changed; reload the page (version {catalogue.version})."
        raise invalid(FieldError("catalogue_version", message))
    if body.effects and not body.consent:
        message = "Without consent no effects are kept; send an empty list."
        raise invalid(FieldError("effects", message))
    for effect in body.effects:
        if effect.id not in catalogue.effects:
            raise invalid(FieldError("effects", f"There is no effect called {effect.id!r}."))
    by_id = {e.id: Effect(e.id, e.until, e.clearable) for e in body.effects}
    return list(by_id.values())
