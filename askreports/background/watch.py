"""Keeps an index in step with its folders: ingests again when files have changed and come to rest.

The only place that knows watchfiles.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.errors import IndexBusy, IndexNotWritten
from index.outcome import Ingested, Outcome
from ingest.discover import is_passed_over
from ingest.errors import NothingToIngest, Reason

Trouble = IndexBusy | IndexNotWritten | NothingToIngest  # what may be over a while later
_PASSING = (Reason.UNREADABLE, Reason.TOO_SLOW)


@dataclass(frozen=True, slots=True)
class Pauses:
    """Files must have been at rest for `settle` seconds; those that never rest are read after `longest`.

    Files that fail are tried again after `retry` seconds, then after twice that, `retries` times.
    """

    settle: float = 2.0
    longest: float = 600.0
    retry: float = 30.0
    retries: int = 6


class Stop(Protocol):
    """Something that says when to end, such as a `threading.Event`."""

    def is_set(self) -> bool: ...


def watch(
    paths: Sequence[Path],
    index: Path,
    ingest: Callable[[bool], Ingested],
    pauses: Pauses | None = None,
    stop: Stop | None = None,
) -> Iterator[Ingested | Trouble]:
    """A round at once and one after each batch of changes, each with its result or why there is none.

    `ingest` does a round; it is told whether files that failed before are to be tried again. Ends when
    `stop` is set. Raises what `ingest` raises, unless a later round may mend it.
    """
    for path in paths:
        if not path.exists():
            raise NothingToIngest(f"{path} does not exist or cannot be reached: check the path")
    pauses = pauses or Pauses()
    failures = _Failures(pauses)
    begun = False
    for changed in _changes(paths, index.absolute(), pauses, stop):
        trying_again = failures.are_due()
        if changed or trying_again or not begun:
            outcome = _round(ingest, trying_again or not begun)
            failures.note(_failing(outcome), trying_again)
            begun = True
            yield outcome


def _changes(paths: Sequence[Path], index: Path, pauses: Pauses, stop: Stop | None) -> Iterator[bool]:
    """Again and again, whether something has changed.

    A watcher follows a folder, not its name: when another one has the name, it is watched from then on.
    """
    from watchfiles import watch as changes_of

    is_another = False
    while stop is None or not stop.is_set():
        watched = [_identity(path) for path in paths]
        if None in watched:
            time.sleep(min(1.0, pauses.settle))
            is_another = True
            yield False
            continue
        batches = changes_of(
            *paths,
            watch_filter=lambda _, path: _is_watched(Path(path), index),
            step=_milliseconds(pauses.settle),
            debounce=_milliseconds(pauses.longest),
            rust_timeout=_milliseconds(min(1.0, pauses.settle)),
            yield_on_timeout=True,
            stop_event=stop,
        )
        for changes in batches:
            yield bool(changes) or is_another
            is_another = [_identity(path) for path in paths] != watched
            if is_another:
                break


def _identity(path: Path) -> tuple[int, int] | None:
    """What stays the same as long as a name means the same folder; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@dataclass(slots=True)
class _Failures:
    """What failed last, how often it was tried again, and when it is to be tried next."""

    pauses: Pauses
    failing: frozenset[str] = frozenset()
    tries: int = 0
    due: float | None = field(default=None)

    def are_due(self) -> bool:
        return self.due is not None and time.monotonic() >= self.due

    def note(self, failing: frozenset[str], tried: bool) -> None:
        if failing - self.failing:  # something new fails: it has all its tries before it
            self.tries, tried = 0, False
            self.due = self._next()
        elif not failing:
            self.tries, self.due = 0, None
        elif tried:
            self.tries += 1
            self.due = self._next()
        self.failing = failing

    def _next(self) -> float | None:
        if self.tries == self.pauses.retries:
            return None
        return time.monotonic() + self.pauses.retry * 2.0**self.tries


def _round(ingest: Callable[[bool], Ingested], trying_again: bool) -> Ingested | Trouble:
    try:
        return ingest(trying_again)
    except (IndexBusy, IndexNotWritten, NothingToIngest) as trouble:
        return trouble


def _failing(outcome: Ingested | Trouble) -> frozenset[str]:
    """The paths of files that may be readable another time; an empty one stands for the index itself."""
    if isinstance(outcome, NothingToIngest):
        return frozenset()  # the next file to come is a change
    if not isinstance(outcome, Ingested):
        return frozenset({""})
    skipped = (file for file in outcome.files if file.outcome is Outcome.SKIPPED)
    return frozenset(file.path for file in skipped if file.reason.split(":")[0] in _PASSING)


def _is_watched(path: Path, index: Path) -> bool:
    """Whether a change there may matter: the index itself changes with every round."""
    return not path.is_relative_to(index) and not is_passed_over(path.name)


def _milliseconds(seconds: float) -> int:
    return max(1, round(1000 * seconds))
