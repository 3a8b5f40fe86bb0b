"""An ingest in a separate process, so that it takes no time or memory from the one that answers visitors.

    python -m askreports.doors.web.server.ingest_process INDEX PATH...

Prints a JSON object a line: `{"done": 3, "total": 7}` as it goes on, at last `{"summary": {...}, "skipped":
[[FILE, REASON]]}`, or `{"error": NAME}` with the class of the error. It may be killed at any time: the index
stays as it was.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from askreports.ingesting import ingest
from askreports.schema import ingested_json
from askreports.settings import from_environment
from index.outcome import Progress
from ingest.errors import AskReportsError

_MOST_NAMED = 20  # files that were skipped
_POLITENESS = 10  # of the system's scale from 0 to 19: visitors who ask come first


def main() -> None:
    """Ingests the paths on the command line."""
    os.nice(_POLITENESS)
    index, *paths = map(Path, sys.argv[1:])
    try:
        settings = replace(from_environment(), ocr_pages=0)  # the app reads waiting pages afterwards
        ingested = ingest(paths, index, settings, on_progress=_tell_progress)
    except AskReportsError as error:
        print(f"askreports: {error}", file=sys.stderr)
        _tell({"error": type(error).__name__})
    else:
        counts = ingested_json(ingested)
        skipped = [(file["path"], file["reason"]) for file in counts["files"] if file["outcome"] == "skipped"]
        summary = {name: counts[name] for name in ("indexed", "replaced", "removed", "skipped")}
        _tell({"summary": summary, "skipped": skipped[:_MOST_NAMED]})


def _tell_progress(progress: Progress) -> None:
    _tell({"done": progress.files, "total": progress.total_files})


def _tell(value: object) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    main()
