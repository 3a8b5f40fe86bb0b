"""Which columns the heads of a table stand over: one each, or groups in the middle of which they stand."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from ingest.readers.pdf.grids.columns import Extent, pitch, shares
from ingest.readers.pdf.layout.boxes import Box, TextBox, height

ASIDE = 0.35  # of the distance between columns that the head of one stands aside, where each has one
_OFF_IN_GROUP = 0.25  # of the width of the columns under it, in an even row of heads
_OFF_CENTRE = 0.3  # of the distance between columns that a head stands off the middle of those it is over
_OFF_ALIKE = 0.15  # and that heads stand off it by more or less than each other
_EXACTLY = 0.08  # at most where it stands in the middle without doubt
_WELL_CENTRED = 0.12  # and where it surely is in their middle


def columns_under(
    heads: Sequence[TextBox],
    columns: Sequence[Extent],
    headed: Collection[int],
    wide: Sequence[Extent],
) -> list[range | None]:
    """For each head of a line, the columns that it stands over; None where that is not sure.

    A head over several columns stands in their middle, whether or not it reaches over all of them. `headed`
    are the columns with heads of their own on lines below: only of these it may be over more than it touches.
    `columns` are as wide as their heads, where they have one, `wide` as wide as heads and values together.
    """
    if not heads:
        return []
    below = [[n for n, column in enumerate(columns) if shares(head, column)] for head in heads]
    if _go_in_turn(heads, below, columns) or stand_alike(heads, columns):
        return [range(number, number + 1) for number in range(len(heads))]
    grouped = sorted(headed) or (range(len(columns)) if len(heads) > 1 else [])
    groups = (
        _even_groups(heads, grouped, columns, _WELL_CENTRED)
        or _centred_groups(heads, below, headed, columns)
        or _even_groups(heads, grouped, wide, _OFF_IN_GROUP)
        or _even_groups(heads, grouped, columns, _OFF_IN_GROUP)
    )
    if groups:
        return groups
    taken = {n for found in below for n in found} | (set(range(len(columns))) - set(headed))
    spans = [
        _centred(head, found, wide, taken - set(found)) for head, found in zip(heads, below, strict=True)
    ]
    lasts = [-1, *(span[-1] if span else -1 for span in spans)]
    return [span if span and span[0] > max(lasts[: n + 1]) else None for n, span in enumerate(spans)]


def stand_alike(heads: Sequence[Box], columns: Sequence[Extent]) -> bool:
    """Whether there are as many heads as columns, all of them equally far from the middle of their own."""
    if not 1 < len(heads) == len(columns):
        return False
    offs = [_off_middle(head, [column]) for head, column in zip(heads, columns, strict=True)]
    return _are_alike(offs, columns) and max(map(abs, offs)) < 0.5 * pitch(columns)


def _are_alike(offs: Sequence[float], columns: Sequence[Extent]) -> bool:
    return max(offs) - min(offs) < _OFF_ALIKE * pitch(columns)


def _off_middle(head: Box, columns: Sequence[Extent]) -> float:
    return (head.left + head.right - columns[0].left - columns[-1].right) / 2


def _go_in_turn(heads: Sequence[Box], below: Sequence[Sequence[int]], columns: Sequence[Extent]) -> bool:
    """Whether there are as many heads as columns, each at its own."""
    return len(heads) == len(columns) and all(
        number in (found or [number]) and _is_nearest(head, number, columns)
        for number, (head, found) in enumerate(zip(heads, below, strict=True))
    )


def _centred_groups(
    heads: Sequence[Box], below: Sequence[Sequence[int]], headed: Collection[int], columns: Sequence[Extent]
) -> list[range | None]:
    """The columns under each head where all stand exactly in the middle of as many; empty where not."""
    groups: list[range | None] = []
    for head, found in zip(heads, below, strict=True):
        spans = [
            range(first, last + 1)
            for first in range(found[0] + 1 if found else 0)
            for last in range(max(found[-1], first + 1), len(columns))
            if set(range(first, last + 1)) <= set(headed)
            and abs(_off_middle(head, columns[first : last + 1])) < _EXACTLY * pitch(columns)
        ]
        groups.append(max(spans, key=len, default=None))
    sizes = {len(group) if group else 0 for group in groups}
    starts = [group[0] for group in groups if group]
    apart = all(left[-1] < right[0] for left, right in pairwise(filter(None, groups)))
    return groups if len(sizes) == 1 and 0 not in sizes and starts == sorted(starts) and apart else []


def _even_groups(
    heads: Sequence[Box], headed: Sequence[int], columns: Sequence[Extent], off_at_most: float
) -> list[range | None]:
    """The columns under each head where all are under so many each; empty where they are not.

    Each head stands in the middle of its columns, by a part of their width at most, or, where that is a large
    one, all of them stand equally far off it.
    """
    each, rest = divmod(len(headed), len(heads))
    if rest or each < 2 or headed[-1] - headed[0] != len(headed) - 1:
        return []
    groups: list[range | None] = []
    offs, widths = [], []
    for head, first in zip(heads, headed[::each], strict=True):
        left, right = columns[first].left, columns[first + each - 1].right
        offs.append(_off_middle(head, columns[first : first + each]))
        widths.append(right - left)
        groups.append(range(first, first + each))
    is_loose = off_at_most == _OFF_IN_GROUP
    if is_loose and len(heads) == 1:
        return []
    if all(abs(off) < off_at_most * width for off, width in zip(offs, widths, strict=True)):
        return groups
    inside = all(2 * abs(off) < width for off, width in zip(offs, widths, strict=True))
    return groups if is_loose and inside and _are_alike(offs, columns) else []


def _is_nearest(head: Box, number: int, columns: Sequence[Extent]) -> bool:
    gaps = [max(column.left - head.right, head.left - column.right, 0.0) for column in columns]
    return gaps[number] == min(gaps) and gaps[number] <= max(height(head), ASIDE * pitch(columns))


def _centred(head: Box, below: Sequence[int], columns: Sequence[Extent], taken: set[int]) -> range | None:
    """The columns around those that a head touches in the middle of which it stands, or those alone.

    Of several that are as well centred those that are most.
    """
    middle, apart = (head.left + head.right) / 2, pitch(columns)
    own = range(below[0], below[-1] + 1) if below else range(0)
    found: list[tuple[bool, float, range]] = []
    for first in range(below[0] + 1 if below else len(columns)):
        for last in range(max(first, below[-1] if below else first), len(columns)):
            span = range(first, last + 1)
            off = abs(middle - (columns[first].left + columns[last].right) / 2)
            if len(span) > len(own) and taken.isdisjoint(span) and off < _OFF_CENTRE * apart:
                found.append((off > _WELL_CENTRED * apart, off, span))
    well = [span for is_off, _, span in found if not is_off]
    best = max(well, key=len, default=None) or min(found, default=(True, 0.0, own))[2]
    return best or None
