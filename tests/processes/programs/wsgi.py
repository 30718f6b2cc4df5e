"""A stand-in for the web app: slow, large or quick, as the path says."""

import os
import sys
import time
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

LARGE = 8 * 1024 * 1024


def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    if path == "/crash":
        os._exit(9)
    if path == "/slow":
        print("slow request begun", file=sys.stderr, flush=True)
        time.sleep(1)
    body = b"x" * LARGE if path == "/large" else path.encode()
    if path == "/body":
        body = str(len(environ["wsgi.input"].read())).encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]
