"""Reads pages by OCR in separate processes, each with limits: a page that goes wrong costs itself alone."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.document import PageReading
from ingest.errors import FileSkipped, Reason
from ingest.isolation.worker import Limits, Program, work_off

LIMITS = Limits(cpu_seconds=120, wall_seconds=180.0, seconds_a_page=0.0, memory_bytes=5 << 29)
_WORKER_BYTES = 1 << 30  # of memory that a process takes at work, with some to spare


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page (sheet from 1) of a file, or of one inside it by the names that lead there.

    `report` is the id of the content that is meant: a file that has changed since has other pages.
    """

    file: Path
    inside: tuple[str, ...]
    report: str
    page: int


def recognise_all(
    tasks: Iterable[PageTask], workers: int, limits: Limits = LIMITS
) -> Iterator[tuple[PageTask, PageReading | FileSkipped]]:
    """Each page with what OCR made of it, as they get done; a page that went wrong has its reason.

    `FileSkipped` means that the file is not there or has changed: its page was not tried.
    """
    program = Program("ingest.isolation.ocr_process", (), limits)
    for task, result in work_off(tasks, program, workers):
        if isinstance(result, FileSkipped) and result.reason is not Reason.UNREADABLE:
            yield task, PageReading(task.page, reason=str(result))
        else:
            yield task, result


def all_cores() -> int:
    """How many processes may read at a time here: one a core, as far as the memory goes."""
    return max(1, min(_cores(), _available_bytes() // _WORKER_BYTES))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):  # Linux: the cores that this process may use
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _available_bytes() -> int:
    """The memory that programs may still take; plenty where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
    except OSError:
        return 1 << 40
    told = dict(line.split(":", 1) for line in lines)
    return int(told.get("MemAvailable", f"{1 << 30} kB").split()[0]) << 10
