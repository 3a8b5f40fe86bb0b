"""Compound files (of Outlook, and of Office before 2007) for tests: folders of streams in one file."""

import struct
from itertools import count
from typing import Any

Folder = dict[str, Any]  # name -> bytes of a stream, or another folder

_SECTOR, _MINI, _CUT = 512, 64, 4096
_END, _FREE, _TABLE, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def compound_file(root: Folder) -> bytes:
    """The file; it must be smaller than 7 MB, which is what one sector of the header's table holds."""
    entries: list[dict[str, Any]] = []
    _add(entries, "Root Entry", root, kind=5)
    mini, small = _chains([e for e in entries if 0 < len(e["data"]) < _CUT], _MINI)
    entries[0]["data"] = mini
    large = [e for e in entries if len(e["data"]) >= _CUT or (e is entries[0] and mini)]
    body, table = _chains(large, _SECTOR)
    body, table, first_directory = _appended(body, table, b"".join(map(_entry, entries)))
    small_bytes = b"".join(struct.pack("<I", n) for n in small)
    body, table, first_small = _appended(body, table, small_bytes) if small else (body, table, _END)
    tables = next(n for n in count(1) if n * (_SECTOR // 4) >= len(table) + n)
    first_table = len(table)
    table += [_TABLE] * tables
    table += [_FREE] * (-len(table) % (_SECTOR // 4))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first_directory, 0, _CUT,
        first_small, -(-len(small_bytes) // _SECTOR), _END, 0,
    )  # fmt: skip
    places = [*range(first_table, first_table + tables), *[_FREE] * (109 - tables)]
    return header + struct.pack("<109I", *places) + body + struct.pack(f"<{len(table)}I", *table)


def _add(entries: list[dict[str, Any]], name: str, content: Any, kind: int = 1) -> int:
    """Adds a folder with all in it, or a stream; its number."""
    entry = {"name": name, "kind": kind, "data": b"", "child": _NONE, "right": _NONE, "start": _END}
    entries.append(entry)
    number = len(entries) - 1
    if isinstance(content, bytes):
        entry.update(kind=2, data=content)
        return number
    before = None
    for child in sorted(content, key=lambda name: (len(name), name.upper())):
        place = _add(entries, child, content[child])
        (entry if before is None else before)["child" if before is None else "right"] = place
        before = entries[place]
    return number


def _chains(entries: list[dict[str, Any]], size: int) -> tuple[bytes, list[int]]:
    """The data one after the other in sectors of this size, and the table of which follows which."""
    body, table = b"", []
    for entry in entries:
        entry["start"] = len(table)
        body, table, _ = _appended(body, table, entry["data"], size)
    return body, table


def _appended(
    body: bytes, table: list[int], data: bytes, size: int = _SECTOR
) -> tuple[bytes, list[int], int]:
    sectors, start = max(1, -(-len(data) // size)), len(table)
    padded = data.ljust(sectors * size, b"\0")
    return body + padded, [*table, *range(start + 1, start + sectors), _END], start


def _entry(entry: dict[str, Any]) -> bytes:
    name = entry["name"].encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI8x8xIQ",
        name, len(name) + 2, entry["kind"], 1, _NONE, entry["right"], entry["child"], 0,
        entry["start"], len(entry["data"]),
    )  # fmt: skip
