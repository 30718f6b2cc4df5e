"""The catalogue's file: parsed, read, checked, and kept for the life of the process."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from webapp.domain.catalogue.model import Catalogue
from webapp.domain.catalogue.problems import CatalogueError, Malformed, Problem
from webapp.domain.catalogue.read import read_catalogue
from webapp.domain.catalogue.rules import problems_of
from webapp.domain.catalogue.translations import joined, translated

ORIGINAL = "en"
SHIPPED = Path(__file__).with_name("catalogue.yaml")

_Loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Load and check a catalogue, the shipped one by default; raises CatalogueError."""
    return shipped_in(ORIGINAL) if path is None else _loaded(path)


@cache
def load_catalogues() -> Mapping[str, Catalogue]:
    """Load and check the shipped catalogue in every language; raises CatalogueError."""
    return MappingProxyType({language: shipped_in(language) for language in languages()})


@cache
def languages() -> tuple[str, ...]:
    """Answer the languages there are texts in: the original, then a folder for each other."""
    folders = (path for path in SHIPPED.parent.iterdir() if any(path.glob("*.yaml")))
    return (ORIGINAL, *sorted(folder.name for folder in folders))


@cache
def shipped_in(language: str) -> Catalogue:
    """Load and check the shipped catalogue in one of the languages; raises CatalogueError."""
    if language == ORIGINAL:
        return _loaded(SHIPPED)
    return translation(SHIPPED, SHIPPED.parent / language)


def translation(path: Path, folder: Path) -> Catalogue:
    """Load a catalogue with the texts of a folder in it; raises CatalogueError."""
    document = parse_document(_text(path), str(path))
    files = [(each.name, parse_document(_text(each), str(each))) for each in _files(folder)]
    try:
        return checked_catalogue(translated(document, joined(files)), str(folder))
    except Malformed as error:
        raise CatalogueError(str(folder), [error.problem]) from error


def parse_document(text: str, file: str) -> object:
    """Parse YAML in which no mapping says the same key twice; raises CatalogueError."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        _refuse_repeated_keys(node)
        return None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        raise CatalogueError(file, [Problem("document", f"not readable: {error}")]) from error
    except Malformed as error:
        raise CatalogueError(file, [error.problem]) from error
    finally:
        loader.dispose()


def checked_catalogue(document: object, file: str) -> Catalogue:
    """Make the catalogue of a document that every rule agrees with; raises CatalogueError."""
    try:
        catalogue = read_catalogue(document)
    except Malformed as error:
        raise CatalogueError(file, [error.problem]) from error
    problems = problems_of(document, catalogue)
    if problems:
        raise CatalogueError(file, problems)
    return catalogue


def _loaded(path: Path) -> Catalogue:
    return checked_catalogue(parse_document(_text(path), str(path)), str(path))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(str(path), [Problem("file", str(error))]) from error


def _refuse_repeated_keys(node: yaml.Node | None) -> None:
    if not isinstance(node, yaml.CollectionNode):
        return
    if isinstance(node, yaml.MappingNode):
        _refuse_a_repeated_key(node)
    for child in node.value:
        for inner in child if isinstance(child, tuple) else (child,):
            _refuse_repeated_keys(inner)


def _refuse_a_repeated_key(node: yaml.MappingNode) -> None:
    for key, times in Counter(key.value for key, _ in node.value).items():
        if times > 1:
            place = f"line {node.start_mark.line + 1}"
            raise Malformed(Problem(place, f"key {key} is said twice"))
