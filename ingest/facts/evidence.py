"""The places of a report where it says what it is, gathered once for every fact."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.document import RawReport, ReadPage
from ingest.facts.vocabulary import fold, word_set

_FRONT_PAGES = 3
_SAMPLED_PAGES = 40
_SAMPLED_TEXT = 120_000  # characters, shared between the sampled pages
_FRONT_TEXT = 8_000  # characters of each of the first pages; a format without pages has one long one
_LONGEST_LINE = 300  # characters
_THIN_COVER = 20  # words: a cover with fewer goes on on the next page
_EDGE_LINES = 2  # lines at the top and at the bottom of a page that may be running heads

_IMPRINT_PAGES = 8  # from the beginning: an imprint may come after a foreword or the contents
_LAST_PAGES = 2  # or stand on the back cover
_IMPRINT_MARKS = 3  # lines of the form `label: value`, addresses and copyright signs that make an imprint
_IMPRINT_MARK = re.compile(r"(?m)^\W*\w[\w ’']{2,30}: +\S|©|www\.|\w@\w")
_CONTENTS_LINES = 4  # lines in a row that end in the number of a page make a table of contents
_CONTENTS_LINE = re.compile(r".*\D[\s.…·]+(\d{1,3})")

_NUMBERED = re.compile(r"\s*(?:\d|[IVX]+\.)")  # a chapter, not the whole

_PUNCTUATION = "()[]\"'“”‘’„«».,;:!?*"
_JUNK_TITLE = re.compile(
    r"microsoft (?:word|excel|powerpoint)\b|\.(?:docx?|pdf|indd|qxd|xlsx?|pptx?|html?|odt|tex)$"
    r"|^(?:untitled|document|title|print|layout|slide|cover|doc|book|file|report)[\s\d]*$|powerpoint"
    r"|^[\d\W]+$|^\S*[\d_]\S*$|^form \S+ for .* filed|securities and exchange commission|\.\.\d"
)


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """What a report shows of itself before one reads it.

    `cover` and `front` are the lines of the first page with text and of the first three, without those of a
    table of contents; `imprint` those of pages near the beginning or the end that look like one. `opening`
    and `body` are running text without line breaks, of the first three pages and of a sample of the whole.
    `folded` is `body` folded, `words` counts its words as they are written. `running` are the lines
    that repeat on many pages, the most frequent first. `titles` come from the file's information and
    outline and are free of what programs write there by themselves. `name` is the file's name without
    its ending, its words apart.
    """

    cover: tuple[str, ...]
    front: tuple[str, ...]
    imprint: tuple[str, ...]
    opening: str
    body: str
    folded: str
    words: Mapping[str, int]
    running: tuple[str, ...]
    titles: tuple[str, ...]
    author: str
    name: str


def gather(reading: RawReport, path: str) -> FactEvidence:
    """The evidence of one report; `path` is its file, with forward slashes."""
    pages = [page.text for page in reading.pages if page.text.strip()]
    front = [_without_sheet_rows(page)[:_FRONT_TEXT] for page in reading.pages if page.text.strip()][
        :_FRONT_PAGES
    ]
    sample = _sample(pages)
    share = _SAMPLED_TEXT // max(1, len(sample))
    body = _flat([page[:share] for page in sample])
    return FactEvidence(
        cover=_lines(_cover(front)),
        front=_lines(front),
        imprint=_lines(_imprint(pages)),
        opening=_flat(front),
        body=body,
        folded=fold(body),
        words=_counted(body),
        running=(*filter(None, map(_squeezed, reading.running)), *_running_lines(sample)),
        titles=_titles(reading),
        author=_squeezed(reading.information.get("author", "")),
        name=_words_of(PurePosixPath(path).stem),
    )


def _without_sheet_rows(page: ReadPage) -> str:
    """The text of a page, without the table that a sheet begins with: column heads are no cover."""
    table = page.tables[0] if page.is_all_body and page.tables else None
    heads = [cell for cell in table.cells if cell.row == 0 < table.header_rows] if table else []
    return page.text[table.end :] if table and len(heads) > 1 and table.start == 0 else page.text


def _cover(pages: list[str]) -> list[str]:
    thin = bool(pages) and len(pages[0].split()) < _THIN_COVER
    return pages[: 2 if thin else 1]


def _imprint(pages: list[str]) -> list[str]:
    """The pages after the first ones that may be the imprint."""
    near = pages[_FRONT_PAGES:_IMPRINT_PAGES] + pages[_IMPRINT_PAGES:][-_LAST_PAGES:]
    texts = [page[:_FRONT_TEXT] for page in near]
    return [text for text in texts if len(_IMPRINT_MARK.findall(text)) >= _IMPRINT_MARKS]


def _counted(body: str) -> Counter[str]:
    """Words between blanks, without the punctuation around them; a web address is one word."""
    counts: Counter[str] = Counter()
    for word, count in Counter(body.split()).items():
        counts[word.strip(_PUNCTUATION)] += count
    return counts


def _lines(pages: list[str]) -> tuple[str, ...]:
    lines = (
        _squeezed(line[:_LONGEST_LINE]) for page in pages for line in _without_contents(page.splitlines())
    )
    return tuple(line for line in lines if line)


def _without_contents(lines: list[str]) -> list[str]:
    """A page without its table of contents: lines in a row that end in page numbers, which never fall."""
    kept: list[str] = []
    entries: list[str] = []
    last = 0
    for line in [*lines, ""]:
        entry = _CONTENTS_LINE.fullmatch(line.rstrip())
        number = int(entry.group(1)) if entry else 0
        if not entry or number < last:
            kept += entries if len(entries) < _CONTENTS_LINES else []
            entries, last = [], 0
        if entry:
            entries.append(line)
            last = number
        else:
            kept.append(line)
    return kept


def _squeezed(line: str) -> str:
    line = _plain(line).strip()
    if _is_set_wide(line):
        line = " ".join(word.replace(" ", "") for word in re.split(r" {2,}", line))
    return " ".join(line.split()).strip(" _|•·")


def _is_set_wide(line: str) -> bool:
    """Whether letters stand apart: `A N N U A L   R E P O R T`, `CO N T EN TS`, `2 0 2 1`."""
    parts = line.split()
    singles = sum(len(part) == 1 and part.isalnum() for part in parts)
    if len(parts) < 4 or singles < len(parts) / 2:
        return False
    return singles == len(parts) or (
        line.isupper() and all(len(part) < 3 and part.isalpha() for part in parts)
    )


def _flat(pages: list[str]) -> str:
    return " ".join(_plain(" ".join(pages)).split())


def _plain(text: str) -> str:
    """Without soft hyphens; the mark that pdfium leaves for a hyphen at a line's end becomes one."""
    return text.replace("\u00ad", "").replace("\ufffe", "-")


