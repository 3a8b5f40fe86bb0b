"""An answer or a whole conversation to take along, with its sources: Markdown and JSON."""

import json
import re
from collections.abc import Sequence

from askreports.answering.answer import Answer, AnswerStatus, Citation, Comparison, ComparisonCell
from askreports.doors.web import messages
from askreports.doors.web.wording.interface import say
from askreports.schema import answer_json

_MARKDOWN = re.compile(
    r"""[\\`<]            # always its own sign
    |(?<!\w)_|_(?!\w)     # inside a word it is a letter
    |\*(?=\S)|(?<=\S)\*   # alone between spaces it is a star
    |\](?=[(\[:])         # makes a link
    |~(?=~)
    |^[#>](?=.)|^[-+=](?=\s|$|[-=])|^\d+(?=[.)]\s)""",  # at the start they make heads, quotes and lists
    re.X,
)


def as_markdown(answers: Sequence[Answer]) -> str:
    """Answers as Markdown; a character is escaped where Markdown would read it as its own, and only there."""
    return "\n\n".join(_markdown(answer) for answer in answers) + "\n"


def as_json(answers: Sequence[Answer]) -> str:
    """Answers as every other door gives them."""
    return json.dumps([answer_json(answer) for answer in answers], ensure_ascii=False, indent=2) + "\n"


def as_text(answer: Answer) -> str:
    """What is said and where it stands, as plain text to be pasted elsewhere."""
    sources = [f"{source_line(c)}\n“{' '.join(c.quote.split())}”" for c in answer.citations]
    return "\n\n".join([asked(answer), *said(answer), *sources])


def asked(answer: Answer) -> str:
    """The question; of a follow-up also as it was understood, since it cannot be read alone."""
    if answer.standalone is None:
        return answer.question
    return f"{answer.question} ({say('answer.understood')}: {answer.standalone})"


def said(answer: Answer) -> list[str]:
    """The sentences with the numbers of their sources and what is not verified, or what is missing.

    Sentences that may not answer say so first.
    """
    missing = f"{messages.standing(answer)}. {answer.searched.gaps.sentence()}".strip()
    sentences = [
        f"{sentence_with_numbers(s.text, s.citations)} {messages.doubts(s)}" for s in answer.sentences
    ]
    if answer.status is AnswerStatus.CLOSEST:
        sentences.insert(0, f"{messages.state(answer.status)}:")
    return [sentence.strip() for sentence in sentences] or [missing]


def sentence_with_numbers(text: str, citations: Sequence[int]) -> str:
    return f"{text} {''.join(f'[{number}]' for number in citations)}".strip()


def source_line(citation: Citation) -> str:
    """A source as a line: number, report, page, file, whether it was verified and how it was read."""
    parts = (
        messages.name(citation.document),
        messages.origin(citation.document),
        messages.page_name(citation.page),
    )
    where = ", ".join(part for part in parts if part)
    proofs = [messages.checked(citation), messages.read_by(citation.page)]
    proof = " ".join(f"{one}." for one in proofs if one)
    return f"[{citation.number}] {where} ({citation.document.path}). {proof}"


def _markdown(answer: Answer) -> str:
    sources = [f"- {_escaped(source_line(c))}\n  > {_escaped(c.quote)}" for c in answer.citations]
    table = _markdown_table(answer.table) if answer.table else ""
    blocks = [
        f"## {_escaped(asked(answer))}",
        *(_escaped(line) for line in said(answer)),
        table,
        "\n".join(sources),
    ]
    return "\n\n".join(block for block in [*blocks, _escaped(messages.coverage(answer.searched))] if block)


def cell_with_number(cell: ComparisonCell) -> str:
    return sentence_with_numbers(cell.text, [cell.citation] if cell.citation else [])


def _markdown_table(table: Comparison) -> str:
    head = [_in_cell(name) for name in table.columns]
    rows = [[_in_cell(cell_with_number(cell)) for cell in row] for row in table.rows]
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _in_cell(text: str) -> str:
    return _escaped(text).replace("|", "\\|")


def _escaped(text: str) -> str:
    line = _MARKDOWN.sub(_with_backslash, " ".join(text.split()))
    return line.replace("$", "\\$") if line.count("$") > 1 else line  # a pair makes a formula


def _with_backslash(found: re.Match[str]) -> str:
    """The sign escaped; of a number that would begin a list, the sign behind it."""
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
