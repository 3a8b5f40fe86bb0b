"""Processes that work off tasks within limits: one that hangs, crashes or eats memory costs its task alone.

Each process takes one task at a time. One that dies or overruns its time is killed and replaced; its task
ends with the reason. One that still holds much memory before its next task is replaced, too.
"""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Generic, TypeVar

from ingest.errors import FileSkipped, ReaderFailed, Reason

Task = TypeVar("Task")

# the last words of Rust, C++, Python, the loader of libraries, onnxruntime and OpenCV
OUT_OF_MEMORY = re.compile(
    r"memory allocation|bad.?alloc|MemoryError|failed to map segment|(?:cannot|failed to) allocate"
    r"|insufficient memory",
    re.I,
)
_WORN = 0.5  # of the memory that a task may take: a process that holds as much before its next is replaced
NEEDS_MEMORY = "needs more memory than a file may take"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may cost, on top of what its process has. CPU and memory are held by the system, wall
    time by the parent.

    Wall time is `wall_seconds` and `seconds_a_page` for each page that the process says there is. On Linux
    the time in which the process could run, but other processes had the processor, does not count.
    """

    cpu_seconds: int = 60
    wall_seconds: float = 20.0
    seconds_a_page: float = 0.3
    memory_bytes: int = 1 << 30


@dataclass(frozen=True, slots=True)
class Program:
    """What the processes run: `serve` of a module, which is sent `setup` first, then one task at a time."""

    module: str
    setup: tuple[object, ...]
    limits: Limits

    @property
    def command(self) -> list[str]:
        # A fresh interpreter rather than a fork or a spawn: a fork would carry the locks of the parent's
        # threads, and a spawn would run the caller's script again. -P keeps the current folder off its path.
        start = f"import sys; from {self.module} import serve; serve(int(sys.argv[1]))"
        return [sys.executable, "-P", "-c", start]


@dataclass(frozen=True, slots=True)
class PageCount:
    """What a process may say first of a task: how many pages it must be given time for, and how many seconds
    it needs besides for another program to convert its file.
    """

    pages: int
    conversion_seconds: float = 0.0


def work_off(tasks: Iterable[Task], program: Program, workers: int) -> Iterator[tuple[Task, Any]]:
    """Each task with what its process made of it, or `FileSkipped`, as they get done.

    A task is taken from `tasks` when a process is free for it.
    """
    waiting = iter(tasks)
    pool: list[_Worker[Task]] = [_Worker(program) for _ in range(workers)]
    try:
        while True:
            for worker in pool:
                if worker.task is None and (task := next(waiting, None)) is not None:
                    worker.give(task)
            busy = [worker for worker in pool if worker.task is not None]
            if not busy:
                return
            wait([worker.connection for worker in busy], timeout=1.0)
            for worker in busy:
                if done := worker.take():
                    yield done
    finally:
        for worker in pool:
            worker.stop()


class _Worker(Generic[Task]):
    """One process and the task it is at. The process is started for its first task."""

    def __init__(self, program: Program) -> None:
        self._program, self._limits = program, program.limits
        self._process: subprocess.Popen[bytes] | None = None
        self.connection: Connection
        self.task: Task | None = None

    def _start(self) -> None:
        # libraries warn by the megabyte; what matters is in the result
        self._noise = TemporaryFile()  # noqa: SIM115  (open as long as the process lives)
        self.connection, theirs = Pipe()
        handle = theirs.fileno()
        self._process = subprocess.Popen(
            [*self._program.command, str(handle)],
            pass_fds=[handle],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._noise,
            env={
                **os.environ,
                # arenas and buffers for each thread take address space, which is bounded
                "MALLOC_ARENA_MAX": "1",
                "OPENBLAS_NUM_THREADS": "1",
            },
        )
        theirs.close()
        self.connection.send((*self._program.setup, self._limits))
        try:
            self.connection.recv()  # it has imported everything it needs
        except (EOFError, ConnectionResetError):
            code, lines = self._process.wait(), self._words().splitlines()
            said = lines[-1] if lines else "without a word"
            raise ReaderFailed(
                f"a reader process ended with {code} before it read anything ({said}): "
                "install askreports again"
            ) from None

    def give(self, task: Task) -> None:
        if self._process is None:
            self._start()
        elif self._held_bytes() > _WORN * self._limits.memory_bytes:  # left behind by the tasks before
            self._restart()
        try:
            self.connection.send(task)
        except OSError:  # it died while it had nothing to do
            self._restart()
            self.connection.send(task)
        self.task, self._given, self._seconds = task, self._clock(), self._limits.wall_seconds

    def take(self) -> tuple[Task, Any] | None:
        """The task and its result when it is done or given up; else nothing yet."""
        if self.task is None:
            return None
        result = self._result()
        if isinstance(result, PageCount):
            self._seconds += self._limits.seconds_a_page * result.pages + result.conversion_seconds
            return None
        if result is None and self._clock() - self._given > self._seconds:
            self.stop()
            result = FileSkipped(Reason.TOO_SLOW, f"not read within {self._seconds:.0f} seconds")
        if result is None:
            return None
        task, self.task = self.task, None
        return task, result

    def _held_bytes(self) -> int:
        """The memory that the process holds; 0 where the system does not tell."""
        return self._told("statm", 1) * resource.getpagesize()

    def _clock(self) -> float:
        """Seconds, less those in which the process was kept waiting for a processor."""
        return time.monotonic() - self._told("schedstat", 1) / 1e9

    def _told(self, name: str, place: int) -> int:
        """A number that Linux tells of the process; 0 on another system, or where it does not count it."""
        try:
            return int(Path(f"/proc/{self._process and self._process.pid}/{name}").read_text().split()[place])
        except (OSError, IndexError):
            return 0

    def _result(self) -> Any:
        """What the process has to say, or why it ended; None while it is at work."""
        if not self.connection.poll():
            return None
        try:
            return self.connection.recv()
        except (EOFError, OSError):  # nothing came, or half of it
            return self._why_ended()

    def _words(self) -> str:
        self._noise.seek(0)
        return self._noise.read().decode(errors="replace").strip()

    def _why_ended(self) -> FileSkipped:
        code, words = self._process.wait() if self._process else 0, self._words()
        self.stop()
        if code == -signal.SIGXCPU:
            return FileSkipped(
                Reason.TOO_SLOW, f"not read within {self._limits.cpu_seconds} seconds of processor time"
            )
        if OUT_OF_MEMORY.search(words):
            return FileSkipped(Reason.TOO_LARGE, NEEDS_MEMORY)
        return FileSkipped(Reason.DAMAGED, f"the process that read it broke down ({_ending(code)})")

    def _restart(self) -> None:
        self.stop()
        self._start()

    def stop(self) -> None:
        """Ends the process, if there is one; the next task starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self.connection.close()
            self._noise.close()
            self._process = None


def _ending(code: int) -> str:
    """How a process ended, as a person looks it up: "SIGSEGV", "exit 1"."""
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
