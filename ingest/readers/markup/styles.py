"""Style sheets in an HTML page: what they say of an element, as far as it decides what is seen and where."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HtmlElement = Any  # lxml has no types

_KEPT = frozenset(
    "display visibility position left top right bottom width font-size transform vertical-align".split()
)
MAX_RULES = 20_000
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.S)
_SHOWN_MEDIA = re.compile(r"@media\b(?!.*\b(?:print|speech|not)\b)", re.I | re.S)
_COMPOUND = re.compile(r"(?P<tag>[a-z][\w:-]*|\*)?(?P<marks>(?:[.#][\w-]+)*)", re.I)
_MARK = re.compile(r"[.#][\w-]+")
_IMPORTANT = re.compile(r"!\s*important\s*$", re.I)

Declarations = dict[str, tuple[bool, str]]  # property -> whether it is important, and its value


@dataclass(frozen=True, slots=True)
class Compound:
    """A part of a selector that one element must match: `p.old#note`."""

    tag: str
    ids: frozenset[str]
    classes: frozenset[str]

    def fits(self, element: HtmlElement) -> bool:
        """Whether it is such an element."""
        if self.tag and self.tag != element.tag:
            return False
        if self.ids and not self.ids <= {element.get("id")}:
            return False
        return not self.classes or self.classes <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True)
class Rule:
    """Declarations for elements that fit `last`; `before` are what must stand around them, inside first.

    `before` has for each part whether it must be the parent. `weight` orders rules as browsers do.
    """

    last: Compound
    before: tuple[tuple[bool, Compound], ...]
    weight: tuple[int, int, int, int]
    declarations: Declarations

    def fits(self, element: HtmlElement) -> bool:
        """Whether the rule is about the element."""
        if not self.last.fits(element):
            return False
        around = element.getparent()
        for is_parent, compound in self.before:
            while around is not None and not compound.fits(around):
                around = None if is_parent else around.getparent()
            if around is None:
                return False
            around = around.getparent()
        return True


class StyleSheets:
    """What the style sheets of a page say of its elements. Rules for print, states and the like count not."""

    def __init__(self, sheets: str) -> None:
        self._rules: dict[str, list[Rule]] = defaultdict(list)  # by an id, class or tag that they need
        for rule in _rules(sheets):
            self._rules[_key(rule.last)].append(rule)
        self._looks_around = any(rule.before for rules in self._rules.values() for rule in rules)
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    @property
    def hide(self) -> bool:
        """Whether some rule hides something."""
        every = (rule.declarations for rules in self._rules.values() for rule in rules)
        return any(one.get("display", (False, ""))[1] == "none" or "visibility" in one for one in every)

    def of(self, element: HtmlElement) -> dict[str, str]:
        """Property -> value, of those that matter here; what the element says itself goes first."""
        if self._looks_around:
            return self._of(element)
        key = (str(element.tag), *(element.get(name) or "" for name in ("class", "id", "style")))
        if key not in self._known:
            self._known[key] = self._of(element)
        return self._known[key]

    def _of(self, element: HtmlElement) -> dict[str, str]:
        found: dict[str, tuple[tuple[bool, tuple[int, int, int, int]], str]] = {}
        for rule in self._about(element):
            for name, (important, value) in rule.declarations.items():
                rank = (important, rule.weight)
                if name not in found or found[name][0] <= rank:
                    found[name] = (rank, value)
        for name, (important, value) in declarations(element.get("style") or "").items():
            if name not in found or important or not found[name][0][0]:
                found[name] = ((important, (2, 0, 0, 0)), value)
        return {name: value for name, (_, value) in found.items()}

    def _about(self, element: HtmlElement) -> Iterator[Rule]:
        if not self._rules:
            return
        keys = ["#" + (element.get("id") or ""), str(element.tag), "*"]
        keys += ["." + name for name in (element.get("class") or "").split()]
        for key in dict.fromkeys(keys):
            for rule in self._rules.get(key, ()):
                if rule.fits(element):
                    yield rule


def declarations(text: str) -> Declarations:
    """The declarations of a rule or a style attribute."""
    found: Declarations = {}
    for part in text.split(";"):
        name, _, value = part.partition(":")
        name, value = name.strip().lower(), value.strip()
        if name in _KEPT and value:
            important = _IMPORTANT.search(value) is not None
            found[name] = (important, _IMPORTANT.sub("", value).strip().lower())
    return found


def _rules(sheets: str) -> Iterator[Rule]:
    number = 0
    for selectors, body in _blocks(_COMMENT.sub("", sheets)):
        declared = declarations(body)
        for selector in selectors.split(",") if declared else ():
            if number < MAX_RULES and (rule := _rule(selector.strip(), declared, number)):
                yield rule
                number += 1


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and the declarations behind them, also those inside rules for the screen."""
    place = 0
    while (opened := css.find("{", place)) >= 0:
        prelude = css[place:opened].rpartition(";")[2].strip()
        end = _end_of_block(css, opened)
        if prelude.startswith("@"):
            if _SHOWN_MEDIA.match(prelude) or prelude.lower().startswith(("@supports", "@layer")):
                yield from _blocks(css[opened + 1 : end])
        else:
            yield prelude, css[opened + 1 : end]
        place = end + 1


def _end_of_block(css: str, opened: int) -> int:
    depth = 0
    for brace in re.finditer(r"[{}]", css[opened:]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return opened + brace.start()
    return len(css)


def _rule(selector: str, declared: Declarations, number: int) -> Rule | None:
    """The rule of a selector; None for one that looks at states, attributes or neighbours."""
    parts = re.sub(r"\s*>\s*", " > ", selector).split()
    compounds: list[tuple[bool, Compound]] = []
    is_parent = False
    for part in parts:
        if part == ">":
            is_parent = True
            continue
        compound = _compound(part)
        if compound is None:
            return None
        compounds.append((is_parent, compound))
        is_parent = False
    if not compounds or parts[-1] == ">":
        return None
    *_, (_, last) = compounds
    links = [child for child, _ in compounds[1:]]  # how each part hangs on the one before it
    before = tuple(zip(reversed(links), (one for _, one in reversed(compounds[:-1])), strict=True))
    every = [one for _, one in compounds]
    weight = (
        sum(len(one.ids) for one in every),
        sum(len(one.classes) for one in every),
        sum(bool(one.tag) for one in every),
        number,
    )
    return Rule(last, before, weight, declared)


def _compound(text: str) -> Compound | None:
    found = _COMPOUND.fullmatch(text)
    if not found or not text:
        return None
    marks = _MARK.findall(found["marks"])
    tag = (found["tag"] or "").lower()
    return Compound(
        "" if tag == "*" else tag,
        frozenset(mark[1:] for mark in marks if mark[0] == "#"),
        frozenset(mark[1:] for mark in marks if mark[0] == "."),
    )


def _key(compound: Compound) -> str:
    if compound.ids:
        return "#" + min(compound.ids)
    return "." + min(compound.classes) if compound.classes else compound.tag or "*"
