"""What people decided about reports: facts they corrected, and reports they want forgotten.

Lies in the index folder beside the generations, so that neither a new one nor a rollback changes it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from index.errors import IndexDamaged
from ingest.facts.description import Description

FILE_NAME = "corrections.json"


@dataclass(frozen=True, slots=True)
class ReportKey:
    """A report, by the id of its content, its file's absolute path, and the path that is shown.

    The same content elsewhere is this report, and so is other content in the same file.
    """

    report: str
    file: str
    path: str

    def is_of(self, report: str, files: Iterable[str]) -> bool:
        """Whether content with this id, in files with these absolute paths, is this report."""
        return bool(self.report and report == self.report) or self.file in files

    def holds(self, report: str, file: str) -> bool:
        """Whether a file is this report, or lies in it."""
        return self.is_of(report, [file]) or _within(file, self.file)

    def is_called(self, name: str) -> bool:
        """Whether a name is its id, one of its paths, or that of a folder that it lies in."""
        return name == self.report or any(
            path == name or _within(path, name) for path in (self.file, self.path)
        )


def _within(path: str, folder: str) -> bool:
    return path.startswith(folder.rstrip("/") + "/")


@dataclass(frozen=True, slots=True)
class Correction:
    """Facts that people corrected, and of which report."""

    place: ReportKey
    says: Description


@dataclass(frozen=True, slots=True)
class Corrections:
    """All that people decided, in the order in which they did."""

    described: tuple[Correction, ...] = ()
    forgotten: tuple[ReportKey, ...] = ()

    def of(self, report: str, files: Iterable[str]) -> Description:
        """What is said of a report; what was said of its content outweighs what was said of its place."""
        files = tuple(files)
        said = Description()
        fitting = [one for one in self.described if one.place.is_of(report, files)]
        for correction in sorted(fitting, key=lambda one: one.place.report == report):
            said = correction.says.over(said)
        return said

    def forgets(self, report: str, file: str) -> bool:
        """Whether a file is to stay out."""
        return any(place.holds(report, file) for place in self.forgotten)

    def describing(self, place: ReportKey, says: Description | None) -> "Corrections":
        """With another description of a report; without any where it is None."""
        others = [one for one in self.described if not one.place.is_of(place.report, [place.file])]
        return replace(self, described=(*others, *([Correction(place, says)] if says else [])))

    def forgetting(self, places: Iterable[ReportKey]) -> "Corrections":
        """With these reports forgotten, and without what was said of them."""
        new = [place for place in places if place not in self.forgotten]
        described = [
            one
            for one in self.described
            if not any(place.holds(one.place.report, one.place.file) for place in new)
        ]
        return Corrections(tuple(described), (*self.forgotten, *new))

    def remembering(self, name: str) -> "Corrections":
        """Without what forgets the reports of this name: an id, a path, or a folder's path."""
        return replace(self, forgotten=tuple(one for one in self.forgotten if not one.is_called(name)))


def read_corrections(root: Path) -> Corrections:
    """The corrections of an index; none where nobody made any. Raises `IndexDamaged`."""
    file = root / FILE_NAME
    try:
        saved = json.loads(file.read_text(encoding="utf-8"))
        return Corrections(
            tuple(
                Correction(ReportKey(**one["place"]), _description(one["says"])) for one in saved["described"]
            ),
            tuple(ReportKey(**one) for one in saved["forgotten"]),
        )
    except FileNotFoundError:
        return Corrections()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"{file} cannot be read ({error}): restore it, or delete it to begin anew"
        ) from error


def write_corrections(root: Path, corrections: Corrections) -> None:
    """Replaces the file in one step."""
    text = json.dumps(asdict(corrections), ensure_ascii=False, indent=1)
    building = root / f"{FILE_NAME}.{os.getpid()}"
    building.write_text(text, encoding="utf-8")
    building.replace(root / FILE_NAME)


def _description(saved: dict[str, object]) -> Description:
    collection = saved.pop("collection", None)
    texts = {name: None if value is None else str(value) for name, value in saved.items()}
    return Description(
        **texts, collection=tuple(map(str, collection)) if isinstance(collection, list) else None
    )
