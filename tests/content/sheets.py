"""Lays out all drawings, all timelines, and the drawings once more without their names."""

import json
import random
import re
from pathlib import Path

from flask import current_app, render_template_string
from markupsafe import Markup

from webapp.domain.catalogue.exercise import LEVELS
from webapp.domain.timelines import Timeline, compile_timeline
from webapp.parts import parts
from webapp.web import drawing_kit
from webapp.web.drawings import exercise_subject

HERE = Path(__file__).parent
WORDS = re.compile(r"<title>.*?</title><desc>.*?</desc>", re.DOTALL)
STYLES = ("colour.css", "drawings.css")
SEED = 20_261_123  # the same numbers each time, until somebody wants others


def write(folder: Path) -> list[Path]:
    """Write the sheets as pages that need no server, and the key to the numbered one."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = parts().catalogue
    numbered = list(catalogue.exercises)
    random.Random(SEED).shuffle(numbered)
    key = {str(number): name for number, name in enumerate(numbered, 1)}
    (folder / "numbers.json").write_text(json.dumps(key, indent=2) + "\n", encoding="utf-8")
    named = {
        "drawings": {"exercises": catalogue.exercises.values()},
        "timelines": {"timelines": _timelines()},
        "unnamed": {"pictures": [_without_words(name) for name in numbered]},
    }
    return [_page(folder, name, shown) for name, shown in named.items()]


def _without_words(exercise: str) -> Markup:
    drawn = drawing_kit.picture(exercise_subject(exercise, "left"))
    return Markup(WORDS.sub("", drawn))


def _page(folder: Path, name: str, shown: dict[str, object]) -> Path:
    template = (HERE / f"{name}.html").read_text(encoding="utf-8")
    frame = (HERE / "frame.html").read_text(encoding="utf-8")
    body = render_template_string(template, **shown)
    target = folder / f"{name}.html"
    page = render_template_string(frame, title=name, style=_style(), body=body)
    target.write_text(page, encoding="utf-8")
    return target


def _timelines() -> list[Timeline]:
    catalogue = parts().catalogue
    return [
        compile_timeline(catalogue, routine, level, ())
        for routine in catalogue.routines
        for level in LEVELS
    ]


def _style() -> str:
    folder = Path(str(current_app.static_folder)) / "css"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
