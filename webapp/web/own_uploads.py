"""Files somebody uploads: larger ones are let in where a photograph is expected, and only there."""

from flask import Flask, request
from werkzeug.datastructures import FileStorage

from webapp.actions.photos import MOST_BYTES, PhotoRefused, Picture, Refusal, made_anew
from webapp.language import gettext

WITH_PHOTO = ("own_exercises.create", "own_exercises.save")
ROOM_FOR_WORDS = 256 * 1024


class PhotoProblem(Exception):
    """A photograph that is not taken: what to do instead, and the status of the answer."""

    def __init__(self, words: str, status: int) -> None:
        super().__init__(words)
        self.words, self.status = words, status


def register(app: Flask) -> None:
    """Let an application take photographs; to be called before anything reads a form."""
    app.before_request(_make_room)


def photo_in(upload: FileStorage | None) -> Picture | None:
    """The photograph that was uploaded, made anew; None when there is none. PhotoProblem."""
    if upload is None or not upload.filename:
        return None
    content = upload.stream.read(MOST_BYTES + 1)
    upload.close()
    try:
        return made_anew(content)
    except PhotoRefused as refused:
        raise _problem(refused.refusal) from None


def _make_room() -> None:
    if request.endpoint in WITH_PHOTO:
        request.max_content_length = MOST_BYTES + ROOM_FOR_WORDS


def _problem(refusal: Refusal) -> PhotoProblem:
    words = {
        Refusal.EMPTY: gettext("This file is empty. Choose another photo."),
        Refusal.TOO_MANY_BYTES: gettext("A photo may have 10 MB at most. Choose a smaller one."),
        Refusal.TOO_MANY_PIXELS: gettext(
            "This picture has more than 40 million pixels. Choose a smaller one."
        ),
        Refusal.NOT_A_PHOTO: gettext(
            "This is not a photo we can read. Choose a JPEG, PNG or WebP file."
        ),
    }
    return PhotoProblem(words[refusal], 413 if refusal is Refusal.TOO_MANY_BYTES else 400)
