"""Contact sheets of a crawl: a row of its page and each level, small enough to keep."""

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.content.written import LEVELS, Written

WIDTH, HEIGHT, LINE, GAP = 104, 225, 16, 6
ACROSS = 12
PAPER, INK = (228, 228, 224), (20, 20, 20)


def keep_sheets(wanted: Written, pictures: Path, out: Path) -> list[str]:
    """Write the sheets beside the folder of their pictures; answers their names."""
    exercises = [
        name for one in wanted.exercises for name in (one, *(f"{one} {n}" for n in LEVELS))
    ]
    played = [f"{one} {n}" for one in wanted.routines for n in LEVELS]
    routines = [name for one in played for name in (f"{one} page", one)]
    half = len(exercises) // 8 * 4
    return [
        _sheet(pictures, names, out / f"{pictures.name}-{number}.webp")
        for number, names in enumerate((exercises[:half], exercises[half:], routines), 1)
    ]


def _sheet(pictures: Path, names: Iterable[str], target: Path) -> str:
    found = [name for name in names if (pictures / f"{name}.png").exists()]
    rows = -(-len(found) // ACROSS)
    size = (ACROSS * (WIDTH + GAP) + GAP, rows * (HEIGHT + LINE + GAP) + GAP)
    sheet = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(sheet)
    for place, name in enumerate(found):
        left = GAP + place % ACROSS * (WIDTH + GAP)
        top = GAP + place // ACROSS * (HEIGHT + LINE + GAP)
        pen.text((left, top), name, INK, ImageFont.load_default(10 if len(name) < 18 else 8))
        with Image.open(pictures / f"{name}.png") as whole:
            small = whole.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top + LINE))
    sheet.save(target, quality=45, method=6)
    return target.name
