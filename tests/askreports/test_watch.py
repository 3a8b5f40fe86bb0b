"""Watching a real folder: the index follows it, in batches, and what fails is not tried for ever."""

import time
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from threading import Event, Thread

import pytest
from fakes import BACKEND, TopicEmbedder

from askreports.background.watch import Pauses, watch
from index.build.update import UpdateSettings, update
from index.errors import IndexBusy
from index.outcome import FileOutcome, Ingested, Outcome
from ingest.errors import NothingToIngest

pytestmark = pytest.mark.slow

PAUSES = Pauses(settle=0.5, longest=60.0, retry=0.2, retries=3)


@pytest.fixture
def stop() -> Iterator[Event]:
    stop = Event()
    yield stop
    stop.set()


def report(folder: Path, name: str, said: str = "The board met twice.") -> None:
    (folder / name).write_text(f"# {name} annual report 2021\n\n{said}\n")


def outcomes(result: Ingested) -> dict[str, str]:
    return {file.path: str(file.outcome) for file in result.files}


def test_the_index_follows_the_folder(tmp_path, stop):
    folder, root = tmp_path / "reports", tmp_path / "index"
    folder.mkdir()
    root.mkdir()
    report(folder, "a.md")

    def ingest(try_again: bool) -> Ingested:
        settings = UpdateSettings(try_again=try_again)
        return update([folder], root, partial(TopicEmbedder, tmp_path), settings)

    rounds = watch([folder], root, ingest, PAUSES, stop)
    assert outcomes(next(rounds)) == {"a.md": "indexed"}
    report(folder, "b.md", "The staff grew.")
    report(folder, "c.md", "The revenue grew.")
    assert outcomes(next(rounds)) == {"a.md": "unchanged", "b.md": "indexed", "c.md": "indexed"}
    (folder / "b.md").unlink()
    report(folder, "a.md", "The board met thrice.")
    assert outcomes(next(rounds)) == {"a.md": "replaced", "b.md": "removed", "c.md": "unchanged"}


def test_a_folder_that_is_moved_away_and_made_anew_is_followed(tmp_path, stop):
    folder, rounds_done = tmp_path / "reports", []
    folder.mkdir()

    def ingest(_: bool) -> Ingested:
        rounds_done.append(sorted(file.name for file in folder.iterdir()))
        return Ingested((), 0, 0, 0.0, BACKEND)

    rounds = watch([folder], tmp_path / "index", ingest, PAUSES, stop)
    next(rounds)
    folder.rename(tmp_path / "old")
    folder.mkdir()
    report(folder, "b.md")
    next(rounds)
    assert rounds_done[-1] == ["b.md"]
    report(folder, "c.md")
    next(rounds)
    assert rounds_done[-1] == ["b.md", "c.md"]


def test_a_file_that_grows_is_left_alone_until_it_rests(tmp_path, stop):
    sizes = []

    def ingest(_: bool) -> Ingested:
        sizes.append(sum(file.stat().st_size for file in tmp_path.iterdir()))
        return Ingested((), 0, 0, 0.0, BACKEND)

    def grow() -> None:
        with (tmp_path / "large.md").open("w") as stream:
            for _ in range(15):
                stream.write("x" * 100)
                stream.flush()
                time.sleep(0.1)

    rounds = watch([tmp_path], tmp_path / ".index", ingest, Pauses(settle=2.0), stop)
    next(rounds)
    growing = Thread(target=grow)
    growing.start()
    next(rounds)
    growing.join()
    assert sizes == [0, 1500]


def test_what_fails_is_tried_again_with_growing_pauses_and_not_for_ever(tmp_path, stop):
    tried = []

    def ingest(try_again: bool) -> Ingested:
        tried.append((time.monotonic(), try_again))
        return Ingested(
            (FileOutcome("a.pdf", Outcome.SKIPPED, "unreadable: Permission denied"),), 0, 0, 0.0, BACKEND
        )

    Thread(target=lambda: (time.sleep(4.0), stop.set())).start()
    rounds = list(watch([tmp_path], tmp_path / ".index", ingest, Pauses(0.05, 1.0, 0.3, 3), stop))
    assert len(rounds) == 4
    assert all(try_again for _, try_again in tried)
    pauses = [later - sooner for (sooner, _), (later, _) in pairwise(tried)]
    for pause, least in zip(pauses, (0.3, 0.6, 1.2), strict=True):
        assert pause >= least


def test_a_change_elsewhere_does_not_hurry_what_failed(tmp_path, stop):
    tried = []

    def ingest(try_again: bool) -> Ingested:
        tried.append(try_again)
        return Ingested((FileOutcome("a.pdf", Outcome.SKIPPED, "too slow: ..."),), 0, 0, 0.0, BACKEND)

    rounds = watch([tmp_path], tmp_path / ".index", ingest, Pauses(0.1, 1.0, 3600.0, 3), stop)
    next(rounds)
    report(tmp_path, "b.md")
    next(rounds)
    assert tried == [True, False]


def test_the_index_itself_and_hidden_files_are_no_changes(tmp_path, stop):
    root = tmp_path / "index"
    root.mkdir()
    rounds = watch([tmp_path], root, lambda _: Ingested((), 0, 0, 0.0, BACKEND), PAUSES, stop)
    next(rounds)
    (root / "CURRENT").write_text("000001")
    (tmp_path / ".hidden").write_text("x")
    Thread(target=lambda: (time.sleep(2.0), stop.set())).start()
    assert list(rounds) == []


def test_a_busy_index_is_waited_for(tmp_path, stop):
    answers = [IndexBusy("another ingest is writing"), Ingested((), 0, 0, 0.0, BACKEND)]

    def ingest(_: bool) -> Ingested:
        answer = answers.pop(0)
        if isinstance(answer, IndexBusy):
            raise answer
        return answer

    rounds = watch([tmp_path], tmp_path / ".index", ingest, Pauses(0.1, 1.0, 0.1, 3), stop)
    assert isinstance(next(rounds), IndexBusy)
    assert isinstance(next(rounds), Ingested)


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(NothingToIngest, match="check the path"):
        next(watch([tmp_path / "nowhere"], tmp_path, lambda _: Ingested((), 0, 0, 0.0, BACKEND)))
