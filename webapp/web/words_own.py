"""The words scripts speak on the pages of what is a person's own."""

from flask_babel import gettext as _


def own_words() -> dict[str, str]:
    """What is said while a routine is put together."""
    return {
        "own.saving": _("Saving …"),
        "own.saved": _("Saved."),
        "own.added": _("Added. Saved."),
        "own.not_saved": _("Not saved: no connection. It is kept on this page; change it again."),
    }
