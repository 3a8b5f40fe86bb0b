"""Checks an installation and an index: what works, what is odd, what is wrong."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import packages_distributions
from pathlib import Path

from askreports.reports import open_reports
from askreports.settings import Settings
from ingest.errors import AskReportsError


class State(StrEnum):
    FINE = "fine"
    ODD = "odd"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, how it is, and what to do if it is not fine."""

    what: str
    state: State
    detail: str

    @property
    def is_wrong(self) -> bool:
        return self.state is State.WRONG


def examine(index: Path, settings: Settings) -> list[Finding]:
    """All checks, in order."""
    return [*_names(), *_extras(), _index(index, settings)]


def _names() -> Iterable[Finding]:
    """`ingest` and `index` are common words: another package of that name would shadow ours."""
    providers = packages_distributions()
    for name in ("ingest", "index"):
        others = sorted(set(providers.get(name, ())) - {"askreports"})
        if others:
            detail = (
                f"also provided by {', '.join(others)}: install askreports into an environment of its own"
            )
            yield Finding(f"package {name}", State.WRONG, detail)
        else:
            yield Finding(f"package {name}", State.FINE, "provided by askreports alone")


def _extras() -> Iterable[Finding]:
    from importlib.util import find_spec

    for extra, package in (("rest", "fastapi"), ("mcp", "mcp")):
        installed = find_spec(package) is not None
        detail = "installed" if installed else f"not installed; pip install 'askreports[{extra}]' adds it"
        yield Finding(f"extra {extra}", State.FINE, detail)


def _index(index: Path, settings: Settings) -> Finding:
    try:
        with open_reports(index, settings) as reports:
            hits = reports.search("report", k=1)
            counts = f"{len(reports.documents())} reports, {reports.manifest.passages} passages"
    except AskReportsError as error:
        return Finding("index", State.WRONG, str(error))
    if not hits:
        return Finding("index", State.ODD, f"{counts}, but nothing is found in it")
    return Finding("index", State.FINE, f"{counts}, checksums match, search works")
