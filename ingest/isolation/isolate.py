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
<<<<<<< HEAD


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost, on top of what its process has. CPU and memory are held by the system, wall
    time by the parent.

    Wall time is `wall_seconds` and `seconds_a_page` for each page that the file says it has. On Linux
    the time in which the process could run, but other processes had the processor, does not count.
    """

    cpu_seconds: int = 60
    wall_seconds: float = 20.0
    seconds_a_page: float = 0.3
    memory_bytes: int = 1 << 30


Result = Prepared | Unpacked | FileSkipped
_WORN = 0.5  # of the memory that a file may take: one that holds as much before its next file is replaced
NEEDS_MEMORY = "needs more memory than a file may take"


@dataclass(frozen=True, slots=True)
class PageCount:
    """What a reader process says first of a file: how many pages it must be given time for, and how many
    seconds it needs besides for another program to convert it.
    """

    pages: int
    conversion_seconds: float = 0.0
=======
    readings: tuple[PageReading, ...] = ()
>>>>>>> main


def read_all(
    tasks: Iterable[Task], tokenizer: Path, split: SplitSettings, workers: int, limits: Limits | None = None
) -> Iterator[tuple[Task, Result]]:
    """Each task with its result, as they get done. `tokenizer` is the file of the embedder's tokenizer."""
<<<<<<< HEAD
    waiting = list(reversed(list(tasks)))
    setup = (tokenizer, split, limits or Limits())
    pool: list[_Reader] = []
    try:
        pool += (_Reader(*setup) for _ in range(min(workers, len(waiting))))
        while waiting or any(reader.task for reader in pool):
            for reader in pool:
                if reader.task is None and waiting:
                    reader.give(waiting.pop())
            busy = [reader for reader in pool if reader.task]
            wait([reader.connection for reader in busy], timeout=1.0)
            for reader in busy:
                if done := reader.take():
                    yield done
    finally:
        for reader in pool:
            reader.stop()


class _Reader:
    """One reader process and the file it is at."""

    def __init__(self, tokenizer: Path, split: SplitSettings, limits: Limits) -> None:
        self._setup = (tokenizer, split, limits)
        self._limits = limits
        self.task: Task | None = None
        self._start()

    def _start(self) -> None:
        # libraries warn by the megabyte; what matters is in the result
        self._noise = TemporaryFile()  # noqa: SIM115  (open as long as the process lives)
        self.connection, theirs = Pipe()
        handle = theirs.fileno()
        self._process = subprocess.Popen(
            [*_COMMAND, str(handle)],
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
        self.connection.send(self._setup)
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
        if self._held_bytes() > _WORN * self._limits.memory_bytes:  # left behind by the files before
            self.stop()
            self._start()
        try:
            self.connection.send(task)
        except OSError:  # it died while it had nothing to do
            self.stop()
            self._start()
            self.connection.send(task)
        self.task, self._given, self._seconds = task, self._clock(), self._limits.wall_seconds

    def take(self) -> tuple[Task, Result] | None:
        """The task and its result when it is done or given up; else nothing yet."""
        if self.task is None:
            return None
        result = self._result()
        if isinstance(result, PageCount):
            self._seconds += self._limits.seconds_a_page * result.pages + result.conversion_seconds
            return None
        if result is None and self._clock() - self._given > self._seconds:
            self.stop()
            self._start()
            result = FileSkipped(Reason.TOO_SLOW, f"not read within {self._seconds:.0f} seconds")
        if result is None:
            return None
        task, self.task = self.task, None
        return task, result

    def _held_bytes(self) -> int:
        """The memory that the process holds; 0 where the system does not tell."""
        try:
            return (
                int(Path(f"/proc/{self._process.pid}/statm").read_text().split()[1]) * resource.getpagesize()
            )
        except (OSError, IndexError):
            return 0

    def _clock(self) -> float:
        """Seconds, less those in which the process was kept waiting for a processor."""
        try:
            waited = int(Path(f"/proc/{self._process.pid}/schedstat").read_text().split()[1])
        except (OSError, IndexError):  # another system than Linux, or one that does not count it
            waited = 0
        return time.monotonic() - waited / 1e9

    def _result(self) -> Result | PageCount | None:
        """What the process has to say, or why it ended; None while it is at work."""
        if not self.connection.poll():
            return None
        try:
            said: Result | PageCount = self.connection.recv()
        except (EOFError, OSError):  # nothing came, or half of it
            said = self._why_ended()
            self._start()
        return said

    def _words(self) -> str:
        self._noise.seek(0)
        return self._noise.read().decode(errors="replace").strip()

    def _why_ended(self) -> FileSkipped:
        code, words = self._process.wait(), self._words()
        self.stop()
        if code == -signal.SIGXCPU:
            return FileSkipped(
                Reason.TOO_SLOW, f"not read within {self._limits.cpu_seconds} seconds of processor time"
            )
        if _OUT_OF_MEMORY.search(words):
            return FileSkipped(Reason.TOO_LARGE, NEEDS_MEMORY)
        return FileSkipped(Reason.DAMAGED, f"the process that read it broke down ({_ending(code)})")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self.connection.close()
        self._noise.close()


def _ending(code: int) -> str:
    """How a process ended, as a person looks it up: "SIGSEGV", "exit 1"."""
    return signal.Signals(-code).name if code < 0 else f"exit {code}"
=======
    program = Program("ingest.isolation.reader_process", (tokenizer, split), limits or Limits())
    return work_off(list(tasks), program, workers)
>>>>>>> main
