"""A file that hangs, dies or eats memory costs itself alone."""

import os
import time
from pathlib import Path

import pytest
from fakes import write_tokenizer

from ingest.errors import FileSkipped, Reason
from ingest.isolation import worker
from ingest.isolation.isolate import Limits, Task, read_all
from ingest.pipeline import Prepared
from ingest.split import SplitSettings


@pytest.fixture
def tokenizer(tmp_path: Path) -> Path:
    return write_tokenizer(tmp_path)


def read(files, tokenizer, limits=None, workers=2):
    tasks = [Task(file, file.name) for file in files]
    return {
        task.path: result for task, result in read_all(tasks, tokenizer, SplitSettings(), workers, limits)
    }


def written(folder: Path, name: str, text: str = "The board met twice in 2021.") -> Path:
    file = folder / name
    file.write_text(text)
    return file


def test_every_file_has_one_result(tmp_path, tokenizer):
    good = [written(tmp_path, f"{n}.txt", f"Report {n} says that the board met.") for n in range(5)]
    bad = [written(tmp_path, "x.pdf"), written(tmp_path, "y.xyz"), written(tmp_path, "empty.txt", "")]
    results = read([*good, *bad, tmp_path / "gone.txt"], tokenizer)
    assert [type(results[file.name]) for file in good] == [Prepared] * 5
    reasons = {name: result.reason for name, result in results.items() if isinstance(result, FileSkipped)}
    assert reasons == {
        "x.pdf": Reason.NOT_A_PDF,
        "y.xyz": Reason.UNSUPPORTED,
        "empty.txt": Reason.NO_TEXT,
        "gone.txt": Reason.UNREADABLE,
    }


def test_a_reader_that_takes_too_long_is_replaced(tmp_path, tokenizer):
    files = [
        written(tmp_path, "slow.txt", "A sentence goes on. " * 400_000),
        written(tmp_path, "quick.txt"),
    ]
    began = time.monotonic()
    limits = Limits(wall_seconds=3.0, seconds_a_page=0.0, memory_bytes=4 << 30)  # or memory may end first
    results = read(files, tokenizer, limits, workers=1)
    assert results["slow.txt"].reason is Reason.TOO_SLOW
    assert isinstance(results["quick.txt"], Prepared)
    assert time.monotonic() - began < 60


def test_a_file_of_many_pages_is_given_more_time(tmp_path, tokenizer):
    large = written(tmp_path, "large.txt", "A sentence goes on. " * 40_000)  # 196 pages by its size
    short = Limits(wall_seconds=0.0, seconds_a_page=0.0)
    assert read([large], tokenizer, short)["large.txt"].reason is Reason.TOO_SLOW
    longer = Limits(wall_seconds=0.0, seconds_a_page=0.3)
    assert isinstance(read([large], tokenizer, longer)["large.txt"], Prepared)


def test_a_reader_that_takes_too_much_processor_time_is_replaced(tmp_path, tokenizer):
    files = [
        written(tmp_path, "slow.txt", "A sentence goes on. " * 400_000),
        written(tmp_path, "quick.txt"),
    ]
    results = read(files, tokenizer, Limits(cpu_seconds=2, memory_bytes=4 << 30), workers=1)
    assert results["slow.txt"].reason is Reason.TOO_SLOW
    assert isinstance(results["quick.txt"], Prepared)


def test_a_reader_that_needs_too_much_memory_costs_its_file_alone(tmp_path, tokenizer):
    files = [
        written(tmp_path, "large.txt", "A sentence goes on. " * 3_000_000),
        written(tmp_path, "small.txt"),
    ]
    results = read(files, tokenizer, Limits(memory_bytes=300 << 20), workers=1)
    assert results["large.txt"].reason is Reason.TOO_LARGE
    assert isinstance(results["small.txt"], Prepared)


@pytest.mark.parametrize("characters", [20_000_000, 10_000_000, 5_000_000])
def test_whoever_runs_out_of_memory_the_reason_is_the_same(characters, tmp_path, tokenizer):
    """The text, its copies, or the tokens of the Rust library, which ends the process."""
    large = written(tmp_path, "large.txt", "A b c d " * (characters // 8))
    assert read([large], tokenizer, Limits(memory_bytes=100 << 20))["large.txt"].reason is Reason.TOO_LARGE


def readers_now() -> set[str]:
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    return {child for child in children if "reader_process" in Path(f"/proc/{child}/cmdline").read_text()}


@pytest.mark.parametrize(("much", "is_replaced"), [(0.01, True), (0.5, False)])
def test_a_reader_that_holds_much_memory_is_replaced(much, is_replaced, tmp_path, tokenizer, monkeypatch):
    monkeypatch.setattr(worker, "_WORN", much)
    tasks = [Task(written(tmp_path, name), name) for name in ("a.txt", "b.txt", "c.txt")]
    met = [(readers_now(), result) for _, result in read_all(tasks, tokenizer, SplitSettings(), workers=1)]
    assert all(isinstance(result, Prepared) for _, result in met)
    assert len(set().union(*(readers for readers, _ in met))) == (3 if is_replaced else 1)


def test_each_file_has_its_own_memory_whatever_was_read_before(tmp_path, tokenizer):
    large = [written(tmp_path, f"{n}.txt", f"{n} goes on. " * 60_000) for n in range(4)]
    results = read(large, tokenizer, Limits(memory_bytes=400 << 20), workers=1)
    assert all(isinstance(result, Prepared) for result in results.values())


def test_a_killed_reader_is_replaced(tmp_path, tokenizer):
    slow = written(tmp_path, "slow.txt", "A sentence goes on. " * 400_000)
    quick = written(tmp_path, "quick.txt")
    tasks = [Task(file, file.name) for file in (slow, quick)]
    run = read_all(tasks, tokenizer, SplitSettings(), workers=1)
    killer = os.fork()
    if killer == 0:  # kills the reader while the parent waits for it
        time.sleep(1.5)
        os.system(f"pkill -KILL -P {os.getppid()} -f reader_process")
        os._exit(0)
    results = {task.path: result for task, result in run}
    os.waitpid(killer, 0)
    assert results["slow.txt"].reason is Reason.DAMAGED
    assert isinstance(results["quick.txt"], Prepared)


def test_readers_do_not_import_the_embedder(tmp_path, tokenizer):
    run = read_all([Task(written(tmp_path, "a.txt"), "a.txt")], tokenizer, SplitSettings(), workers=1)
    next(run)
    readers = readers_now()
    maps = "".join(Path(f"/proc/{child}/maps").read_text() for child in readers)
    run.close()
    assert len(readers) == 1
    assert "libtorch" not in maps
    assert "openvino" not in maps
