"""Memory of a process that runs for months: what was loaded at the start is kept for good."""

import gc


def leave_alone_what_is_here() -> None:
    """Keep everything loaded so far for good, so that looking for garbage costs little in a burst.

    Catalogue and modules are hundreds of thousands of objects, gone through again and again while
    thousands of reminders come and go.
    """
    gc.collect()
    gc.freeze()
