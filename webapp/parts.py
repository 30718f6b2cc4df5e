"""The parts an application is made of, put together once and handed to whoever needs them."""

from dataclasses import dataclass

from flask import Flask, current_app

from webapp.actions.notifications import Office
from webapp.domain.catalogue import Catalogue, load_catalogues
from webapp.language import ORIGINAL, catalogue_here
from webapp.push.endpoint import EndpointPolicy
from webapp.push.go_token import GoTokens
from webapp.push.vapid import VapidKey
from webapp.settings import Settings

KEY = "unhunch"


@dataclass(frozen=True, slots=True)
class Parts:
    """Settings, content, keys and rules of one application."""

    settings: Settings
    tokens: GoTokens
    vapid_key: VapidKey
    policy: EndpointPolicy
    office: Office

    @property
    def catalogue(self) -> Catalogue:
        """The content in the reader's language."""
        return catalogue_here()


def assemble(settings: Settings) -> Parts:
    """Put the parts together; CatalogueError when the content is broken."""
    catalogues, tokens = load_catalogues(), GoTokens(settings.secret_key)
    vapid_key = VapidKey.from_text(settings.vapid_private_key)
    return Parts(
        settings=settings,
        tokens=tokens,
        vapid_key=vapid_key,
        policy=EndpointPolicy(settings.push_hosts),
        office=Office(catalogues[ORIGINAL], tokens, settings.public_url, vapid_key.public_text),
    )


def parts(app: Flask | None = None) -> Parts:
    """The parts of an application; by default of the one now serving."""
    found = (app or current_app).extensions[KEY]
    assert isinstance(found, Parts)
    return found
