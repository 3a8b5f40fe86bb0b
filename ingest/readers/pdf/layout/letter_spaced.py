"""Letter-spaced words, drawn letter by letter with gaps as wide as those between words: C O N T E N T S."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.pdf.layout.boxes import height
from ingest.readers.pdf.layout.rows import Fragment

_MIN_LETTERS = 5  # or "A B C D" would be a word
_MAX_GAP = 0.6  # of a line's height between two letters; the heads of columns stand further apart
_MAX_WORD_GAP = 2.0  # and between two words
_WORD_GAP = 1.7  # times the gap between letters


def with_spaced_words(fragments: Sequence[Fragment]) -> Sequence[Fragment]:
    """The fragments, letters that make words together as words."""
    singles = [len(one.text) == 1 and one.text.isalpha() and not one.turns for one in fragments]
    if sum(singles) < _MIN_LETTERS:
        return fragments
    return [one for run in _runs(fragments, singles) for one in _words(run)]


def _runs(fragments: Sequence[Fragment], singles: Sequence[bool]) -> Iterator[list[Fragment]]:
    """Letters that follow each other on one line, and all others alone."""
    run: list[Fragment] = []
    for fragment, is_single in zip(fragments, singles, strict=True):
        if run and not (is_single and _follows(run[-1], fragment)):
            yield run
            run = []
        run.append(fragment)
        if not is_single:
            yield run
            run = []
    if run:
        yield run


def _follows(last: Fragment, fragment: Fragment) -> bool:
    same_line = abs(last.bottom - fragment.bottom) < 0.1 * height(last)
    return same_line and 0 <= fragment.left - last.right < _MAX_WORD_GAP * height(last)


def _words(run: list[Fragment]) -> Iterator[Fragment]:
    gaps = [right.left - left.right for left, right in pairwise(run)]
    if len(run) < _MIN_LETTERS or median(gaps) > _MAX_GAP * height(run[0]):
        yield from run
        return
    usual, start = median(gaps), 0
    for number, gap in enumerate([*gaps, float("inf")], 1):
        if gap > _WORD_GAP * usual:
            yield _word(run[start:number])
            start = number


def _word(letters: Sequence[Fragment]) -> Fragment:
    first = letters[0]
    return first._replace(
        text="".join(one.text for one in letters),
        right=letters[-1].right,
        top=max(one.top for one in letters),
    )
