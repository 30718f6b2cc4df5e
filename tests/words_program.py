"""`.ci/words.py`, which is no package, for tests and for `make content`."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parent.parent


def words_program() -> ModuleType:
    """The program that extracts and compiles messages."""
    described = importlib.util.spec_from_file_location("words", ROOT / ".ci" / "words.py")
    assert described is not None
    assert described.loader is not None
    module = importlib.util.module_from_spec(described)
    described.loader.exec_module(module)
    return module
