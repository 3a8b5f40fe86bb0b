"""Pages that only point at others: covers and tables of contents.

They hold every word of a good question and none of the answer, so they must not stand before the page
they point at.
"""

import re
from itertools import pairwise

from ingest.document import Page

COVER_PAGES = 2  # sheets at the front that may be a cover
COVER_WORDS = 70  # a cover has fewer
POINTER = "signpost"  # the role that such a page has, and no other
POINTERS = 5  # lines that end in a page number, for a table of contents
POINTER_SHARE = 0.5  # of the page's lines

_TARGET = re.compile(r"\d{1,3}|[ivxl]{1,6}")


def is_signpost(page: Page, page_count: int) -> bool:
    """Whether this page, of a report of so many, is a cover or a table of contents."""
    in_front = page.number <= COVER_PAGES < page_count - 1  # a short report has no cover
    return (in_front and len(page.text.split()) < COVER_WORDS) or _is_contents(page.text)


def _is_contents(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    targets = [target for line in lines if (target := _target(line))]
    if len(targets) < max(POINTERS, POINTER_SHARE * len(lines)):
        return False
    numbers = [int(target) for target in targets if target.isdecimal()]
    rising = sum(one <= other for one, other in pairwise(numbers))
    return rising >= 0.8 * (len(numbers) - 1)  # page numbers rise; the values of a table do not


def _target(line: str) -> str:
    """The page number at the end of a line that has letters before it, else nothing."""
    words = line.replace("…", ".").rsplit(maxsplit=1)
    if len(words) < 2 or not _TARGET.fullmatch(words[1].lstrip(".")):
        return ""
    return words[1].lstrip(".") if any(char.isalpha() for char in words[0]) else ""
