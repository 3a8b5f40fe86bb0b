"""Prints how many values of random tables are claimed, and how many of these wrongly, by format.

    bench/table_claims.py [--files 400] [--seed 1] [--show 10]

Each file holds three tables with cells left blank, merged and moved. A claim is a cell of a table row, with
its label and period, from which figures are made; it is compared with the grid that the file was made from.
"""

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from made_tables import MadeTable, made_tables
from table_files import WRITERS

from askreports.answering.tables.row import Cell, Row
from askreports.answering.tables.rows import page_rows
from ingest.document import Page, RawReport
from ingest.readers.read import read

FLAT = (".md", ".txt", ".rtf")  # formats in which values are not merged
TABLES = 3  # of a file
Key = tuple[str, str, int, str]  # label over several rows, label, year, measure


@dataclass(slots=True)
class Claims:
    """What was claimed of files: `wrong` says each wrong claim in words."""

    sure: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Claims") -> None:
        self.sure += other.sure
        self.right += other.right
        self.wrong += other.wrong


def claims_of(suffix: str, seed: int, folder: Path) -> Claims:
    """Writes one file of this format, reads it, and compares."""
    chance = random.Random(seed)
    tables = made_tables(chance, TABLES)
    file = folder / f"made-{seed}{suffix}"
    WRITERS[suffix](tables, file, chance)
    return compared(tables, read(file), file)


def compared(tables: Sequence[MadeTable], reading: RawReport, file: Path) -> Claims:
    """Each value that is claimed of the reading, beside the tables."""
    cells = [cell for table in tables for cell in _truth(table, file.suffix not in FLAT)]
    truth = dict(cells)
    if len(truth) < len(cells):
        raise ValueError(f"{file}: two cells are called the same")
    claims, found = Claims(sure=len(truth)), set[Key]()
    known = {row.label for table in tables for row in table.rows if row.texts}
    for number, page in enumerate(reading.pages, 1):
        whole = Page(number, "", page.text, 0, 0, len(page.text), tables=page.tables)
        for row in page_rows(whole, "en"):
            for cell in row.cells:
                keys = [key for key in _keys(row, cell) if truth.get(key) == cell.value]
                if keys:
                    found.add(keys[0])
                elif row.label in known or row.label not in _parts(known):
                    claims.wrong.append(f"{file.name}: {row.group!r} {row.label!r} {cell}")
    claims.right = len(found)
    return claims


def _truth(table: MadeTable, merges: bool) -> Iterator[tuple[Key, object]]:
    years = Counter(column.year for column in table.columns)
    for row, column, value in table.sure(merges):
        measure = column.measure if years[column.year] > 1 else ""
        yield (row.outer, row.label, column.year or 0, measure), value


def _keys(row: Row, cell: Cell) -> Iterator[Key]:
    """What the claim may be of: the label over several rows is the group, or stands before the label."""
    outer, _, label = row.label.partition("  ")
    yield "", row.label, cell.year, cell.measure
    yield row.group, row.label, cell.year, cell.measure
    yield outer, label, cell.year, cell.measure


def _parts(labels: set[str]) -> set[str]:
    """What a label may be called that runs over two lines, if one of them is lost: not all of it."""
    return {label.partition(" ")[2] for label in labels}


def main() -> None:
    """Makes the files and prints a line a format."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--formats", nargs="*", default=list(WRITERS))
    arguments = parser.parse_args()
    for suffix in arguments.formats:
        claims = Claims()
        with tempfile.TemporaryDirectory() as folder:
            for number in range(arguments.files):
                claims.add(claims_of(suffix, arguments.seed * 1_000_000 + number, Path(folder)))
        share = claims.right / max(claims.sure, 1)
        print(f"{suffix:6} {claims.sure:7} sure, {share:.3f} claimed rightly, {len(claims.wrong)} wrong")
        for wrong in claims.wrong[: arguments.show]:
            print(f"       {wrong}")


if __name__ == "__main__":
    main()
