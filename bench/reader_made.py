"""Groups made up from invented reports: no figure, person or place in them is real.

An invented report has an organisation, years, and items with figures; it is written in one of seven
languages and asked about in the same or another one. Spans that do not answer come from beside the one
that does: another row, another year, another organisation, the same topic without a value.
"""

import random
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reader_data import ALL_FORMS, LONGEST, SPANS, Group

LANGUAGES = ("en", "es", "ca", "fr", "de", "pt", "it")
SAME_LANGUAGE = 0.5  # of questions are in their report's language
OTHER_WORD = 0.7  # of those call the item by another of its names
SHORT = 0.25  # of questions call an organisation without its form
NAMED = 0.65  # of questions name the organisation; as many the year
WITHOUT_ANSWER = 0.14
FIRST_YEAR, LAST_YEAR = 2003, 2024

_ARTICLES = {
    "en": r"",
    "es": r"(?:el|la|los|las) ",
    "ca": r"(?:el|la|els|les) |l'",
    "fr": r"(?:le|la|les) |l'",
    "de": r"(?:der|die|das) ",
    "pt": r"(?:o|a|os|as) ",
    "it": r"(?:il|lo|la|i|gli|le) |l'",
}
_MANY = {"es": "los las", "ca": "els les", "fr": "les", "pt": "os as", "it": "i gli le"}
_FEMININE = {"las", "la", "les", "as", "a", "le", "die"}
_COMMON = {"of", "and", "the", "for", "in", "on", "to", "at", "by", "held", "received", "new"}
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_BY_NUMBER = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
_BY_GENDER = re.compile(r"<([^<>/]*)/([^<>/]*)>")
_BEFORE_THOUSANDS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an item in one language."""

    bare: str
    full: str  # with its article
    many: bool
    feminine: bool


@dataclass(frozen=True, slots=True)
class Item:
    """What a report counts: its kind and, by language, its names."""

    kind: str  # money, count or percent
    spent: bool
    names: Mapping[str, tuple[Name, ...]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What one group is made from: who is asked about, in which languages, and what the question names."""

    chosen: random.Random
    asking: str
    reading: str
    organisation: str
    called: str  # what the question calls it: at times without its form
    other: str  # another organisation
    year: int
    names_organisation: bool
    names_year: bool
    prefix: str  # with {org} and {year}; empty: spans say nothing of their report


def made_groups(count: int, seed: int) -> list[Group]:
    """So many groups, always the same for the same seed."""
    return [_made(f"{seed} {number}", number) for number in range(count)]


def _made(seed: str, number: int) -> Group:
    chosen = random.Random(f"made {seed}")
    kinds = list(MAKERS)
    kind = chosen.choices(kinds, [MAKERS[name][1] for name in kinds])[0]
    scene = _scene(chosen)
    question, right, wrong = MAKERS[kind][0](scene)
    return _group(scene, question, right, list(wrong), f"made_{kind}", f"made {number}")


def _scene(chosen: random.Random) -> Scene:
    reading = chosen.choice(LANGUAGES)
    asking = reading if chosen.random() < SAME_LANGUAGE else chosen.choice(LANGUAGES)
    prefix = chosen.choices(
        ("{org} {year}: ", "{org}: ", "{org} {year} | ", "{org}, {year}: ", ""), (6, 1, 1, 1, 2)
    )
    organisation, short = _organisation(reading, chosen)
    return Scene(
        chosen=chosen,
        asking=asking,
        reading=reading,
        organisation=organisation,
        called=short if chosen.random() < SHORT else organisation,
        other=_organisation(reading, chosen)[0],
        year=chosen.randint(FIRST_YEAR, LAST_YEAR),
        names_organisation=chosen.random() < NAMED,
        names_year=chosen.random() < NAMED,
        prefix=prefix[0],
    )


