"""Memory of a process that runs for months: what was loaded at the start is kept for good."""

import gc

THRESHOLDS = 50_000, 20, 20


def leave_alone_what_is_here() -> None:
    """Keep everything loaded so far for good, and look for garbage less often.

    Catalogue and modules are hundreds of thousands of objects, gone through again and again while
    thousands of reminders come and go, none of which is ever part of a circle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
