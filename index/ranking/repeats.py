"""Near-identical passages of several reports, shown once: an organisation repeats itself year after year.

The best of them keeps its rank, and says in which other pages it stands as well.
"""

from collections.abc import Iterable
from dataclasses import replace

from index.hit import Hit, PageReference
from index.query.stems import words

ALIKE = 0.9  # of the words of both, numbers included: figures of another year make another passage
FEWEST_WORDS = 12  # shorter passages are alike by chance


def merged(hits: Iterable[Hit], k: int) -> list[Hit]:
    """The first k hits, best first, each but the best of those alike folded into that one."""
    kept: list[Hit] = []
    texts: list[frozenset[str]] = []
    for hit in hits:
        text = frozenset(words(hit.passage.text))
        twin = next((n for n, other in enumerate(texts) if _repeats(hit, text, kept[n], other)), None)
        if twin is not None:
            place = PageReference(hit.document, hit.page)
            kept[twin] = replace(kept[twin], also_in=(*kept[twin].also_in, place))
        elif len(kept) == k:
            break
        else:
            kept.append(hit)
            texts.append(text)
    return kept


def _repeats(hit: Hit, text: frozenset[str], other: Hit, other_text: frozenset[str]) -> bool:
    if hit.document.id == other.document.id or hit.document.organisation != other.document.organisation:
        return False
    return min(len(text), len(other_text)) >= FEWEST_WORDS and (
        len(text & other_text) >= ALIKE * len(text | other_text)
    )
