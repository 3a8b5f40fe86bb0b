"""Names in a question that no report of the whole index writes: a hint that it asks about somebody else."""

from collections.abc import Sequence

from askreports.answering.extraction.candidates import Idf
from index.query.stems import stem_sets

LEAST_LETTERS = 3
NO_NAMES = ("de",)  # languages that write every noun like a name


def unknown_names(
    names: Sequence[Sequence[str]], language: str, languages: Sequence[str], idf: Idf
) -> tuple[str, ...]:
    """Those of the runs of words written as names of which some word stands in no report.

    `language` is that of the question, `languages` are those of the reports.
    """
    if language in NO_NAMES:
        return ()
    nowhere = idf(frozenset())
    return tuple(
        " ".join(name) for name in names if any(_is_unknown(w, languages, idf, nowhere) for w in name)
    )


def _is_unknown(word: str, languages: Sequence[str], idf: Idf, nowhere: float) -> bool:
    if len(word) < LEAST_LETTERS:
        return False
    (forms,) = stem_sets(word.casefold(), languages)
    return idf(forms) >= nowhere
