"""A stand-in for a child: does what its first argument says."""

import os
import signal
import sys
import time
from argparse import ArgumentParser

from webapp import lifeline

parser = ArgumentParser()
parser.add_argument("conduct")
parser.add_argument("--fd", type=int)
lifeline.add_option(parser)
arguments = parser.parse_args()
line = lifeline.Lifeline(arguments.lifeline)
line.watch()

if arguments.conduct == "dies":
    for number in range(1, 31):
        print(f"the {number}. of my last lines", file=sys.stderr)
    sys.exit(3)
if arguments.conduct == "refuses":
    print("the settings are not to my liking", file=sys.stderr)
    sys.exit(os.EX_CONFIG)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
if arguments.conduct == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
line.say_ready()
print(f"{arguments.conduct} child {os.getpid()}", file=sys.stderr)
while True:
    time.sleep(60)
