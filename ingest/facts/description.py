"""What people say of a report, which outweighs what was read in it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ingest.errors import BadDescription
from ingest.facts.names import same_name, short_name
from ingest.facts.read import Facts
from ingest.facts.titles import composed_title

KEYS = ("organisation", "period", "title", "kind", "language", "collection")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Description:
    """Facts as people state them; None where they say nothing.

    `collection` are the names of the collections that the report belongs to.
    """

    organisation: str | None = None
    period: str | None = None
    title: str | None = None
    kind: str | None = None
    language: str | None = None
    collection: tuple[str, ...] | None = None

    def over(self, other: "Description") -> "Description":
        """Both together; where both say something, this one is right."""
        said = {name: value for name, value in self.as_dict().items() if value is not None}
        return replace(other, **said)

    def as_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def parse_description(values: Mapping[str, Any], where: str) -> Description:
    """A description from a table of keys and values; `where` names its place in errors.

    Raises `BadDescription` for a key that reports lack, or a value that it cannot take.
    """
    unknown = [key for key in values if key not in KEYS]
    if unknown:
        raise BadDescription(f"{where} has {unknown[0]!r}: a report has {', '.join(KEYS)}")
    parsed = {key: _parsed(key, value, where) for key, value in values.items() if key != "collection"}
    collection = values.get("collection")
    return Description(**parsed, collection=None if collection is None else _names(collection, where))


def _parsed(key: str, value: Any, where: str) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not text.strip():
        raise BadDescription(f'{where}: {key} is not a text: write {key} = "..."')
    text = " ".join(text.split())
    if key == "language" and not _LANGUAGE.fullmatch(text):
        raise BadDescription(f"{where}: language is {text!r}: write a code of two letters, such as en")
    return text


def _names(value: Any, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list | tuple) or not all(isinstance(n, str) and n.strip() for n in names):
        raise BadDescription(f'{where}: collection is no name, nor a list of names: write collection = "..."')
    return tuple(dict.fromkeys(" ".join(name.split()) for name in names))


def described(facts: Facts, said: Description) -> Facts:
    """The facts with what people say of them. Other names of an organisation that it is not go."""
    plain = ("period", "title", "kind", "language")
    changed = replace(facts, **{key: getattr(said, key) for key in plain if getattr(said, key) is not None})
    if said.organisation is not None:
        changed = renamed(changed, said.organisation)
    return changed if said.title else replace(changed, title=_retitled(facts, changed))


def _retitled(before: Facts, after: Facts) -> str:
    """The title of a report of which other facts have changed: with the organisation of `after`."""
    if before.title == composed_title(before.organisation, before.period, before.kind):
        return composed_title(after.organisation, after.period, after.kind) or before.title
    prefix = f"{before.organisation}: "
    rest = before.title.removeprefix(prefix)
    return f"{after.organisation}: {rest}" if before.organisation and rest != before.title else before.title


def renamed(facts: Facts, organisation: str) -> Facts:
    """The facts with another name of the organisation, or another spelling of it."""
    if organisation == facts.organisation:
        return facts
    is_same = same_name(organisation) == same_name(facts.organisation)
    names = [short_name(organisation), *((*facts.aliases, facts.organisation) if is_same else ())]
    taken, aliases = {organisation.casefold(), ""}, []
    for name in names:
        if name.casefold() not in taken:
            taken.add(name.casefold())
            aliases.append(name)
    return replace(facts, organisation=organisation, aliases=tuple(aliases))
