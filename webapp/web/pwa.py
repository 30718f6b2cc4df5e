"""Files that must live at the root, and the signs of life."""

from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, render_template
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from webapp.storage.db import db
from webapp.storage.heartbeats import TICK, find_heartbeat
from webapp.web.assets import build
from webapp.web.current import now

bp = Blueprint("pwa", __name__)
BUILD_MARK = "__VERSION__"


@bp.get("/sw.js")
def service_worker() -> Response:
    """The service worker: a worker controls only what lies under its own address."""
    source = (Path(str(current_app.static_folder)) / "sw.js").read_text(encoding="utf-8")
    response = Response(source.replace(BUILD_MARK, build()), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/manifest.webmanifest")
def manifest() -> Response:
    """What makes the app installable."""
    body = render_template("manifest.webmanifest")
    response = Response(body, mimetype="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/offline")
def offline() -> str:
    """What is shown when there is no connection; it holds nothing personal."""
    return render_template("offline.html")


@bp.get("/healthz")
def healthz() -> Response:
    """Alive, and how long ago reminders were last looked at (seconds, None before the first)."""
    beat = find_heartbeat(TICK)
    age = round((now() - beat).total_seconds(), 1) if beat else None
    return jsonify(status="ok", tick_age_seconds=age)


@bp.get("/readyz")
def readyz() -> tuple[Response, int]:
    """Whether this process can serve."""
    try:
        db.session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return jsonify(status="the database cannot be reached"), 503
    return jsonify(status="ready"), 200
