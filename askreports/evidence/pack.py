"""The nouns of an evidence pack: what was said, and all that it stands on, ready to be printed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from askreports.answering.answer import Answer, Citation
from askreports.checking.checked import CheckedText
from askreports.grid.table import Grid

FindFile = Callable[[str], Path | None]  # a report's id -> its file, None where it has changed or gone


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something that was said: its text, how it stands ("supported", "answers"), and the citations under it.

    `notes` are lines below it: why, arithmetic, difference.
    """

    text: str
    standing: str
    citations: tuple[int, ...]
    notes: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack proves, from which generation of an index, and when (ISO 8601, UTC)."""

    title: str
    statements: tuple[Exhibit, ...]
    citations: tuple[Citation, ...]
    generation: str
    made: str


@dataclass(frozen=True, slots=True)
class FileProof:
    """The file of a report with the SHA-256 of its bytes; `file` None where it has changed or gone."""

    file: Path | None
    sha256: str = ""


def statements_of(found: Answer | CheckedText | Grid) -> tuple[str, tuple[Exhibit, ...]]:
    """The title of a pack and its statements."""
    if isinstance(found, Answer):
        return found.question, tuple(_of_answer(found))
    if isinstance(found, CheckedText):
        return "Checked text", tuple(_of_check(found))
    return "Question grid", tuple(_of_grid(found))


def prove(citations: Sequence[Citation], find_file: FindFile) -> dict[str, FileProof]:
    """The file of each report that is cited, by its id."""
    proofs = {}
    for report in {citation.document.id for citation in citations}:
        file = find_file(report)
        if file is None:
            proofs[report] = FileProof(None)
        else:
            with file.open("rb") as stream:
                proofs[report] = FileProof(file, file_digest(stream, "sha256").hexdigest())
    return proofs


def _of_answer(answer: Answer) -> list[Exhibit]:
    figure = answer.figure
    notes = (f"{figure.value:f} {figure.unit} = {figure.formula}",) if figure and figure.formula else ()
    missing = answer.searched.gaps.sentence()
    told = [
        Exhibit(sentence.text, str(answer.status), sentence.citations, (*notes, *sentence.doubts))
        for sentence in answer.sentences
    ]
    return told or [Exhibit(missing or "Not in these reports.", str(answer.status), ())]


def _of_check(checked: CheckedText) -> list[Exhibit]:
    return [
        Exhibit(
            claim.text,
            str(claim.verdict),
            claim.citations,
            tuple(
                note
                for note in (
                    claim.reason,
                    claim.formula or "",
                    f"difference: {claim.difference}" if claim.difference else "",
                )
                if note
            ),
        )
        for claim in checked.claims
    ]


def _of_grid(grid: Grid) -> list[Exhibit]:
    told = []
    for question, row in zip(grid.questions, grid.cells, strict=True):
        for column, cell in zip(grid.columns, row, strict=True):
            value = "" if cell.value is None else f"{cell.value:,f} {cell.unit}".strip()
            notes = (value,) if value and value not in cell.text else ()
            cited = (cell.citation,) if cell.citation else ()
            told.append(Exhibit(cell.text or "—", str(cell.status), cited, notes, f"{question} — {column}"))
    return told
