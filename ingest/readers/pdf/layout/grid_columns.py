"""The columns of a table on a page: which values stand below each other, and which heads stand over them."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf.layout.boxes import Box, TextBox, height

_SHARED = 0.25  # of the narrower one that two boxes of one column share at least
_RIGHT_EDGES = 0.8  # of its height that values of one column end apart, where they do not share enough
ASIDE = 0.35  # of the distance between columns that the head of one stands aside, where each has one
_OFF_IN_GROUP = 0.25  # of the width of the columns under it, in an even row of heads
_OFF_CENTRE = 0.3  # of the distance between columns that a head stands off the middle of those it is over
_OFF_ALIKE = 0.15  # and that heads stand off it by more or less than each other
_EXACTLY = 0.08  # at most where it stands in the middle without doubt
_WELL_CENTRED = 0.12  # and where it surely is in their middle

Value = tuple[TextBox, int]  # with the number of its row
Group = list[Value]
_DASH = re.compile(r"[$€£]? ?[-–—]+ ?%?")


class Extent(NamedTuple):
    """How far a column reaches from left to right, in points."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def value_columns(rows: Sequence[Sequence[TextBox]]) -> list[Extent]:
    """The columns of the values in these rows, from the left; no two values of a row are in the same one."""
    values = [(box, number) for number, row in enumerate(rows) for box in row]
    columns = []
    for group in _with_dashes(_overlapping(values)):
        if _is_apart(group):
            columns.append(_extent([box for box, _ in group]))
        else:  # a value that stands askew has joined two
            parts = _by_right_edge(group)
            columns += [
                _extent([box for box, _ in part]) for part in parts if len(part) > 1 and _is_apart(part)
            ]
    columns.sort()
    return _without_overlaps(columns)


def column_of(box: Box, columns: Sequence[Extent]) -> int | None:
    """The one column that a box stands in; None where it is none, or several."""
    found = [number for number, column in enumerate(columns) if _shares(box, column)]
    return found[0] if len(found) == 1 else None


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
    below = [[n for n, column in enumerate(columns) if _shares(head, column)] for head in heads]
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


def pitch(columns: Sequence[Extent]) -> float:
    """How far the nearest two columns are from each other."""
    return min((right.middle - left.middle for left, right in pairwise(columns)), default=0.0)


def _overlapping(values: Sequence[Value]) -> list[Group]:
    """The values in groups that share some of their width with others of the group, from the left."""
    groups: list[Group] = []
    right = float("-inf")
    for value in sorted(values, key=lambda value: value[0].left):
        box = value[0]
        if groups and right - box.left > _SHARED * min(box.right - box.left, right - groups[-1][0][0].left):
            groups[-1].append(value)
            right = max(right, box.right)
        else:
            groups.append([value])
            right = box.right
    return groups


def _with_dashes(groups: list[Group]) -> list[Group]:
    """The groups; dashes for none, which stand where they like, put to the nearer group beside them."""
    kept: list[Group] = []
    for number, group in enumerate(groups):
        dashes = all(_DASH.fullmatch(box.text) for box, _ in group)
        beside = [other for other in (kept[-1:], groups[number + 1 : number + 2]) if other] if dashes else []
        beside.sort(key=lambda other: _gap(group, other[0]))
        fitting = next((other[0] for other in beside if _is_apart([*group, *other[0]])), None)
        if fitting is None:
            kept.append(group)
        else:
            fitting += group
    return kept


def _gap(group: Group, other: Group) -> float:
    one, two = _extent([box for box, _ in group]), _extent([box for box, _ in other])
    return max(one.left - two.right, two.left - one.right)


def _by_right_edge(group: Sequence[Value]) -> list[Group]:
    parts: list[Group] = []
    for value in sorted(group, key=lambda value: value[0].right):
        box = value[0]
        if parts and box.right - parts[-1][-1][0].right < _RIGHT_EDGES * height(box):
            parts[-1].append(value)
        else:
            parts.append([value])
    return parts


def _is_apart(group: Sequence[Value]) -> bool:
    return len({row for _, row in group}) == len(group)


def _extent(boxes: Sequence[TextBox]) -> Extent:
    return Extent(min(box.left for box in boxes), max(box.right for box in boxes))


def with_empty(columns: Sequence[Extent], heads: Sequence[Box]) -> list[Extent]:
    """The columns, and those without values of which there is only the head.

    Only where each of the other heads stands over a column of its own, and no column is without a head.
    """
    over = [[n for n, column in enumerate(columns) if _shares(head, column)] for head in heads]
    if [n for found in over for n in found] != list(range(len(columns))) or any(len(n) > 1 for n in over):
        return list(columns)
    empty = [Extent(head.left, head.right) for head, found in zip(heads, over, strict=True) if not found]
    return sorted([*columns, *empty])


def _without_overlaps(columns: Sequence[Extent]) -> list[Extent]:
    """The columns, none of which reaches into the next: what is between two is of neither."""
    cut = list(columns)
    for n, (left, right) in enumerate(pairwise(columns)):
        if left.right > right.left:
            cut[n] = Extent(cut[n].left, right.left)
            cut[n + 1] = Extent(left.right, cut[n + 1].right)
    return [column for column in cut if column.right > column.left]


def _shares(box: Box, column: Extent) -> bool:
    shared = min(box.right, column.right) - max(box.left, column.left)
    return shared > _SHARED * min(box.right - box.left, column.right - column.left)
