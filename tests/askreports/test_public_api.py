"""The public API: its names, its errors, and how little `import askreports` costs."""

import ast
import builtins
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import askreports
from askreports import errors

PROJECT = Path(__file__).parents[2]
SOURCES = [file for folder in ("ingest", "index", "askreports") for file in (PROJECT / folder).rglob("*.py")]
TREES = {file: ast.parse(file.read_text(encoding="utf-8")) for file in SOURCES}

NOUNS_AND_VERBS = """
    Answer Citation FileOutcome Hit Ingested Outcome Page Passage Progress Report Reports Searched
    Sentence Settings Skipped ingest live_generation open
""".split()
ERRORS = """
    AskReportsError BackendMissing BadDescription BadFilter BadGlossary BadGold BadListening BadQuestion
    BadSignIn BadTaxonomy BadText BadToken FileSkipped
    HistoryUnavailable IndexBusy IndexClosed IndexDamaged IndexMissing
    IndexNotWritten IndexStale ModelFailed ModelNotSet ModelUnavailable NoSuchPage NoSuchReport
    NothingToIngest
    PageNotDrawn ReaderFailed
""".split()


def test_the_public_names_are_these():
    assert set(askreports.__all__) == {*NOUNS_AND_VERBS, *ERRORS, "__version__"}
    assert askreports.__all__ == sorted(askreports.__all__)
    for name in askreports.__all__:
        assert getattr(askreports, name) is not None
        assert name in dir(askreports)


def test_a_name_that_is_not_there_is_told_from_those_that_are():
    with pytest.raises(AttributeError, match="no attribute 'nonsense'; it has Answer, "):
        askreports.nonsense  # noqa: B018


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    assert askreports.__version__ == project["version"]


def test_importing_loads_no_other_module_of_ours():
    code = "import sys, askreports; print(*(n for n in sys.modules if n.split('.')[0] in set(sys.argv[1:])))"
    names = ["askreports", "ingest", "index", "numpy", "openvino", "importlib.metadata"]
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["askreports"]


def drawn() -> dict[str, str]:
    """Each error that the docstring of `askreports.errors` draws, with the one above it."""
    above: dict[int, str] = {}
    parents = {}
    for line in (errors.__doc__ or "").splitlines():
        if match := re.match(r"[ │├└─]+(?=[A-Z]\w+( |$))(\w+)", line):
            depth = line.index(match[2])
            parents[match[2]] = next((above[d] for d in sorted(above, reverse=True) if d < depth), "")
            above = {d: name for d, name in above.items() if d < depth} | {depth: match[2]}
    return parents


def defined() -> dict[str, str]:
    """Each error of ours that a source file defines, with its base."""
    bases = {
        node.name: node.bases[0].id
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.bases and isinstance(node.bases[0], ast.Name)
    }

    def is_ours(name: str) -> bool:
        return name == "AskReportsError" or (name in bases and is_ours(bases[name]))

    return {name: base for name, base in bases.items() if is_ours(name)}


def test_the_tree_that_is_drawn_is_the_tree_that_is_defined():
    ours = defined()
    assert ours.pop("AskReportsError") == "Exception"
    tree = drawn()
    assert tree.pop("AskReportsError") == ""
    assert tree == ours
    assert {*tree, "AskReportsError"} == set(ERRORS) == set(errors.__all__)


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_can_be_caught_by_its_name(name):
    error = getattr(askreports, name)
    assert error is getattr(errors, name)
    assert issubclass(error, askreports.AskReportsError)


def named_in_docstrings() -> Iterator[tuple[str, str]]:
    """Every name of a class in a sentence "Raises ..." of a docstring, with where it stands."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Module):
                where = f"{file.relative_to(PROJECT)}: {getattr(node, 'name', 'module')}"
                for sentence in re.findall(r"\bRaises\b[^.:;]*", ast.get_docstring(node) or ""):
                    for name in re.findall(r"\b[A-Z]\w*[a-z]\w*", sentence.removeprefix("Raises")):
                        yield where, name


INTERNAL = {"FormulaError", "NotWorkedOut", "Refused"}  # caught in the package that raises them


def test_every_error_that_a_docstring_names_is_public():
    found = dict(named_in_docstrings())
    assert {"askreports/reports.py: search", "askreports/reports.py: open_reports"} <= found.keys()
    unknown = {
        f"{where} raises {name}"
        for where, name in named_in_docstrings()
        if name not in ERRORS and name not in INTERNAL and not hasattr(builtins, name)
    }
    assert unknown == set()


@pytest.mark.parametrize(
    ("verb", "named"),
    [
        (askreports.open, {"IndexMissing", "IndexDamaged", "IndexStale", "ModelUnavailable", "ModelNotSet"}),
        (
            askreports.ingest,
            {"NothingToIngest", "IndexBusy", "IndexNotWritten", "BadGlossary", "BadTaxonomy"},
        ),
        (askreports.live_generation, {"IndexMissing"}),
        (askreports.Reports.search, {"BadQuestion", "BadFilter", "IndexClosed"}),
        (askreports.Reports.ask, {"BadQuestion", "BadFilter"}),
        (askreports.Reports.page, {"NoSuchPage"}),
    ],
)
def test_a_verb_names_the_errors_it_raises(verb, named):
    assert named <= set(re.findall(r"`(\w+)`", verb.__doc__))
