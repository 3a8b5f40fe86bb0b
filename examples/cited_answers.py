"""Answers a question and writes each source as a line of a table: report, page, quote.

    python examples/cited_answers.py .askreports "When was the BioTernal Foundation set up?"

It uses the public names of askreports alone, and passes `mypy --strict` and pyright.
"""

import csv
import sys
from collections.abc import Iterator, Sequence

import askreports


def printed_number(page: askreports.Page) -> str:
    """The number as printed on the page; where it has none, that of the sheet, counted from 1."""
    return page.label or str(page.number)


def source_row(citation: askreports.Citation) -> tuple[str, str, str]:
    """A source as a table has it."""
    report: askreports.Report = citation.document
    return report.title or report.path, printed_number(citation.page), " ".join(citation.quote.split())


def cited_text(answer: askreports.Answer) -> Iterator[str]:
    """The sentences, each with the numbers of its sources."""
    for sentence in answer.sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        yield f"{sentence.text} {marks}"


def nearest(hits: Sequence[askreports.Hit]) -> str:
    """What fits best where no report answers."""
    if not hits:
        return "nothing"
    best = hits[0]
    strongest = max(best.why, key=lambda signal: best.why[signal])
    return f"page {printed_number(best.page)} of {best.document.path} ({strongest}, {best.score:.2f})"


def main(index: str, question: str) -> int:
    """Prints the answer, then its sources. Exit status 0 where the reports answer, else 1."""
    try:
        with askreports.open(index) as reports:
            answer = reports.ask(question)
    except askreports.IndexMissing as error:
        print(error, file=sys.stderr)
        return 1
    if not answer.found:
        print(f"Not in these {answer.searched.reports} reports; nearest is {nearest(answer.hits)}.")
        return 1
    print(*cited_text(answer), sep="\n")
    table = csv.writer(sys.stdout)
    table.writerow(("report", "page", "quote"))
    table.writerows(source_row(citation) for citation in answer.citations)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
