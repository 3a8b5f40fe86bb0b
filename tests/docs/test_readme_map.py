"""The map in README ("Where is what") names every room, and no room that does not exist."""

import re
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PARENTS = ("ingest", "index", "askreports", "askreports/answering")
LINES = 10


def _map() -> list[str]:
    """The lines of the map, without its head."""
    section = (PROJECT / "README.md").read_text().partition("\n## Where is what\n")[2].partition("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| `")]


def _rooms_on_the_map() -> list[str]:
    """The folders that the map names; a short name lies beside the one before it."""
    rooms = []
    for line in _map():
        for name in re.findall(r"`([\w/]+)/`", line.split("|")[1]):
            rooms.append(name if "/" in name else f"{rooms[-1].rpartition('/')[0]}/{name}")
    return rooms


def test_the_map_has_ten_lines():
    assert len(_map()) == LINES


def test_every_room_on_the_map_exists():
    assert [room for room in _rooms_on_the_map() if not (PROJECT / room / "__init__.py").is_file()] == []


def test_every_room_is_on_the_map_once():
    found = {
        file.parent.relative_to(PROJECT).as_posix()
        for parent in PARENTS
        for file in (PROJECT / parent).glob("*/__init__.py")
    }
    named = _rooms_on_the_map()
    assert sorted(named) == sorted(found - {"askreports/answering"})


def test_every_file_that_the_map_points_to_exists():
    section = (PROJECT / "README.md").read_text().partition("\n## Where is what\n")[2].partition("\n## ")[0]
    files = re.findall(r"`([\w/]+\.py)`", section)
    assert files
    assert [file for file in files if not (PROJECT / file).is_file()] == []
