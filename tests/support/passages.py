"""A found passage in one line, and its citation, for tests of what is made from passages."""

from askreports.answering.answer import Citation
from askreports.answering.citations import stands_on
from index.hit import Hit
from ingest.document import Page, Report
from ingest.passage import Passage


def hit(text, organisation="Tersalva", period="2022", section=(), language="en", above="", rank=1):
    """A hit whose passage is `text`; `above` stands over it on the page, outside of the passage."""
    before = above + "\n" if above else ""
    name = f"{organisation}-{period}-{rank}"
    report = Report(name, f"{name}.pdf", f"Annual report {period}", organisation, period, "", language, 1)
    page = Page(rank, str(rank), before + text, 0, 0, len(before + text))
    passage = Passage(name, name, section, text, len(before), len(before + text), rank, rank)
    return Hit(rank, 1.0, report, page, passage, {})


def cite(number, document, page, quote):
    """A citation, checked against the page that is given."""
    return Citation(number, document, page, quote, stands_on(quote, page))
