"""What can go wrong between passages and hits.

AskReportsError           (from ingest.errors)
├── IndexMissing          no index lies in the folder
├── IndexDamaged          a file of the index is gone, cut short or altered
├── IndexStale            built with another model or format than the settings ask for
├── IndexClosed           a search after the index was closed
├── IndexBusy             another process is writing this index
├── IndexNotWritten       the next generation could not be written; the live one is untouched
├── ModelUnavailable      the embedder is not on this machine, or not the one it claims to be
├── BadQuestion           a question that cannot be searched: empty, too long, k below 1
├── BadFilter             an unknown field, or a value it cannot take, in `where`
├── BadGlossary           a file of terms that cannot be read
├── NoSuchReport          a name of no report, or of several
└── NoSuchPage            a report or a page that the index does not hold
"""

from ingest.errors import AskReportsError


class IndexMissing(AskReportsError):
    """No index lies in the folder."""


class IndexDamaged(AskReportsError):
    """A file of the index is gone, cut short or altered."""


class IndexStale(AskReportsError):
    """The index was built with another embedder or format than is asked for now."""


class IndexClosed(AskReportsError):
    """The index was closed before this call."""


class IndexBusy(AskReportsError):
    """Another process holds the writer's lock."""


class IndexNotWritten(AskReportsError):
    """The next generation could not be written."""


class ModelUnavailable(AskReportsError):
    """The embedder cannot be loaded, or its weights are not the published ones."""


class BackendMissing(ModelUnavailable):
    """The library that runs compiled models cannot be loaded here."""


class BadQuestion(AskReportsError):
    """A question that cannot be searched."""


class BadFilter(AskReportsError):
    """A `where` that names an unknown field or an impossible value."""


class BadGlossary(AskReportsError):
    """A glossary that is no TOML, or holds something else than terms with their words."""


class NoSuchReport(AskReportsError):
    """A path or an id that names no report of the index, or several where one is meant."""


class NoSuchPage(AskReportsError):
    """The index holds no such report or page."""


def no_such_page(report: str, number: int) -> NoSuchPage:
    """The error for a page that is not there, whether or not the report is."""
    return NoSuchPage(
        f"no page {number} in report {report}: 'askreports status' lists reports and their pages"
    )
