"""Children of the given conducts, kept with little patience."""

import sys
from pathlib import Path

from jobs.children import Child
from jobs.console import Console
from jobs.group import Terms
from jobs.supervisor import supervise

CHILD = str(Path(__file__).with_name("child.py"))

sys.exit(
    supervise(
        [
            Child(name=conduct.title(), command=(sys.executable, CHILD, conduct), ready="is there")
            for conduct in sys.argv[1:]
        ],
        Console(),
        Terms(welcome="All are there", deaths=3, grace_seconds=0.5),
    )
)
