"""Contact sheets: many pictures on few, each with its name; and the page that lists all."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER, INK = (228, 228, 224), (20, 20, 20)
GAP, LINE = 16, 22


@dataclass(frozen=True)
class Layout:
    """How many pictures stand on a sheet, and how wide each is."""

    columns: int
    rows: int
    width: int
    tallest: int


@dataclass(frozen=True)
class Picture:
    """One picture of one state."""

    name: str
    file: Path


def make_sheets(
    folder: Path, title: str, pictures: Sequence[Picture], layout: Layout
) -> list[Path]:
    """Write as many sheets as it takes; answers their files."""
    size = layout.columns * layout.rows
    found = []
    for number, start in enumerate(range(0, len(pictures), size), start=1):
        file = folder / f"{title}-{number:02}.png"
        _sheet(pictures[start : start + size], layout).save(file)
        found.append(file)
    return found


def write_index(folder: Path, groups: dict[str, Sequence[Picture]]) -> Path:
    """Write the HTML page that shows every picture, by page."""
    parts = [HEAD]
    for title, pictures in groups.items():
        parts.append(f"<h2>{escape(title)}</h2><div>")
        parts += [_figure(folder, picture) for picture in pictures]
        parts.append("</div>")
    file = folder / "index.html"
    file.write_text("\n".join(parts), encoding="utf-8")
    return file


def _sheet(pictures: Sequence[Picture], layout: Layout) -> Image.Image:
    shrunk = [_shrunk(picture, layout) for picture in pictures]
    rows = [shrunk[n : n + layout.columns] for n in range(0, len(shrunk), layout.columns)]
    heights = [max(one.height for one in row) + LINE + GAP for row in rows]
    across = layout.columns * (layout.width + GAP) + GAP
    sheet = Image.new("RGB", (across, sum(heights) + GAP), PAPER)
    pen = ImageDraw.Draw(sheet)
    top = GAP
    for row, height in enumerate(heights):
        for column, one in enumerate(rows[row]):
            left = GAP + column * (layout.width + GAP)
            name = pictures[row * layout.columns + column].name
            pen.text((left, top), name, INK, ImageFont.load_default(14))
            sheet.paste(one, (left, top + LINE))
        top += height
    return sheet


def _shrunk(picture: Picture, layout: Layout) -> Image.Image:
    whole = Image.open(picture.file).convert("RGB")
    height = round(whole.height * layout.width / whole.width)
    fitted = whole.resize((layout.width, height), Image.Resampling.LANCZOS)
    return fitted.crop((0, 0, layout.width, min(height, layout.tallest)))


def _figure(folder: Path, picture: Picture) -> str:
    source = escape(picture.file.relative_to(folder).as_posix())
    name = escape(picture.name)
    return (
        f'<figure><a href="{source}"><img loading="lazy" src="{source}" alt="{name}"></a>'
        f"<figcaption>{name}</figcaption></figure>"
    )


HEAD = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Every page and state</title>
<style>
body { font: 1rem/1.5 system-ui; margin: 2rem; background: #e4e4e0; color: #141414; }
div { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; }
figure { margin: 0; } img { display: block; max-width: 24rem; height: auto; }
</style>
<h1>Every page and state</h1>"""
