"""Claims about made-up reports: true ones in other words and roundings, false ones of one change each."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from claims_world import WORDS, YEARS, Item, Organisation, rounded, sentences_of, written

_UNITS = {"en": "EUR {} {}", "de": "{} {} EUR", "es": "{} {} de EUR"}
_THOUSAND = {"en": "thousand", "de": "Tausend", "es": "miles"}
_MILLION = {"en": "million", "de": "Mio.", "es": "millones"}


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim with what is known of it. `kind` is "true ..." or how it was made wrong.

    `numeric` says that a number or year decides it; `named` that the reports hold the true value of what a
    false one says.
    """

    text: str
    kind: str
    half: str
    numeric: bool = True
    named: bool = False
    document: str = ""  # of a claim over a real report: its file, and the page that was read
    page: int = 0

    @property
    def is_true(self) -> bool:
        return self.kind.startswith("true")


@dataclass(frozen=True, slots=True)
class _Cell:
    """A figure of an organisation, and what claims about it are made with."""

    organisation: Organisation
    place: int
    year: int
    chance: random.Random

    @property
    def item(self) -> Item:
        return self.organisation.items[self.place]

    @property
    def value(self) -> Decimal:
        return self.organisation.figures[self.place, self.year]

    def say(self, value: Decimal, words: str = "", organisation: str = "", scale: int = 3) -> str:
        """The claim that the item has this value."""
        language = self.organisation.language
        text = _written(value, self.item, language, scale, self.chance)
        return self._framed("frames", words, organisation).format(v=text)

    def _framed(self, frame: str, words: str, organisation: str = "") -> str:
        language = self.organisation.language
        name = words or self.item.row[language]
        name = name[0].lower() + name[1:] if language != "de" else name
        text: str = (
            self.chance.choice(WORDS[frame][language])
            .replace("{o}", organisation or self.organisation.name)
            .replace("{i}", name)
            .replace("{y}", str(self.year))
            .replace("{b}", str(self.year - 1))
        )
        return text[0].upper() + text[1:]

    def say_change(self, percent: Decimal, up: bool) -> str:
        language = self.organisation.language
        frame = self._framed("rose" if up else "fell", "")
        return frame.format(p=written(percent, 0, language))


def made_claims(known: list[Organisation], seed: int) -> list[MadeClaim]:
    """All claims, in a fixed order."""
    chance = random.Random(seed)
    claims: list[MadeClaim] = []
    for organisation in known:
        others = [one for one in known if one.half == organisation.half and one is not organisation]
        for place in range(len(organisation.items)):
            for year in chance.sample(YEARS, 2):
                cell = _Cell(organisation, place, year, chance)
                claims += _of_figure(cell, others, chance)
        if organisation.language == "en":
            claims += _of_sentences(organisation, chance)
    return claims


def _of_figure(cell: _Cell, others: list[Organisation], chance: random.Random) -> Iterator[MadeClaim]:
    half, organisation = cell.organisation.half, cell.organisation
    said = chance.choice(cell.item.said[organisation.language])
    yield MadeClaim(cell.say(cell.value), "true, words of the row", half)
    yield MadeClaim(cell.say(cell.value, said), "true, other words", half)
    if cell.item.unit == "money":
        yield MadeClaim(cell.say(cell.value, scale=6), "true, rounded", half)
    wrong = list(_wrong(cell, others, chance))
    yield from (MadeClaim(text, kind, half, named=named) for kind, text, named in chance.sample(wrong, 3))
    yield from _of_change(cell, half)


def _wrong(cell: _Cell, others: list[Organisation], chance: random.Random) -> Iterator[tuple[str, str, bool]]:
    """Kind, text, and whether the true value is in the reports."""
    figures, value = cell.organisation.figures, cell.value
    neighbours = [
        p for p, item in enumerate(cell.organisation.items) if item.unit == cell.item.unit and p != cell.place
    ]
    if neighbours:
        yield (
            "neighbour row",
            cell.say(
                figures[chance.choice(neighbours), cell.year], cell.item.row[cell.organisation.language]
            ),
            True,
        )
    other_year = chance.choice([y for y in (YEARS[0] - 1, *YEARS) if y != cell.year])
    yield "other year", cell.say(figures[cell.place, other_year]), True
    yield "digits exchanged", cell.say(_exchanged(value)), True
    if cell.item.unit == "money":
        yield "scale", cell.say(value * 1000, scale=6) if abs(value) < 9999 else cell.say(value / 100), True
        yield "sign", cell.say(-value), True
        yield "unit", cell.say(value).replace("EUR", "USD"), True
    other = chance.choice([one for one in others if one.language == cell.organisation.language] or others)
    yield "organisation", cell.say(value, organisation=other.name), True
    yield "unknown organisation", cell.say(value, organisation="Qyrexa Council"), False


def _of_change(cell: _Cell, half: str) -> Iterator[MadeClaim]:
    """What rose or fell by how much: right, turned, and by another share."""
    before = cell.organisation.figures[cell.place, cell.year - 1]
    if cell.item.unit == "percent" or before <= 0 or cell.value <= 0:
        return
    change = (cell.value - before) / before * 100
    share = rounded(abs(change), 0)
    if not 2 <= share <= 300:
        return
    yield MadeClaim(cell.say_change(share, change > 0), "true, computed", half)
    yield MadeClaim(cell.say_change(share, change < 0), "direction", half, named=True)
    yield MadeClaim(cell.say_change(share + 7, change > 0), "computed otherwise", half, named=True)


def _of_sentences(organisation: Organisation, chance: random.Random) -> Iterator[MadeClaim]:
    a, c = organisation.people
    for one in sentences_of(organisation):
        words = {
            **{"o": organisation.name, "a": a, "c": c, "y": chance.choice(YEARS), "n": organisation.months},
            **{"b": chance.choice((2014, 2015, 2016)), "m": organisation.months + chance.randint(2, 9)},
        }
        numeric = "dated" in one
        yield MadeClaim(one["true"].format(**words), "true, a sentence", organisation.half, numeric)
        for kind in ("swapped", "negated", "turned", "dated", "counted"):
            if kind in one:
                yield MadeClaim(one[kind].format(**words), kind, organisation.half, numeric)


def _exchanged(value: Decimal) -> Decimal:
    """The value with its first two unlike digits exchanged."""
    text = f"{value:f}"
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    for first, second in pairwise(digits):
        if text[first] != text[second] and text[second] != "0":
            swapped = list(text)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            return Decimal("".join(swapped))
    return value + 11


def _written(value: Decimal, item: Item, language: str, scale: int, chance: random.Random) -> str:
    if item.unit == "percent":
        return f"{written(value, 1, language)} %"
    if item.unit == "count":
        return written(value, 0, language)
    decimals = chance.choice((1, 2)) if scale == 6 else 0
    shown = written(value.scaleb(3 - scale), decimals, language)
    word = _MILLION[language] if scale == 6 else _THOUSAND[language]
    return _UNITS[language].format(*((word, shown)[::-1] if language == "en" else (shown, word)))
