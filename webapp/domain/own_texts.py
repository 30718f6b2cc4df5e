"""Words a person, or a file from a stranger, may give to what is their own."""

import unicodedata

# Nothing here needs them, and what is no text has no place in a title: a tag, a direction override.
_MARKUP = frozenset("<>")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = frozenset("\u200c\u200d")  # letters of some languages, and families of emoji, need them


def tidied(text: str) -> str:
    """Answer a line without space at its ends or twice inside, in the usual Unicode form."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def find_odd_sign(text: str) -> str | None:
    """Find the first character that no line of words holds; None when all of it is plain text."""
    return next((sign for sign in text if _is_odd(sign)), None)


def _is_odd(sign: str) -> bool:
    if sign in _MARKUP:
        return True
    return sign not in _JOINERS and unicodedata.category(sign) in _HIDDEN
