"""What is counted as a rule, and what is not."""

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "bench"))

from count_rules import NONE, Rules, rules_of_python, rules_of_room, rules_of_toml, sizes

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("source", "rules"),
    [
        ('WORDS = ("red", "green", "blue")', Rules(3, 0)),
        ('WORDS = frozenset({"red", "green", "blue"})', Rules(3, 0)),
        ('WORDS = "red green blue grey".split()', Rules(4, 0)),
        ('NAMES = {"red": "rot", "blue": "blau"}', Rules(4, 0)),
        (r'P = re.compile(r"\b(?:red|green|blue)\b|\d+")', Rules(0, 4)),
        (r'P = re.compile(r"\b[a|b]\b|\|")', Rules(0, 2)),
        ('"""Says (?:this|that)."""\nPAIR = ("a", "b")\nx: int | None = 1', NONE),
    ],
)
def test_word_lists_and_alternatives_of_a_module(source, rules):
    assert rules_of_python(source) == rules


def test_word_lists_and_alternatives_of_a_table():
    source = 'words = """\nred green\nblue"""\nnames = ["a house", "b"]\npattern = \'\\b(?:x|y)\\b\''
    assert rules_of_toml(source) == Rules(5, 2)


def test_rooms_and_sizes_of_a_project(tmp_path):
    room = tmp_path / "ingest" / "facts"
    room.mkdir(parents=True)
    (tmp_path / "ingest" / "__init__.py").touch()
    (room / "words.py").write_text(
        'WORDS = ("red", "green", "blue")\n\n\ndef first():\n    return WORDS[0]\n'
    )
    assert rules_of_room(tmp_path) == {"ingest": NONE, "ingest/facts": Rules(3, 0)}
    found = sizes(tmp_path)
    assert (found.file, found.function, found.largest_folder) == (5, 2, 1)
