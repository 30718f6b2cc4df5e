"""The content: exercises, routines and the safety check, loaded once and checked in full."""

from webapp.domain.catalogue.exercise import Exercise, Step
from webapp.domain.catalogue.load import languages, load_catalogue, load_catalogues
from webapp.domain.catalogue.model import Caps, Catalogue, EffectRule, Question
from webapp.domain.catalogue.problems import CatalogueError, UnknownRoutine
from webapp.domain.catalogue.routine import Item, Need, Routine

__all__ = [
    "Caps",
    "Catalogue",
    "CatalogueError",
    "EffectRule",
    "Exercise",
    "Item",
    "Need",
    "Question",
    "Routine",
    "Step",
    "UnknownRoutine",
    "languages",
    "load_catalogue",
    "load_catalogues",
]
