"""A folder of three reports and an index of it that people correct."""

from contextlib import closing
from pathlib import Path

from fakes import TopicEmbedder

from index.build.update import UpdateSettings, update
from index.search import Searcher
from index.storage.catalog import Catalog
from index.storage.generation import CATALOG, live
from ingest.document import Report

HARBOUR = "# Harbour Trust annual report 2022\n\nThe Harbour Trust had 1,965 members and a quokka.\n"
HARBOUR_2023 = "# Harbour Trust annual report 2023\n\nThe Harbour Trust had 2,110 members.\n"
MILL = "# Mill Fund annual report 2023\n\nThe Mill Fund paid 77 grants.\n"


class Corrected:
    """The folder, its index, and what is known of both."""

    def __init__(self, folder: Path) -> None:
        self.reports, self.root = folder / "reports", folder / "index"
        self.reports.mkdir(parents=True)
        self.embedder = TopicEmbedder(folder)
        for name, text in {"h22.md": HARBOUR, "h23.md": HARBOUR_2023, "mill.md": MILL}.items():
            self.write(name, text)
        self.ingest()

    def load(self) -> TopicEmbedder:
        return self.embedder

    def write(self, name: str, text: str) -> None:
        file = self.reports / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def ingest(self, *paths: Path, rebuild: bool = False) -> dict[str, str]:
        self.embedder.embedded.clear()
        settings = UpdateSettings(rebuild=rebuild)
        result = update(paths or [self.reports], self.root, self.load, settings)
        return {file.path: str(file.outcome) for file in result.files}

    def known(self) -> dict[str, Report]:
        with closing(Catalog(live(self.root) / CATALOG)) as catalog:
            return {report.path: report for report in catalog.reports()}

    def found(self, question: str, where: dict[str, object] | None = None) -> list[str]:
        searcher = Searcher(live(self.root), self.embedder)
        try:
            return [hit.document.path for hit in searcher.search(question, 5, where)]
        finally:
            searcher.close()
