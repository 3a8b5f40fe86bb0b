"""Counts what is written by hand to recognise words: entries of word lists and alternatives of patterns.

    python bench/count_rules.py [FOLDER ...]

Prints a table with a line for each room of the source tree in each FOLDER (this project by default), then the
sizes of files and functions. In the Python and TOML files of `ingest`, `index` and `askreports` it counts

- entries: the texts of list, tuple, set and dictionary literals that hold at least three, the words of
  `"...".split()`, and in TOML the texts of arrays and the words of texts over several lines. Keys of records
  count too, so the total is for comparison with another version, not a number of rules.
- alternatives: those of regular expressions with at least one `|`, in all their groups together
"""

import argparse
import ast
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Protocol, cast

PACKAGES = ("ingest", "index", "askreports")
LEAST_WORDS = 3  # fewer texts beside each other are no list
PROJECT = Path(__file__).parents[1]
_PATTERN = re.compile(r"\(\?|\\[bswdWSD]|\[\^?[^\]]+\]|\w\|\w")  # what only regular expressions hold
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Rules:
    """Entries of word lists and alternatives of regular expressions."""

    entries: int
    alternatives: int

    def __add__(self, other: "Rules") -> "Rules":
        return Rules(self.entries + other.entries, self.alternatives + other.alternatives)


NONE = Rules(0, 0)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Median lines of a file and of a function, and the Python files in the largest folder."""

    file: float
    function: float
    largest_folder: int


def rules_of_room(project: Path) -> dict[str, Rules]:
    """The rules of each room, by its folder."""
    rooms: dict[str, Rules] = {}
    for file in source_files(project):
        text = file.read_text(encoding="utf-8")
        found = rules_of_toml(text) if file.suffix == ".toml" else rules_of_python(text)
        room = file.parent.relative_to(project).as_posix()
        rooms[room] = rooms.get(room, NONE) + found
    return dict(sorted(rooms.items()))


def source_files(project: Path) -> Iterator[Path]:
    """The Python and TOML files of the three packages."""
    for package in PACKAGES:
        yield from sorted(file for file in (project / package).rglob("*") if file.suffix in (".py", ".toml"))


def rules_of_python(source: str) -> Rules:
    """The rules that a module writes down."""
    tree = ast.parse(source)
    listed = {id(text): text for node in ast.walk(tree) for text in _entries(node)}
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    entries = sum(1 for text in listed.values() if _WORD.search(text.value))
    split = [text for node in ast.walk(tree) for text in _split_text(node)]
    entries += sum(len(text.value.split()) for text in split if id(text) not in listed)
    patterns = (
        text.value
        for text in _texts(ast.walk(tree))
        if id(text) not in listed and id(text) not in documented and _is_pattern(text.value)
    )
    return Rules(entries, sum(map(alternatives, patterns)))


def rules_of_toml(source: str) -> Rules:
    """The rules that a table of words writes down."""
    rules = NONE
    for text in _toml_texts(tomllib.loads(source)):
        if _is_pattern(text):
            rules += Rules(0, alternatives(text))
        else:
            rules += Rules(len(text.split()) if "\n" in text else 1, 0)
    return rules


def alternatives(pattern: str) -> int:
    """How many alternatives a regular expression has, in all its groups together."""
    return len(re.findall(r"(?<!\\)\|", re.sub(r"\[[^\]]*\]", "", pattern))) + 1


def sizes(project: Path) -> Sizes:
    """The sizes of files, functions and folders; files that only mark a package are left out."""
    files = [file for file in source_files(project) if file.suffix == ".py"]
    texts = [text for file in files if (text := file.read_text(encoding="utf-8")).strip()]
    functions = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    largest = max(Counter(file.parent for file in files).values())
    return Sizes(median(len(text.splitlines()) for text in texts), median(functions), largest)


def table(rooms: dict[str, Rules]) -> str:
    """The rules of each room and in all, as text."""
    lines = [f"{'room':44} {'entries':>8} {'alternatives':>13}"]
    lines += [f"{room:44} {r.entries:8} {r.alternatives:13}" for room, r in rooms.items() if r != NONE]
    total = sum(rooms.values(), NONE)
    lines.append(f"{'total':44} {total.entries:8} {total.alternatives:13}")
    return "\n".join(lines)


def _toml_texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _toml_texts(part)


class _Text(Protocol):
    value: str


def _texts(nodes: Iterable[ast.AST | None]) -> Iterator[_Text]:
    """The texts among some nodes."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield cast(_Text, node)


def _entries(node: ast.AST) -> list[_Text]:
    """The texts of a literal that is a list of words."""
    if isinstance(node, ast.List | ast.Tuple | ast.Set):
        texts = list(_texts(node.elts))
    elif isinstance(node, ast.Dict):
        texts = list(_texts((*node.keys, *node.values)))
    else:
        return []
    is_list = len(texts) >= LEAST_WORDS and not any(_is_pattern(text.value) for text in texts)
    return texts if is_list else []


def _split_text(node: ast.AST) -> list[_Text]:
    """The text of a `"...".split()`."""
    if not isinstance(node, ast.Call) or node.args or not isinstance(node.func, ast.Attribute):
        return []
    return list(_texts([node.func.value])) if node.func.attr == "split" else []


def _is_pattern(text: str) -> bool:
    return "|" in text and bool(_PATTERN.search(text))


def main() -> None:
    """Prints the tables of the folders that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[PROJECT])
    for folder in parser.parse_args().folders:
        found = sizes(folder)
        print(f"{folder}\n{table(rules_of_room(folder))}\n")
        print(f"median lines: {found.file:.0f} a file, {found.function:.0f} a function")
        print(f"Python files in the largest folder: {found.largest_folder}\n")


if __name__ == "__main__":
    main()
