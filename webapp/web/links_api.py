"""Links to another browser over JSON."""

from flask import Blueprint, Response

from webapp.actions import links, people
from webapp.parts import parts
from webapp.web.answers import DeviceAnswer
from webapp.web.answers_links import LinkAnswer, LinkProgressAnswer
from webapp.web.bodies import EmptyBody
from webapp.web.contract import answer, contract
from webapp.web.current import get_current_person, now
from webapp.web.errors import Problem
from webapp.web.limits import LINKS, limiter
from webapp.web.link_codes import spaced

bp = Blueprint("links_api", __name__, url_prefix="/api/v1")
GONE = Problem(404, "No such link", "A newer one may have taken its place. Make another.")


@bp.post("/links")
@limiter.limit(LINKS)
@contract({201: LinkAnswer}, takes=EmptyBody)
def create(body: EmptyBody) -> Response:
    """Make a single-use link, good for ten minutes, that joins another browser."""
    link = people.make_link(get_current_person().id, now())
    made = LinkAnswer(
        id=link.id,
        url=f"{parts().settings.public_url}/link/{link.code}",
        code=spaced(link.typed),
        expires_at=link.expires_at,
    )
    return answer(made, 201)


@bp.get("/links/<row:link_id>")
@contract({200: LinkProgressAnswer})
def show(link_id: int) -> Response:
    """How far a link has come, up to the first notification shown on the phone."""
    try:
        found = links.progress_of(get_current_person().id, link_id, now())
    except links.NoSuchLink:
        raise GONE from None
    return answer(_progress(link_id, found))


def _progress(link_id: int, found: links.Progress) -> LinkProgressAnswer:
    known = found.device
    device = DeviceAnswer(id=known.id, label=known.label) if known else None
    return LinkProgressAnswer(id=link_id, stage=found.stage, device=device)