def _group(scene: Scene, question: str, right: str, wrong: list[str], source: str, doc: str) -> Group:  # noqa: PLR0913
    """The spans in an order by chance; the closest wrong ones are not always all there."""
    chosen = scene.chosen
    kept = [] if chosen.random() < WITHOUT_ANSWER else [right]
    others = [span for span in dict.fromkeys(wrong) if span != right]
    first, rest = others[:6], others[6:]
    chosen.shuffle(first)
    spans = kept + (first + rest)[: SPANS - len(kept)]
    chosen.shuffle(spans)
    return Group(
        question=question,
        spans=tuple(span[:LONGEST] for span in spans),
        right=(spans.index(right),) if kept else (),
        source=source,
        language=scene.asking,
        doc=doc,
        across=scene.asking != scene.reading,
    )


# Words


@cache
def phrases() -> dict[str, Any]:
    """What reports say and what is asked, by language."""
    return tomllib.loads(Path(__file__).with_name("reader_phrases.toml").read_text(encoding="utf-8"))


@cache
def items() -> dict[str, list[Item]]:
    """The items by kind."""
    found: dict[str, list[Item]] = {}
    kind = ""
    for line in Path(__file__).with_name("reader_items.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
            found[kind] = []
        elif line and not line.startswith("#"):
            spent = line.startswith("- ")
            columns = line.removeprefix("- ").split("|")
            names = {
                language: tuple(_name(text.strip(), language) for text in column.split(" / "))
                for language, column in zip(LANGUAGES, columns, strict=True)
            }
            found[kind].append(Item(kind, spent, names))
    return found


def _name(text: str, language: str) -> Name:
    full = text.lstrip("+ ")
    match = re.match(_ARTICLES[language], full)
    article = match[0].strip() if match else ""
    many = article in _MANY[language].split() if language in _MANY else text.startswith("+")
    return Name(full[len(match[0]) if match else 0 :], full, many, article in _FEMININE and many)


def fill(template: str, name: Name | None = None, /, **values: Any) -> str:
    """The template with these values; parts in square brackets fall away with the values they lack."""
    if name:
        values |= {"np": name.full, "Np": upper(name.full), "n": name.bare}
        template = _BY_NUMBER.sub(lambda m: m[2] if name.many else m[1], template)
        template = _BY_GENDER.sub(lambda m: m[2] if name.feminine else m[1], template)

    def optional(match: re.Match[str]) -> str:
        return match[1] if all(values.get(field) for field in _FIELD.findall(match[1])) else ""

    return upper(_OPTIONAL.sub(optional, template).format_map(values).strip())


def upper(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _organisation(language: str, chosen: random.Random) -> tuple[str, str]:
    """The name of an organisation, and the same without its form."""
    names = phrases()["names"]
    stem = chosen.choice(names["stems"] if chosen.random() < 0.7 else names["places"])
    if chosen.random() < 0.3:
        stem = f"{stem} {chosen.choice(names['stems'])}"
    return str(chosen.choice(phrases()["kind"][language]).format(x=stem)), stem


def _person(chosen: random.Random) -> str:
    names = phrases()["names"]
    second = f" {chosen.choice(names['last'])}" if chosen.random() < 0.3 else ""
    return f"{chosen.choice(names['first'])} {chosen.choice(names['last'])}{second}"


def _date(language: str, year: int, chosen: random.Random) -> str:
    month = chosen.choice(phrases()["month"][language])
    return str(phrases()["date"][language].format(day=chosen.randint(1, 28), month=month, year=year))


# Figures


def figure(kind: str, chosen: random.Random) -> float:
    """A figure as an item of this kind may have it."""
    if kind == "percent":
        return round(chosen.uniform(1, 98), chosen.choice((0, 1, 1, 2)))
    most = 8 if kind == "money" else 5
    return int(10 ** chosen.uniform(1.3 if kind == "count" else 3, most))


def written(number: float, language: str, chosen: random.Random) -> str:
    """A number with this language's own marks for thousands and decimals."""
    whole, _, decimals = f"{number:.10g}".partition(".")
    mark = {"en": ",", "fr": chosen.choice("   ")}.get(language, ".")
    if language == "pt" and chosen.random() < 0.4:
        mark = " "
    point = "." if language == "en" else ","
    return _BEFORE_THOUSANDS.sub(mark, whole) + (point + decimals if decimals else "")


def _with_unit(number: float, kind: str, language: str, chosen: random.Random) -> str:
    text = written(number, language, chosen)
    if kind == "percent":
        return f"{text}%" if language == "en" else f"{text} %"
    if kind == "money":
        return (
            f"€{text}"
            if language == "en"
            else f"{text} {chosen.choice(('€', 'euros' if language != 'de' else 'Euro'))}"
        )
    return text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one report: for each item its name and its figures, the latest year first."""

    years: tuple[int, ...]
    rows: tuple[tuple[Name, str, tuple[float, ...]], ...]  # name, kind, figures


def _table(kind: str, names: Sequence[Name], years: Sequence[int], chosen: random.Random) -> Table:
    rows = []
    for name in names:
        latest = figure(kind, chosen)
        figures = [latest]
        for _ in years[1:]:
            change = chosen.uniform(0.7, 1.3)
            figures.append(round(latest * change, 1) if kind == "percent" else int(latest * change))
        rows.append((name, kind, tuple(figures)))
    return Table(tuple(years), tuple(rows))


def _before(scene: Scene, organisation: str, year: int) -> str:
    return scene.prefix.format(org=organisation, year=year)


Span = Callable[[Name, str, Sequence[float], Sequence[int]], str]


def _as_row(scene: Scene) -> Span:
    """Writes rows of a table, all in one form."""
    chosen, language = scene.chosen, scene.reading
    form = chosen.choice(ALL_FORMS)
    caption = chosen.choice(phrases()["caption"][language])
    unit = chosen.choice(phrases()["unit"][language])
    head = chosen.choice(("{}", "{}", "{}", "31/12/{}", "{} €"))

    def write(name: Name, kind: str, figures: Sequence[float], years: Sequence[int]) -> str:
        cells = [written(number, language, chosen) for number in figures]
        if kind == "percent":
            cells = [f"{cell} %" for cell in cells]
        heads = ["", *(head.format(year) if kind == "money" else str(year) for year in years)]
        return form(caption, unit if kind == "money" else "", heads, [upper(name.bare), *cells])

    return write


def _as_tile(scene: Scene) -> Span:
    """Writes key figures: a number and what it counts."""
    form = scene.chosen.choice(phrases()["tile"][scene.reading])

    def write(name: Name, kind: str, figures: Sequence[float], years: Sequence[int]) -> str:
        del years
        return fill(form, name, value=_with_unit(figures[0], kind, scene.reading, scene.chosen))

    return write


def _as_sentence(scene: Scene) -> Span:
    """Writes sentences that state a figure."""

    def write(name: Name, kind: str, figures: Sequence[float], years: Sequence[int]) -> str:
        form = scene.chosen.choice(phrases()["say"]["figure"][scene.reading])
        value, earlier = (_with_unit(n, kind, scene.reading, scene.chosen) for n in (figures[0], figures[-1]))
        return fill(form, name, value=value, earlier=earlier, year=years[0], before=years[0] - 1)

    return write


def _nothing(scene: Scene, name: Name) -> str:
    form = scene.chosen.choice(phrases()["say"]["nothing"][scene.reading])
    return fill(form, name, note=scene.chosen.randint(2, 48))


def _names(scene: Scene, item: Item) -> tuple[Name, Name]:
    """How the report and how the question call an item."""
    row = scene.chosen.choice(item.names[scene.reading])
    others = [name for name in item.names[scene.asking] if name != row]
    if scene.asking == scene.reading and (not others or scene.chosen.random() > OTHER_WORD):
        return row, row
    return row, scene.chosen.choice(others)


def _ask(scene: Scene, key: str, name: Name | None = None, /, **values: Any) -> str:
    """A question of this kind; it names the organisation and the year where the scene says so."""
    forms = phrases()["ask"][key][scene.asking]
    values = {
        "org": scene.called if scene.names_organisation else "",
        "year": scene.year if scene.names_year else "",
        **values,
    }
    fitting = [form for form in forms if _can(form, values)]
    return fill(scene.chosen.choice(fitting or forms), name, **values)


def _can(form: str, values: Mapping[str, Any]) -> bool:
    needed = _FIELD.findall(_OPTIONAL.sub("", form))
    return all(values.get(field, "x") for field in needed)


Made = tuple[str, str, Iterator[str]]


def _pick(scene: Scene, kind: str, count: int = 7) -> tuple[list[Item], Name, list[Name]]:
    """Items, the first of which is asked about; how the question calls it, and how the report calls each."""
    chosen = scene.chosen
    first = chosen.choice(items()[kind])
    near = _near(kind, items()[kind].index(first))
    others = chosen.sample(near, min(2, len(near))) + chosen.sample(items()[kind], count)
    picked = list({id(item): item for item in [first, *others]}.values())[:count]
    row, asked = _names(scene, picked[0])
    return picked, asked, [row, *(scene.chosen.choice(item.names[scene.reading]) for item in picked[1:])]


@cache
def _near(kind: str, place: int) -> list[Item]:
    """Items of the same kind whose English names share a word with those of the item at this place."""
    words = [
        {word for name in item.names["en"] for word in name.bare.split()} - _COMMON for item in items()[kind]
    ]
    return [item for n, item in enumerate(items()[kind]) if n != place and words[n] & words[place]]


def figure_group(scene: Scene) -> Made:
    """What was an item of one year? A row, a key figure or a sentence says it."""
    chosen = scene.chosen
    kind = chosen.choices(("money", "count", "percent"), (50, 37, 13))[0]
    picked, asked, rows = _pick(scene, kind)
    write = chosen.choices((_as_row, _as_tile, _as_sentence), (60, 15, 25))[0]
    columns = chosen.choice((1, 2, 2, 2, 3, 4)) if write is _as_row else 2
    earlier = (
        chosen.randrange(columns) if write is _as_row and scene.names_year and chosen.random() < 0.4 else 0
    )
    latest = scene.year + earlier
    table = _table(kind, rows, [latest - n for n in range(columns)], chosen)
    key = "spent" if picked[0].spent and scene.names_organisation and chosen.random() < 0.4 else kind
    question = _ask(scene, "money" if key == "percent" else key, asked)
    span = write(scene)
    right = _before(scene, scene.organisation, latest) + span(*table.rows[0], table.years)
    return question, right, _beside(scene, span, table, rows, kind)


def _beside(scene: Scene, span: Span, table: Table, rows: Sequence[Name], kind: str) -> Iterator[str]:
    """Other rows; the same row of another report; the topic without a figure."""
    chosen = scene.chosen
    latest = table.years[0]
    before = _before(scene, scene.organisation, latest)
    same = [before + span(*row, table.years) for row in table.rows[1:3]]
    yield from same
    if scene.names_organisation and scene.prefix:
        other = _table(kind, rows, table.years, chosen)
        yield _before(scene, scene.other, latest) + span(*other.rows[0], table.years)
    if scene.names_year and "{year}" in scene.prefix:
        moved = chosen.choice((len(table.years), len(table.years) + 1, 2 * len(table.years) + 2))
        years = [scene.year - moved - n for n in range(len(table.years))]
        if scene.year in years:
            years = [year - len(years) for year in years]
        older = _table(kind, rows, years, chosen)
        yield _before(scene, scene.organisation, years[0]) + span(*older.rows[0], years)
    yield before + _nothing(scene, rows[0])
    if chosen.random() < 0.5:
        yield before + upper(rows[0].bare)
    yield from (before + span(*row, table.years) for row in table.rows[3:])


def total_group(scene: Scene) -> Made:
    """What was an item in all, where a table of its parts ends with a total?"""
    chosen = scene.chosen
    kind = chosen.choice(("money", "count"))
    picked, asked, rows = _pick(scene, kind)
    years = [scene.year - n for n in range(chosen.choice((1, 2, 3)))]
    form = chosen.choice(ALL_FORMS[:-1])
    parts = [upper(rows[n].bare) for n in range(1, 5)]
    if chosen.random() < 0.5:
        parts = chosen.sample(phrases()["list"]["areas"][scene.reading], 4)
    first = phrases()["of"][scene.reading] + " " if chosen.random() < 0.3 else ""
    before = _before(scene, scene.organisation, scene.year)
    heads = ["", *map(str, years)]

    def row(organisation: str, caption: str, label: str) -> str:
        cells = [written(figure(kind, chosen), scene.reading, chosen) for _ in years]
        return _before(scene, organisation, scene.year) + form(upper(caption), "", heads, [label, *cells])

    total = chosen.choice(phrases()["total"][scene.reading])
    right = row(scene.organisation, rows[0].bare, total)
    wrong = [row(scene.organisation, rows[0].bare, first + part) for part in parts]
    wrong.insert(1, row(scene.organisation, rows[5].bare, total))
    if scene.names_organisation and scene.prefix:
        wrong.insert(0, row(scene.other, rows[0].bare, total))
    del picked
    return _ask(scene, kind, asked), right, iter([*wrong, before + _nothing(scene, rows[0])])


def compare_group(scene: Scene) -> Made:
    """Was an item higher than before? A row or sentence with both years says it."""
    chosen = scene.chosen
    kind = chosen.choices(("money", "count"), (60, 40))[0]
    _, asked, rows = _pick(scene, kind)
    columns = chosen.choice((2, 2, 3, 4))
    apart = chosen.randrange(1, columns)
    table = _table(kind, rows, [scene.year - n for n in range(columns)], chosen)
    question = _ask(scene, "compare", asked, year=scene.year, before=scene.year - apart)
    span = _as_row(scene)
    right = _before(scene, scene.organisation, scene.year) + span(*table.rows[0], table.years)
    named = Scene(**{**_fields(scene), "names_year": False})
    return question, right, _beside(named, span, table, rows, kind)


def _fields(scene: Scene) -> dict[str, Any]:
    return {name: getattr(scene, name) for name in Scene.__slots__}


def why_group(scene: Scene) -> Made:
    """Why did an item rise or fall?"""
    chosen = scene.chosen
    kind = chosen.choices(("money", "count"), (60, 40))[0]
    _, asked, rows = _pick(scene, kind)
    reasons = chosen.sample(range(len(phrases()["reason"]["en"])), 5)
    down = chosen.random() < 0.5

    def say(key: str, name: Name, reason: int, falls: bool, year: int) -> str:
        form = chosen.choice(phrases()["say"][key][scene.reading])
        words = {
            "direction": _turn("direction", scene.reading, name, falls),
            "directed": _turn("directed", scene.reading, name, falls),
            "reason": phrases()["reason"][scene.reading][reason],
            "percent": _with_unit(figure("percent", chosen), "percent", scene.reading, chosen),
            "value": _with_unit(figure(kind, chosen), kind, scene.reading, chosen),
            "year": year,
            "before": year - 1,
        }
        return fill(form, name, **words)

    turns = {key: _turn(key, scene.asking, asked, down) for key in ("direction", "directed")}
    before = _before(scene, scene.organisation, scene.year)
    wrong = [
        before + say("why", rows[1], reasons[1], down, scene.year),
        before + say("change", rows[0], 0, down, scene.year),
        before + say("why", rows[2], reasons[2], not down, scene.year),
        before + _nothing(scene, rows[0]),
        before + upper(phrases()["reason"][scene.reading][reasons[4]]) + ".",
    ]
    if scene.names_organisation and scene.prefix:
        wrong.insert(
            0, _before(scene, scene.other, scene.year) + say("why", rows[0], reasons[3], down, scene.year)
        )
    wrong.append(before + say("change", rows[1], 0, down, scene.year))
    right = before + say("why", rows[0], reasons[0], down, scene.year)
    return _ask(scene, "why", asked, **turns), right, iter(wrong)


def _turn(key: str, language: str, name: Name, falls: bool) -> str:
    return str(phrases()[key][language][2 * falls + name.many])


def role_group(scene: Scene) -> Made:
    """Who has a role?"""
    chosen = scene.chosen
    roles = chosen.sample(range(len(phrases()["role"]["en"])), 5)

    def say(key: str, role: int) -> str:
        word = phrases()["role"][scene.reading][role]
        words = {
            "person": _person(chosen),
            "other": _person(chosen),
            "role": word,
            "Role": upper(word),
            "year": scene.year,
            "place": chosen.choice(phrases()["names"]["places"]),
            "date": _date(scene.reading, scene.year + 1, chosen),
        }
        return fill(chosen.choice(phrases()["say"][key][scene.reading]), **words)

    form = chosen.choice(phrases()["ask"]["role"][scene.asking][roles[0]])
    before = _before(scene, scene.organisation, scene.year)
    wrong = [before + say("role", role) for role in roles[1:]]
    wrong.insert(1, before + say("role_nobody", roles[0]))
    if scene.prefix:
        wrong.insert(0, _before(scene, scene.other, scene.year) + say("role", roles[0]))
    question = fill(form, org=scene.called)
    return question, before + say("role", roles[0]), iter([*wrong, before + _person(chosen)])


def event_group(scene: Scene) -> Made:
    """When or where did something happen?"""
    chosen = scene.chosen
    events = chosen.sample(range(len(phrases()["event"]["en"])), 5)

    def say(key: str, event: int) -> str:
        text = phrases()["event"][scene.reading][event]
        words = {
            "event": text,
            "Event": upper(text),
            "place": chosen.choice(phrases()["names"]["places"]),
            "date": _date(scene.reading, scene.year, chosen),
        }
        return fill(chosen.choice(phrases()["say"][key][scene.reading]), **words)

    forms = phrases()["ask"][chosen.choice(("when", "when", "where"))][scene.asking]
    question = fill(forms[events[0]], org=scene.called if scene.names_organisation else "")
    before = _before(scene, scene.organisation, scene.year)
    wrong = [before + say("event", event) for event in events[1:]]
    wrong.insert(1, before + say("event_bare", events[0]))
    if scene.prefix and scene.names_organisation:
        wrong.insert(0, _before(scene, scene.other, scene.year) + say("event", events[0]))
    return question, before + say("event", events[0]), iter(wrong)


def list_group(scene: Scene) -> Made:
    """Which areas or partners are there?"""
    chosen = scene.chosen
    key, other = chosen.sample(("areas", "partners"), 2)

    def say(which: str) -> str:
        count = chosen.randint(2, 6)
        found = chosen.sample(phrases()["list"]["areas"][scene.reading], count)
        if which == "partners":
            found = [_organisation(scene.reading, chosen)[0] for _ in range(count)]
        return fill(chosen.choice(phrases()["say"][which][scene.reading]), list=", ".join(found))

    before = _before(scene, scene.organisation, scene.year)
    wrong = [before + say(other)]
    wrong += [before + form for form in phrases()["say"]["list_bare"][scene.reading]]
    if scene.prefix:
        wrong.append(_before(scene, scene.other, scene.year) + say(key))
    wrong.append(before + upper(chosen.choice(phrases()["list"]["areas"][scene.reading])))
    return _ask(scene, key, org=scene.called), before + say(key), iter(wrong)


def aim_group(scene: Scene) -> Made:
    """What is a programme for?"""
    chosen = scene.chosen
    names = chosen.sample(phrases()["names"]["programmes"], 4)
    aims = chosen.sample(range(len(phrases()["aim"]["en"])), 4)

    def say(key: str, name: str, aim: int) -> str:
        words = {"name": name, "aim": phrases()["aim"][scene.reading][aim], "year": scene.year}
        return fill(chosen.choice(phrases()["say"][key][scene.reading]), **words)

    before = _before(scene, scene.organisation, scene.year)
    wrong = [before + say("aim", name, aim) for name, aim in zip(names[1:], aims[1:], strict=True)]
    wrong += [before + form.format(name=names[0]) for form in phrases()["say"]["aim_bare"][scene.reading]]
    question = _ask(scene, "aim", org=scene.called, name=names[0])
    return question, before + say("aim", names[0], aims[0]), iter(wrong)


MAKERS: dict[str, tuple[Callable[[Scene], Made], int]] = {
    "figure": (figure_group, 46),
    "total": (total_group, 8),
    "compare": (compare_group, 10),
    "why": (why_group, 9),
    "role": (role_group, 9),
    "event": (event_group, 9),
    "list": (list_group, 5),
    "aim": (aim_group, 4),
}
