"""Long trials that nothing typed is lost, with their figures: python tests/campaigns/run.py [NAME …]

Without a name all are run, one after another. ``--times N`` instead of the full number, ``--seed N`` for
other random moments, ``--kind KIND`` (as often as wished) for only some of a trial that has several kinds.
The ordinary test run has a short form of each (``tests/test_campaigns.py``).
Exit code 1 when anything fell short of its reach.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from campaign import load, names

MOST_SHOWN = 10


def main(arguments: list[str]) -> int:
    """Run the campaigns that are named; print a line of figures for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", choices=[*names(), []])
    parser.add_argument("--times", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", action="append")
    asked = parser.parse_args(arguments)
    some = {"kinds": asked.kind} if asked.kind else {}
    is_short = False
    for name in asked.name or names():
        campaign = load(name)
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
            outcome = campaign.run(asked.times or campaign.FULL, Path(folder), asked.seed, **some)
        took = time.monotonic() - began
        figures = ", ".join(f"{what} {value}" for what, value in outcome.figures.items())
        print(
            f"{name}: {outcome.tried} tried in {took:.0f} s (reach: {campaign.REACH}) - {figures}", flush=True
        )
        for fault in outcome.faults[:MOST_SHOWN]:
            print(f"  FELL SHORT: {fault}", flush=True)
        if len(outcome.faults) > MOST_SHOWN:
            print(f"  FELL SHORT: {len(outcome.faults) - MOST_SHOWN} more", flush=True)
        is_short = is_short or bool(outcome.faults)
    return 1 if is_short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
