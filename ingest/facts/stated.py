"""`reports.toml`: what people state of the reports that lie beside it, or below.

["annual/2022*.pdf"]            # a file, a pattern for files, or a folder
organisation = "Harbour Trust"
collection = "trusts"
"""

import tomllib
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from ingest.errors import BadDescription
from ingest.facts.description import Description, parse_description

FILE_NAME = "reports.toml"


class StatedFacts:
    """Reads each `reports.toml` under the paths of an ingest once."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = roots
        self._read: dict[Path, list[tuple[str, Description]]] = {}

    def of(self, file: Path, inside: Sequence[str] = ()) -> Description:
        """What is stated of a file, or of one inside it. Of two tables that fit, the later is right, and the
        nearer file is. Raises `BadDescription`.
        """
        said = Description()
        for folder in self._folders(file):
            name = PurePosixPath(file.relative_to(folder).as_posix(), *inside).as_posix()
            for pattern, description in self._tables(folder):
                if _fits(name, pattern):
                    said = description.over(said)
        return said

    def _folders(self, file: Path) -> Iterator[Path]:
        """The folders from the outermost that was named down to the one that holds the file."""
        for folder in reversed(file.parents):
            if folder == file.parent or any(folder.is_relative_to(root) for root in self._roots):
                yield folder

    def _tables(self, folder: Path) -> list[tuple[str, Description]]:
        if folder not in self._read:
            self._read[folder] = read_stated(folder / FILE_NAME)
        return self._read[folder]


def read_stated(file: Path) -> list[tuple[str, Description]]:
    """The tables of a `reports.toml` in order; none where there is no such file. Raises `BadDescription`."""
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadDescription(f"{file} cannot be read ({error}): {_FORM}") from error
    loose = [name for name, table in tables.items() if not isinstance(table, dict)]
    if loose:
        raise BadDescription(f"{file}: {loose[0]!r} stands before any file: {_FORM}")
    return [(name, parse_description(table, f'{file} ["{name}"]')) for name, table in tables.items()]


_FORM = 'write ["FILE OR PATTERN"] and below it lines such as organisation = "Harbour Trust"'


def _fits(name: str, pattern: str) -> bool:
    """Whether a pattern names a file, by its path or its last part, or a folder that it lies in."""
    if name.startswith(pattern.rstrip("/") + "/"):
        return True
    return fnmatchcase(name, pattern) or fnmatchcase(name.rpartition("/")[2], pattern)
