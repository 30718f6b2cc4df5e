"""A process with further senders: told by its first argument what those run, as JSON."""

import json
import sys
import time

from jobs.reinforcements import Reinforcements


def main() -> None:
    """Call for two, tend them, and say who runs."""
    with Reinforcements(most=2, command=tuple(json.loads(sys.argv[1]))) as reinforcements:
        reinforcements.call()
        while True:
            reinforcements.tend()
            print(json.dumps(reinforcements.pids), flush=True)
            time.sleep(0.1)


if __name__ == "__main__":
    main()
