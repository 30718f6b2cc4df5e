"""Whether the long forms of the tests were asked for, as `make soak` does."""

import os

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"
