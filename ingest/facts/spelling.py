"""One spelling for an organisation in all its reports, whatever its covers and years write."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from ingest.facts.names import same_name


def one_spelling(names: Iterable[str], stated: Collection[str] = ()) -> dict[str, str]:
    """For each name that is to be written otherwise, how. `names` has each as often as reports bear it.

    A spelling that people `stated` wins, then mixed case over capitals, what most reports write, the longest.
    """
    counts = Counter(name for name in names if name)
    alike: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        alike[same_name(name)].append(name)
    best: dict[str, str] = {}
    for spellings in alike.values():
        chosen = max(
            spellings,
            key=lambda name: (name in stated, not _in_capitals(name), counts[name], len(name), name),
        )
        best |= {name: chosen for name in spellings if name != chosen}
    return best


def _in_capitals(name: str) -> bool:
    """Whether a name has no small letter; that may be an acronym, but here others spell it otherwise."""
    return name.upper() == name
