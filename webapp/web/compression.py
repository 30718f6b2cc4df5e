"""Pages and answers leave compressed; static files are packed once and kept (see `assets`).

A page holds a secret, the CSRF token. Measuring its compressed size gives nothing away: no page
repeats what a stranger can choose, and a request from elsewhere carries no cookie.
"""

from flask import Flask
from flask_compress import Compress

ALGORITHMS = ["br", "gzip"]
SMALLEST_BYTES = 500


def register(app: Flask) -> None:
    """Compress an application's text."""
    app.config.from_mapping(
        COMPRESS_ALGORITHM=ALGORITHMS,
        COMPRESS_ALGORITHM_STREAMING=ALGORITHMS,
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=SMALLEST_BYTES,
    )
    Compress(app)
