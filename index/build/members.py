"""Files inside files, as files of a run: those that were just found in one, and those known to be in it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.build.plan import Plan, SourceFile
from index.build.read_and_embed import Results
from index.storage.catalog import FileEntry
from ingest.document import Member
from ingest.errors import FileSkipped, Reason
from ingest.readers.members import CONTAINERS

MAX_DEPTH = 4  # a file in an archive in an e-mail in an archive
MAX_FILES = 10_000  # in a file that lies in a folder, whatever containers are in it
MAX_BYTES = 1 << 30  # of all of them together


class Members:
    """Finds the files inside those of a run, and says no to what holds ever more of them."""

    def __init__(self, known: Sequence[FileEntry]) -> None:
        self._known = sorted(known, key=_place)
        self._count: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()

    def of(self, plan: Plan, results: Results) -> list[SourceFile]:
        """The files directly inside those of `plan`."""
        known = [*plan.kept, *plan.unpacked]
        return [
            *(one for item in plan.read for one in self._found(item, results.members.get(item.report, ()))),
            *(one for item, entry in known for one in self._inside(item, entry)),
        ]

    def _found(self, item: SourceFile, members: Iterable[Member]) -> Iterator[SourceFile]:
        for member in members:
            yield self._bounded(item, member)

    def _inside(self, item: SourceFile, entry: FileEntry) -> Iterator[SourceFile]:
        """What the live index knows to be in the same content, wherever that lay."""
        for one in _directly_inside(entry, self._known):
            problem = "" if one.report else one.reason
            name = one.file[len(entry.file) + 1 :]
            yield self._bounded(item, Member(name, one.report, one.bytes, problem))

    def _bounded(self, item: SourceFile, member: Member) -> SourceFile:
        top = replace(item, inside=()).key
        inside = (*item.inside, member.name)
        self._count[top] += 1
        self._bytes[top] += member.bytes
        problem = member.problem or self._excess(top, inside)
        report = "" if problem else member.id
        return SourceFile(item.file, f"{item.path}/{member.name}", report, member.bytes, problem, inside)

    def _excess(self, top: str, inside: Sequence[str]) -> str:
        if len(inside) >= MAX_DEPTH and inside[-1].lower().endswith(tuple(CONTAINERS)):
            return str(FileSkipped(Reason.TOO_LARGE, f"lies in {len(inside)} files, one inside the other"))
        if self._count[top] > MAX_FILES:
            return str(FileSkipped(Reason.TOO_LARGE, f"the file that holds it holds over {MAX_FILES:,}"))
        if self._bytes[top] > MAX_BYTES:
            return str(FileSkipped(Reason.TOO_LARGE, f"with all others in there over {MAX_BYTES >> 20} MiB"))
        return ""


def _directly_inside(container: FileEntry, known: Sequence[FileEntry]) -> Iterator[FileEntry]:
    """The entries of the files in a container, without those that lie in one of them."""
    place = _place(container)
    holder = ""
    for entry in known[bisect_right(known, place, key=_place) :]:
        if not entry.file.startswith(container.file + "/"):
            return
        if not holder or not entry.file.startswith(holder):
            yield entry
            holder = entry.file + "/"


def _place(entry: FileEntry) -> list[str]:
    """By which what lies in a file comes right behind it."""
    return entry.file.split("/")
