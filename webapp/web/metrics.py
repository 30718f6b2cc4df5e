"""Figures for whoever runs Unhunch: `/metrics`, for this machine or with the token."""

import hmac
from datetime import timedelta

from flask import Blueprint, Response, current_app, request

from webapp.actions.figures import Crowd, read_crowd, read_figures
from webapp.language import gettext
from webapp.parts import parts
from webapp.trusted_proxies import came_straight_from_here
from webapp.web.current import now
from webapp.web.errors import Problem
from webapp.web.exposition import CONTENT_TYPE, exposition
from webapp.web.metrics_list import metrics_of

bp = Blueprint("metrics", __name__)
CROWD = "unhunch.crowd"
COUNTED_EVERY = timedelta(minutes=5)


@bp.get("/metrics")
def show() -> Response:
    """Show how the whole installation stands, in the format Prometheus reads."""
    if not _is_allowed():
        raise Problem(
            403,
            gettext("Not from here"),
            gettext("These figures are for this machine itself, or with the token for them."),
        )
    figures = read_figures(_crowd(), now())
    return Response(exposition(metrics_of(figures, now())), content_type=CONTENT_TYPE)


def _is_allowed() -> bool:
    token = parts().settings.metrics_token
    given = request.authorization
    if token and given is not None and given.type == "bearer" and given.token:
        # As bytes: the comparison of texts takes ASCII only.
        return hmac.compare_digest(given.token.encode(), token.encode())
    return came_straight_from_here(request.environ)


def _crowd() -> Crowd:
    """The crowd as it was counted lately: counting a million rows is not for every scrape."""
    kept = current_app.extensions.get(CROWD)
    if isinstance(kept, Crowd) and timedelta() <= now() - kept.at < COUNTED_EVERY:
        return kept
    counted = read_crowd(now())
    current_app.extensions[CROWD] = counted
    return counted
