"""The columns of a table on a page: which values stand below each other."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers.pdf.layout.boxes import Box, TextBox, height

_SHARED = 0.25  # of the narrower one that two boxes of one column share at least
_RIGHT_EDGES = 0.8  # of its height that values of one column end apart, where they do not share enough
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
    found = [number for number, column in enumerate(columns) if shares(box, column)]
    return found[0] if len(found) == 1 else None


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
    over = [[n for n, column in enumerate(columns) if shares(head, column)] for head in heads]
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


def shares(box: Box, column: Extent) -> bool:
    shared = min(box.right, column.right) - max(box.left, column.left)
    return shared > _SHARED * min(box.right - box.left, column.right - column.left)


def is_in(box: TextBox, column: Extent) -> bool:
    """Whether a box stands in some of the width of a column."""
    return box.left < column.right and column.left < box.right


def touches(cell: TextBox, columns: Sequence[Extent]) -> bool:
    """Whether a box stands in some of the width of any column."""
    return any(is_in(cell, column) for column in columns)
