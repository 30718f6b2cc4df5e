"""States in batches, so that all questions about one are asked where it was visited.

A run on several cores keeps a batch together: `pytest -n 2 --dist loadgroup`.
"""

import pytest

from tests.looks.every import STATES

SIZE = 16
BATCHES = [STATES[begin : begin + SIZE] for begin in range(0, len(STATES), SIZE)]


def each_state(visit: str) -> pytest.MarkDecorator:
    """A test for each state; those of the same `visit` share it."""
    return pytest.mark.parametrize(
        "state",
        [
            pytest.param(state, id=state.name, marks=_together(visit, number))
            for number, batch in enumerate(BATCHES)
            for state in batch
        ],
    )


def each_batch(visit: str) -> pytest.MarkDecorator:
    """A test for each batch of states, on what their `visit` showed."""
    return pytest.mark.parametrize(
        "states",
        [
            pytest.param(batch, id=f"from-{batch[0].name}", marks=_together(visit, number))
            for number, batch in enumerate(BATCHES)
        ],
    )


def _together(visit: str, number: int) -> pytest.MarkDecorator:
    return pytest.mark.xdist_group(f"{visit}-{number}")
