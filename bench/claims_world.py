"""The organisations, figures and sentences of made-up reports, by seed: what is known to be true."""

import random
import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

WORDS = tomllib.loads(Path(__file__).with_name("claims_words.toml").read_text("utf-8"))
YEARS = (2021, 2022, 2023)
LANGUAGES = ("en", "en", "de", "es")
_ONSETS = "Bal Cor Dren Fal Gor Hel Jun Kel Lum Mar Nor Ost Pel Quar Ros Sel Tor Ul Ven Wil Yar Zan".split()
_ENDS = (
    "amo berg dane evik fora gard hild inor kova lund mere nast oria pont quist rona sted tula vane".split()
)
_KINDS = {
    "en": ("Trust", "Society", "Foundation"),
    "de": ("Stiftung", "Verein", "Genossenschaft"),
    "es": ("Fundación", "Asociación"),
}
_FIRST = "Ada Bruno Clara Dario Edith Felix Greta Hugo Irma Jonas Klara Leo Mona Nils Olga Paul".split()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a table: its label and other ways of saying it, in each language."""

    unit: str
    group: str
    row: dict[str, str]
    said: dict[str, list[str]]
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with its figures by item and year; money in thousand EUR."""

    name: str
    language: str
    half: str
    items: tuple[Item, ...]
    figures: dict[tuple[int, int], Decimal]  # place of the item, year
    people: tuple[str, str]
    months: int


def organisations(count: int, seed: int) -> list[Organisation]:
    """So many of each half, the same for the same seed."""
    chance = random.Random(seed)
    names = [first + end for first in _ONSETS for end in _ENDS]
    chance.shuffle(names)
    return [
        _organisation(names.pop(), names, LANGUAGES[n % len(LANGUAGES)], half, chance)
        for half in ("a", "b")
        for n in range(count)
    ]


def _organisation(
    name: str, names: list[str], language: str, half: str, chance: random.Random
) -> Organisation:
    kind = chance.choice(_KINDS[language])
    full = f"{kind} {name}" if language == "es" else f"{name} {kind}"
    items = tuple(
        Item(**{k: v for k, v in item.items() if k != "half"})
        for item in WORDS["items"]
        if item["half"] == half
    )
    figures = {
        (place, year): _figure(item, chance)
        for place, item in enumerate(items)
        for year in (YEARS[0] - 1, *YEARS)
    }
    people = tuple(f"{first} {names.pop()}" for first in chance.sample(_FIRST, 2))
    return Organisation(full, language, half, items, figures, (people[0], people[1]), chance.randint(13, 29))


def _figure(item: Item, chance: random.Random) -> Decimal:
    if item.unit == "percent":
        return Decimal(chance.randint(101, 989)) / 10
    value = Decimal(chance.randint(1_050, 98_000) if item.unit == "money" else chance.randint(210, 9_900))
    return -value if item.signed and chance.random() < 0.4 else value


def sentences_of(organisation: Organisation) -> list[dict[str, Any]]:
    """The sentences that its English reports write, with what may be claimed of them."""
    return [one for one in WORDS["sentences"] if one["half"] == organisation.half]


def rounded(value: Decimal, decimals: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def written(value: Decimal, decimals: int, language: str) -> str:
    """A number by the custom of the language."""
    text = f"{rounded(value, decimals):,f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))
