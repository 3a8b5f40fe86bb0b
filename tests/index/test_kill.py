"""`kill -9` and Ctrl-C at any instant: the next run ends in the same index and does nothing twice."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import TopicEmbedder

from index.build.update import UpdateSettings, update
from index.storage.generation import live
from ingest.split import SplitSettings

SUPPORT = Path(__file__).parents[1] / "support"
SETTINGS = UpdateSettings(SplitSettings(max_tokens=40, min_tokens=10), workers=1)
STEPS, TIMES = 14, 6  # instants at which a process is killed


def write_report(folder: Path, name: str, grants: int) -> None:
    lines = (
        f"In {year} the board gave {grants} grants to project {year - 1990}." for year in range(1990, 2020)
    )
    (folder / name).write_text(f"# {name} annual report 2021\n\n" + "\n\n".join(lines))


@pytest.fixture(scope="module")
def workshop(tmp_path_factory) -> Path:
    """A folder of reports and an index that is some changes behind it."""
    folder = tmp_path_factory.mktemp("kill")
    reports = folder / "reports"
    reports.mkdir()
    for number in range(3):
        write_report(reports, f"old{number}.md", number)
    update([reports], folder / "before", lambda: TopicEmbedder(folder), SETTINGS)
    for number in range(3):
        write_report(reports, f"new{number}.md", 50 + number)
    write_report(reports, "old1.md", 99)
    (reports / "old2.md").unlink()
    (reports / "broken.pdf").write_text("no pdf")
    (reports / "copy.md").write_bytes((reports / "new0.md").read_bytes())
    return folder


def undergo(folder: Path, requests: list[int | float | None]) -> list[dict]:
    done = subprocess.run(
        [sys.executable, SUPPORT / "killing.py", folder, json.dumps(requests)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), *sys.path])},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for root in folder.glob("root*"):
        root.rename(folder / f"done{len(list(folder.glob('done*')))}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_killed_ingest_ends_in_the_same_index_and_repeats_nothing(workshop):
    (undisturbed,) = undergo(workshop, [None])
    assert not undisturbed["killed"]
    chance = random.Random(20261125)
    steps = sorted(chance.sample(range(1, undisturbed["steps"] + 1), min(STEPS, undisturbed["steps"])))
    times = [chance.uniform(0.0, undisturbed["seconds"]) for _ in range(TIMES)]
    runs = undergo(workshop, steps + times)
    assert len(runs) == len(steps) + TIMES
    assert all(run["killed"] for run in runs[: len(steps)])
    for run in runs:
        assert run["finished"], run
        assert run["index"] == undisturbed["index"], run
        assert run["read_again"] == [], run
        assert run["embedded_again"] == 0, run
        assert run["left_over"] == [], run
    assert max(run["kept"] for run in runs) > min(run["kept"] for run in runs)  # some came late, some early


INTERRUPTED = """
import sys, time
from pathlib import Path
from fakes import TopicEmbedder
from index.build.update import UpdateSettings, update
from ingest.split import SplitSettings

class Slow(TopicEmbedder):
    def embed_passages(self, texts):
        print("embedding", flush=True)
        time.sleep(60)

folder = Path(sys.argv[1])
settings = UpdateSettings(SplitSettings(max_tokens=40, min_tokens=10), workers=1)
try:
    update([folder / "reports"], folder / "before", lambda: Slow(folder), settings)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_interrupt_ends_at_once_and_leaves_no_reader_behind(workshop):
    before = live(workshop / "before")
    run = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, str(workshop)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(SUPPORT), *sys.path])},
    )
    assert run.stdout.readline() == "embedding\n"
    began = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does: to the readers as well
    said, complaints = run.communicate(timeout=30)
    assert said == "interrupted\n"
    assert complaints == ""
    assert time.monotonic() - began < 10
    with pytest.raises(ProcessLookupError):  # nobody is left in its group
        os.killpg(run.pid, 0)
    assert live(workshop / "before") == before