def _sample(pages: list[str]) -> list[str]:
    """The first pages, then every n-th, and the last two: imprint and signatures stand there."""
    if len(pages) <= _SAMPLED_PAGES:
        return pages
    half = _SAMPLED_PAGES // 2
    step = max(1, (len(pages) - half) // half)
    return pages[:half] + pages[half:-2:step] + pages[-2:]


def _running_lines(pages: list[str]) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for page in pages:
        lines = [line[:_LONGEST_LINE] for line in page.splitlines() if line.strip()]
        edges = lines[:_EDGE_LINES] + lines[-_EDGE_LINES:] if len(lines) > 2 * _EDGE_LINES else lines
        counts.update(list(dict.fromkeys(map(_without_page_number, edges))))  # each once, in the page's order
    enough = max(3, len(pages) // 10)
    return tuple(line for line, count in counts.most_common(8) if count >= enough and len(line) > 2)


def _without_page_number(line: str) -> str:
    line = re.sub(
        r"(?i)^\W*(?:page|p[áà]g(?:ina)?\.?|seite)?\s*\d{1,3}\b(?!\s*%)\W*|\W+(?:page\W+)?\d{1,3}\W*$",
        "",
        line,
    )
    return _squeezed(line)


def _titles(reading: RawReport) -> tuple[str, ...]:
    first = [heading.title for heading in reading.outline[:1] if not _NUMBERED.match(heading.title)]
    titles = (_squeezed(title) for title in (reading.information.get("title", ""), *first))
    return tuple(title for title in titles if len(title) > 3 and not _is_junk(title))


def _is_junk(title: str) -> bool:
    folded = fold(title).strip()
    return bool(_JUNK_TITLE.search(folded)) or folded in word_set("general")


def _words_of(stem: str) -> str:
    return " ".join(re.sub(r"[_.]+|(?<=\D)-|-(?=\D)", " ", stem).split())
