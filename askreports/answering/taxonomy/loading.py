"""Reads `taxonomy.toml`: the one that comes with the package, and a custom one beside the reports."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from askreports.answering.formulas.expression import Expression, FormulaError, terms_of
from askreports.answering.formulas.parser import parse_formula
from askreports.answering.taxonomy.entries import Entry, Item, Ratio, Statement, Taxonomy, normal
from askreports.errors import BadTaxonomy
from index.storage.generation import TAXONOMY
from ingest.language.folding import fold

Fields: TypeAlias = Mapping[str, Any]

UNITS = ("percent", "ratio", "days", "money")
_STANDARD = Path(__file__).with_name(TAXONOMY)
_KNOWN = {
    "item": {"statement", "rows", "asked", "not_rows", "amount", "sign"},
    "ratio": {"asked", "formula", "unit"},
    "statement": {"titles", "anchors"},
}
_FORM = (
    'write [item.NAME] with statement = ["income_statement"] and rows = ["the label in reports"], or '
    '[ratio.NAME] with asked = ["the name in questions"], formula = "an item / another" and unit = "percent"'
)


@cache
def standard_taxonomy() -> Taxonomy:
    """The taxonomy that comes with the package."""
    return _taxonomy(_tables(_STANDARD.read_text(encoding="utf-8")))


def read_taxonomy(custom: str) -> Taxonomy:
    """The standard taxonomy, extended by a custom text if there is one. Raises `BadTaxonomy`."""
    return extended_taxonomy(custom) if custom else standard_taxonomy()


def custom_taxonomy(paths: Iterable[Path]) -> str:
    """The taxonomies that lie in these folders as one text, empty for none. Raises `BadTaxonomy`."""
    files = [file for path in paths if (file := path / TAXONOMY).is_file()]
    try:
        text = "\n".join(file.read_text(encoding="utf-8") for file in files)
        extended_taxonomy(text)
    except (OSError, UnicodeDecodeError, BadTaxonomy) as error:
        raise BadTaxonomy(f"{' and '.join(map(str, files))}: {error}: {_FORM}") from error
    return text


def extended_taxonomy(text: str) -> Taxonomy:
    """The standard taxonomy with the entries of a custom text, which win. Raises `BadTaxonomy`."""
    custom, standard = _taxonomy(_tables(text)), standard_taxonomy()
    both = Taxonomy({**standard.entries, **custom.entries}, {**standard.statements, **custom.statements})
    for name, entry in custom.entries.items():
        if unknown := _unknown(entry, both):
            raise BadTaxonomy(f"{name!r} is made of {unknown!r}, which nothing here describes")
    return both


def _unknown(entry: Entry, taxonomy: Taxonomy) -> str | None:
    """A statement or a name that an entry is made of and that is described nowhere."""
    statements = entry.item.statements if entry.item else ()
    terms = [term.name for term in terms_of(entry.ratio.formula)] if entry.ratio else []
    missing = [name for name in statements if name not in taxonomy.statements]
    missing += [name for name in terms if taxonomy.find(name) is None]
    return next(iter(missing), None)


def _tables(text: str) -> Mapping[str, Mapping[str, Fields]]:
    """The tables of a text by kind and name."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTaxonomy(f"it is not valid TOML ({error})") from error
    for kind, named in tables.items():
        for name, fields in named.items() if isinstance(named, dict) else [("", None)]:
            wrong = set(fields) - _KNOWN.get(kind, set()) if isinstance(fields, dict) else {kind}
            if wrong or kind not in _KNOWN:
                raise BadTaxonomy(
                    f"[{kind}.{name}] has {', '.join(sorted(wrong or {kind}))}, which is unknown"
                )
    return tables


def _taxonomy(tables: Mapping[str, Mapping[str, Fields]]) -> Taxonomy:
    items = {name: _item(name, fields) for name, fields in tables.get("item", {}).items()}
    ratios = {name: _ratio(name, fields) for name, fields in tables.get("ratio", {}).items()}
    entries: dict[str, Entry] = {}
    for asked, entry in _entries(tables, items, ratios):
        entries.setdefault(asked, entry)
    statements = {name: _statement(name, fields) for name, fields in tables.get("statement", {}).items()}
    return Taxonomy(entries, statements)


def _entries(
    tables: Mapping[str, Mapping[str, Fields]], items: Mapping[str, Item], ratios: Mapping[str, Ratio]
) -> Iterator[tuple[str, Entry]]:
    """Names and what they stand for; a name of a ratio is not also one of an item."""
    for name, ratio in ratios.items():
        for asked in _texts(name, tables["ratio"][name], "asked"):
            yield normal(asked), Entry(items.get(name), ratio)
    for name, item in items.items():
        for asked in (*_texts(name, tables["item"][name], "asked", optional=True), *item.rows):
            if "*" not in asked:
                yield normal(asked), Entry(item, ratios.get(name))


def _item(name: str, fields: Fields) -> Item:
    return Item(
        name=name,
        statements=_texts(name, fields, "statement"),
        rows=tuple(map(_label, _texts(name, fields, "rows"))),
        not_rows=tuple(map(_label, _texts(name, fields, "not_rows", optional=True))),
        amount=fields.get("amount") is True,
        sign=str(fields.get("sign", "")),
    )


def _ratio(name: str, fields: Fields) -> Ratio:
    if fields.get("unit") not in UNITS:
        raise BadTaxonomy(f"the unit of {name!r} is none of {', '.join(UNITS)}")
    return Ratio(name, _formula(name, fields.get("formula", "")), fields["unit"])


def _formula(name: str, text: object) -> Expression:
    try:
        return parse_formula(str(text))
    except FormulaError as error:
        raise BadTaxonomy(f"the formula of {name!r} cannot be read ({error})") from error


def _statement(name: str, fields: Fields) -> Statement:
    words = tuple(sorted(map(fold, _texts(name, fields, "titles")), key=len, reverse=True))
    titles = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
    anchors = Item(name, (name,), tuple(map(_label, _texts(name, fields, "anchors"))))
    return Statement(name, words, titles, anchors)


def _texts(name: str, fields: Fields, key: str, optional: bool = False) -> tuple[str, ...]:
    """A list of texts that an item, ratio or statement has under a key."""
    texts = fields.get(key, [] if optional else None)
    if isinstance(texts, list) and all(isinstance(text, str) for text in texts) and (texts or optional):
        return tuple(texts)
    raise BadTaxonomy(f"{key} of {name!r} is not a list of texts")


def _label(row: str) -> str:
    """A label of the table in normal form, its stars kept."""
    return " ".join("*" if part == "*" else normal(part) for part in re.split(r"(\*)", row) if part.strip())
