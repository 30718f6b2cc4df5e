"""The sources of a statement, as a page names them."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.domain.catalogue import Catalogue
from webapp.domain.catalogue.model import Reference


@dataclass(frozen=True, slots=True)
class Sources:
    """The references something rests on, and the numbered statements of the first article."""

    references: list[Reference]
    statements: list[str]


def sources_of(catalogue: Catalogue, ids: Iterable[str]) -> Sources:
    """The sources with these ids, each once, in the order of their numbers."""
    numbered = sorted(set(ids), key=lambda each: (each[0], int(each[1:])))
    return Sources(
        references=[catalogue.references[each] for each in numbered if each.startswith("R")],
        statements=[each for each in numbered if each.startswith("S")],
    )
