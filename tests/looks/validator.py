"""The HTML validator of the W3C, from its npm package, on a folder of pages."""

import json
import subprocess
from pathlib import Path

JAR = Path(__file__).parents[2] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
# Where scripts change screens, each screen has its heading of the first level and one is shown.
ONE_SCREEN = "Consider using the “h1” element as a top-level heading only"
# The standard lets a page wait for its own end (rel="expect"); the validator does not know it yet.
EXPECT = "attribute must have a “rel” attribute whose value is “stylesheet”"
PATIENCE_SECONDS = 240


def mistakes_in(folder: Path) -> list[str]:
    """Every message about every page of a folder, warnings too; needs Java."""
    command = ["java", "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    found = json.loads(done.stderr)["messages"]
    told = [f"{Path(one.get('url', '')).name}: {one['message']}" for one in found]
    return [one for one in told if ONE_SCREEN not in one and EXPECT not in one]
