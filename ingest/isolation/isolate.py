"""Reads files in separate processes, each with limits. Reader processes never import the embedder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import PageReading
from ingest.errors import FileSkipped
from ingest.isolation.worker import Limits, Program, work_off
from ingest.pipeline import Prepared, Unpacked
from ingest.split import SplitSettings

Result = Prepared | Unpacked | FileSkipped


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read, or one inside it by the names that lead there, and the path under which it is shown.

    `readings` is what OCR made of its pages so far.
    """

    file: Path
    path: str
    inside: tuple[str, ...] = ()
    readings: tuple[PageReading, ...] = ()


def read_all(
    tasks: Iterable[Task], tokenizer: Path, split: SplitSettings, workers: int, limits: Limits | None = None
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they get done. `tokenizer` is the file of the embedder's tokenizer."""
    program = Program("ingest.isolation.reader_process", (tokenizer, split), limits or Limits())
    return work_off(list(tasks), program, workers)
