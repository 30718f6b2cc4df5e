"""What a page says of an exercise beside the catalogue's own sentences."""

from webapp.domain.catalogue import Exercise
from webapp.language import gettext


def position_of(exercise: Exercise) -> str:
    """How one sits, stands or lies."""
    words = {
        "seated": gettext("Seated"),
        "standing": gettext("Standing"),
        "seated_or_standing": gettext("Seated or standing"),
        "seated_or_lying": gettext("Seated or lying"),
    }
    return words[exercise.position]


def areas_of(exercise: Exercise) -> list[str]:
    """The parts of the body it is about."""
    words = {
        "breath": gettext("breath"),
        "chest": gettext("chest"),
        "face": gettext("face"),
        "forearm": gettext("forearm"),
        "hand": gettext("hand"),
        "neck": gettext("neck"),
        "neck_back": gettext("back of the neck"),
        "neck_base": gettext("base of the neck"),
        "neck_front_deep": gettext("deep front of the neck"),
        "neck_rotators": gettext("muscles that turn the head"),
        "neck_sides": gettext("sides of the neck"),
        "shoulder_girdle": gettext("shoulders"),
        "shoulder_tops": gettext("shoulder tops"),
        "skull_base": gettext("base of the skull"),
        "upper_back": gettext("upper back"),
        "upper_chest": gettext("upper chest"),
    }
    return [words[area] for area in exercise.body_area]


def how_hard(exercise: Exercise) -> str:
    """How hard to work, for a kind."""
    words = {
        "massage": gettext(
            "1 and 2 of 10 are light. At 3 and 4 skin and muscle give way and the breath stays "
            "easy. Go no further: comfort ends at 3 for the neck."
        ),
        "acupressure": gettext(
            "Firm, never painful: 1 and 2 of 10 are light, 3 and 4 moderate. Nothing above 3 on "
            "neck and face."
        ),
        "breathing": gettext("Without force. If you feel light-headed, breathe as you like."),
        "mobility": gettext("Only to the first hint of stretch. No hand pulls or pushes."),
        "strength": gettext("Far from all your strength, and keep breathing all the time."),
    }
    return words[exercise.kind]


def what_to_feel(exercise: Exercise) -> str:
    """What is right to feel, for a kind."""
    words = {
        "massage": gettext("Warmth and muscle that softens. It feels pleasant from the start."),
        "acupressure": gettext(
            "Softening or warmth. Throbbing under the finger may be an artery: move off."
        ),
        "breathing": gettext("Shoulders that sink and a breath that slows by itself."),
        "mobility": gettext("A mild stretch that is gone when you come back."),
        "strength": gettext("A little work in the muscle, no pain, and no tremble."),
    }
    return words[exercise.kind]
