"""Random tables whose every value is known: cells left blank, merged, and columns moved about."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_THINGS = (
    "Sales Wages Rent Energy Grants Donations Interest Repairs Travel Insurance Licences Transport "
    "Materials Pensions Training Cleaning Printing Catering Inventories Receivables Payables Deposits"
).split()
_OF = (
    "of members, of the shops, of the museum, abroad, at home, of volunteers, from partners, "
    "to suppliers, of the harbour, of the north, in towns, on loans"
).split(", ")
_PLACES = "Lamorna Porthleven Newlyn Mousehole Hayle Zennor Ludgvan Marazion".split()
_GROUPS = ("Current assets", "Fixed costs", "Other income", "Programmes", "Reserves", "Liabilities")
_OVER = (("Group", "Parent"), ("Restricted", "Unrestricted"), ("North", "South"), ("Budget", "Actual"))
_HEADS = ("{}", "{}", "{}", "FY{}", "31 December {}", "Year {}", "31/12/{}")


@dataclass(frozen=True, slots=True)
class MadeColumn:
    """A column of values. `year` is None where it is no period; `measure` is the head over several."""

    head: str
    year: int | None
    measure: str = ""


@dataclass(frozen=True, slots=True)
class MadeRow:
    """A row: its label, the label over several rows beside it, the heading above, and a text a column.

    A row without texts is a heading. Columns whose numbers are in `merged` lie over the next one as well.
    """

    label: str
    outer: str = ""
    heading: str = ""
    texts: tuple[str, ...] = ()
    merged: int | None = None


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table with its truth. `has_sides` tells that labels over several rows stand in a column of theirs."""

    title: str
    columns: tuple[MadeColumn, ...]
    rows: tuple[MadeRow, ...]
    has_sides: bool = False

    @property
    def has_measures(self) -> bool:
        return any(column.measure for column in self.columns)

    def sure(self, merges: bool) -> Iterator[tuple[MadeRow, MadeColumn, Decimal]]:
        """The cells of which anyone can tell the row, the period and the value.

        In a format that does not merge cells, what is merged stands in the first of its columns.
        """
        for row in self.rows:
            for number, (column, text) in enumerate(zip(self.columns, row.texts, strict=False)):
                is_merged = merges and row.merged is not None and number in (row.merged, row.merged + 1)
                if column.year is not None and text and not is_merged:
                    yield row, column, value_of(text)


def value_of(text: str) -> Decimal:
    """The value that a text of ours says."""
    if text == "-":
        return Decimal(0)
    digits = Decimal("".join(char for char in text if char.isdigit() or char == "."))
    return -digits if text[0] in "(-" or text.endswith("-") else digits


def made_tables(chance: random.Random, count: int) -> tuple[MadeTable, ...]:
    """So many tables of one file: no two rows of them are called the same, but for the label beside them."""
    labels = [f"{thing} {of}" for thing in _THINGS for of in _OF] + list(_THINGS)
    chance.shuffle(labels)
    return tuple(_table(chance, labels, number) for number in range(count))


def _table(chance: random.Random, labels: list[str], number: int) -> MadeTable:
    columns = _columns(chance)
    has_sides = chance.random() < 0.2
    rows = list(_with_sides(chance, labels, columns) if has_sides else _plain_rows(chance, labels, columns))
    return MadeTable(f"Table {'ABCDEFGH'[number]}: what was made", columns, tuple(rows), has_sides)


def _columns(chance: random.Random) -> tuple[MadeColumn, ...]:
    first = chance.randint(2012, 2022)
    years = [first - n for n in range(chance.choice((1, 2, 2, 2, 2, 3, 4, 5)))]
    if chance.random() < 0.25:
        years.reverse()
    form = chance.choice(_HEADS)
    over = chance.choice(_OVER) if len(years) in (2, 3) and chance.random() < 0.3 else ("",)
    columns = [MadeColumn(form.format(year), year, measure) for measure in over for year in years]
    if over == ("",):
        if chance.random() < 0.4:
            columns.insert(chance.choice((0, 0, 0, len(columns))), MadeColumn("Note", None))
        if chance.random() < 0.2:
            columns.append(MadeColumn("Change %", None))
    return tuple(columns)


def _plain_rows(
    chance: random.Random, labels: list[str], columns: tuple[MadeColumn, ...]
) -> Iterator[MadeRow]:
    heading = ""
    headings = chance.sample(_GROUPS, len(_GROUPS))
    for number in range(chance.randint(3, 9)):
        if headings and number != 1 and chance.random() < 0.15:
            heading = headings.pop()
            yield MadeRow(heading)
        yield _row(chance, MadeRow(labels.pop(), heading=heading), columns)


def _with_sides(
    chance: random.Random, labels: list[str], columns: tuple[MadeColumn, ...]
) -> Iterator[MadeRow]:
    inner = [labels.pop() for _ in range(chance.randint(2, 3))]
    for place in chance.sample(_PLACES, chance.randint(2, 3)):
        for label in inner[: chance.randint(2, len(inner))]:
            yield _row(chance, MadeRow(label, outer=place), columns)


def _row(chance: random.Random, row: MadeRow, columns: tuple[MadeColumn, ...]) -> MadeRow:
    scale = chance.choice((20, 900, 90_000, 9_000_000))
    texts = [_text(chance, column, scale) for column in columns]
    merged = None
    if len(columns) > 2 and chance.random() < 0.04:
        merged = chance.randrange(len(columns) - 1)
        texts[merged], texts[merged + 1] = texts[merged].strip("-") or "77", ""
    return MadeRow(row.label, row.outer, row.heading, tuple(texts), merged)


def _text(chance: random.Random, column: MadeColumn, scale: int) -> str:
    if chance.random() < 0.2:
        return ""
    if column.head == "Note":
        return chance.choice(("3", "7", "12", "24", "5.1", "9"))
    if column.year is None:
        return f"{chance.uniform(-30, 30):.1f}%"
    if chance.random() < 0.05:
        return "-"
    text = f"{chance.randint(1, scale):,}" if chance.random() < 0.8 else f"{chance.uniform(1, scale):,.1f}"
    return chance.choice((f"({text})", f"-{text}", f"{text}-")) if chance.random() < 0.15 else text
