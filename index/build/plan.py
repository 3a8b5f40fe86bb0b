"""What an ingest has to do: the files that are there now against those the live index knows."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from index.outcome import Outcome
from index.storage.catalog import FileEntry
from ingest.errors import NEEDS_LIBREOFFICE, NEEDS_OCR, Reason

# Skipped for one of these, a file is tried again though its bytes are the same: another time it may be
# readable.
_PASSING = frozenset({Reason.UNREADABLE, Reason.TOO_SLOW})


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of this run, or one inside it: `inside` are the names that lead there. `report` is the id of
    its content.

    `problem` says why it is of no use whatever it contains; then it was not opened, and `report` is empty.
    """

    file: Path
    path: str
    report: str
    bytes: int
    problem: str = ""
    inside: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """By which its reader is chosen: the same bytes may be damaged as a PDF and fine as HTML."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def key(self) -> str:
        """The file's absolute path as a text that any database takes, whatever bytes its name has."""
        return "/".join([os.fsencode(self.file).decode("utf-8", "backslashreplace"), *self.inside])


@dataclass(slots=True)
class Plan:
    """The files of a run, by what is to be done with them.

    `read` has contents not known yet, `kept` contents of the live index, `unpacked` files known to be
    nothing but containers of others, `skipped` files known to be of no use, with the reason, `forgotten`
    files that people want to stay out. `removed` were indexed, lay under the paths and are gone;
    `elsewhere` lie under other paths and stay.
    """

    read: list[SourceFile] = field(default_factory=list)
    kept: list[tuple[SourceFile, FileEntry]] = field(default_factory=list)
    unpacked: list[tuple[SourceFile, FileEntry]] = field(default_factory=list)
    skipped: list[tuple[SourceFile, str]] = field(default_factory=list)
    forgotten: list[SourceFile] = field(default_factory=list)
    removed: list[FileEntry] = field(default_factory=list)
    elsewhere: list[FileEntry] = field(default_factory=list)

    def extend(self, more: "Plan") -> None:
        """Adds the files of another part of the same run."""
        for name in ("read", "kept", "unpacked", "skipped", "forgotten"):
            getattr(self, name).extend(getattr(more, name))


def make_plan(
    seen: Sequence[SourceFile], known: Sequence[FileEntry], try_again: bool = True, has_ocr: bool = False
) -> Plan:
    """Sorts files of a run. Content decides, never the name or the time of a file.

    With `try_again`, files that failed for a reason that may have passed are read once more; with `has_ocr`,
    those that lacked it come in again, for their pages to wait for it.
    """
    settled = [entry for entry in known if not (has_ocr and NEEDS_OCR in entry.reason)]
    indexed = {entry.report: entry for entry in settled if entry.is_report}
    unpacked = {entry.report: entry for entry in settled if entry.outcome == Outcome.UNPACKED}
    failed = {
        (entry.report, Path(entry.file).suffix.lower()): entry.reason
        for entry in settled
        if entry.outcome == Outcome.SKIPPED and not (try_again and _may_have_passed(entry.reason))
    }
    plan = Plan()
    for item in seen:
        if item.problem:
            plan.skipped.append((item, item.problem))
        elif item.report in indexed:
            plan.kept.append((item, indexed[item.report]))
        elif item.report in unpacked:
            plan.unpacked.append((item, unpacked[item.report]))
        elif (reason := failed.get((item.report, item.suffix))) is not None:
            plan.skipped.append((item, reason))
        else:
            plan.read.append(item)
    return plan


def _may_have_passed(reason: str) -> bool:
    return reason.split(":")[0] in _PASSING or NEEDS_LIBREOFFICE in reason


def add_absent(
    plan: Plan, seen: Sequence[SourceFile], known: Sequence[FileEntry], roots: Sequence[Path]
) -> None:
    """Completes the plan of all files of a run by those that were not seen in it."""
    here = {item.key for item in seen}
    contents = {item.report for item in seen}
    for entry in known:
        if entry.file in here:
            continue
        if not any(Path(entry.file).is_relative_to(root) for root in roots):
            plan.elsewhere.append(entry)
        elif entry.is_report and entry.report not in contents:  # else it was only renamed
            plan.removed.append(entry)
