"""Markdown is read as it is shown: no signs of markup, no comments; tables are tables."""

from pathlib import Path

import pytest

from ingest.document import Heading
from ingest.readers.markup.markdown import read_markdown


def put(folder: Path, content: bytes, name: str) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def text(folder: Path, markdown: str) -> str:
    return read_markdown(put(folder, markdown.encode(), "a.md")).pages[0].text


MARKDOWN = """\
---
title: "Clean Water for Lima"
organization: Agua Viva
date: 2021-03-01
kind: project description
tags: [water, peru]
# no heading
---
# Clean Water for Lima #

Underlined title
================
Text that ends
a paragraph.

Second level
---

* item
---

```sh
# a comment
~~~
# still a comment
```
#### Depth four
#no heading
| a | b |
|---|---|
Cost: 1,200 #3
"""


SHOWN = """\
Clean Water for Lima

Underlined title

Text that ends a paragraph.

Second level

item

# a comment
~~~
# still a comment

Depth four

#no heading

a  b
Cost: 1,200 #3"""


def test_markdown_is_read_as_it_is_shown(tmp_path):
    reading = read_markdown(put(tmp_path, MARKDOWN.replace("\n", "\r\n").encode(), "project.md"))
    assert [page.text for page in reading.pages] == [SHOWN]
    assert reading.pages[0].label == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("We baked **1,204,000** _fine_ loaves.", "We baked 1,204,000 fine loaves."),
        ("12\\_000 to the [food bank](https://fb.example/?x=1)", "12_000 to the food bank"),
        ("<!-- internal: 999\n loaves -->\nSeen.", "Seen."),
        ("- [x] Oven\n- [ ] Shop", "☒ Oven\n\n☐ Shop"),
        ("2. Two\n3. Three", "2. Two\n\n3. Three"),
        ("~~Old~~ `code` ![Picture](a.png)", "Old code"),
        (
            "412 loaves[^1].\n\n[^1]: Rolls are\n    counted.\n\nEnd.",
            "412 loaves ¹.\n\nEnd.\n\n1 Rolls are counted.",
        ),
        ("```\n[^1]: code\n```\n", "[^1]: code"),
        ("<table><tr><td>Bakers</td><td>23</td></tr></table>", "Bakers  23"),
        ("> The board\n> met.", "The board met."),
    ],
)
def test_signs_of_markup_are_no_text(tmp_path, written, shown):
    assert text(tmp_path, written) == shown


def test_a_blank_cell_is_a_cell(tmp_path):
    written = "| Shop | 2023 | 2022 |\n|---|--:|--:|\n| Station | | **120,500** |\n"
    (table,) = read_markdown(put(tmp_path, written.encode(), "a.md")).pages[0].tables
    (station,) = [cell for cell in table.cells if cell.text == "120,500"]
    assert [head.text for head in table.heads(station.column)] == ["2022"]


def test_markdown_headings_are_the_outline(tmp_path):
    reading = read_markdown(put(tmp_path, MARKDOWN.encode(), "project.md"))
    assert reading.outline == (
        Heading("Clean Water for Lima", page=1, depth=1),
        Heading("Underlined title", page=1, depth=1),
        Heading("Second level", page=1, depth=2),
        Heading("Depth four", page=1, depth=4),
    )


def test_front_matter_is_the_information(tmp_path):
    assert read_markdown(put(tmp_path, MARKDOWN.encode(), "project.md")).information == {
        "title": "Clean Water for Lima",
        "organisation": "Agua Viva",
        "date": "2021-03-01",
        "kind": "project description",
    }


@pytest.mark.parametrize("markdown", ["text\n---\ntitle: no\n---\n", "---\ntitle: never closed\n", "# A\n"])
def test_only_closed_lines_at_the_very_beginning_are_front_matter(tmp_path, markdown):
    assert read_markdown(put(tmp_path, markdown.encode(), "a.md")).information == {}


def test_a_code_block_that_is_never_closed_holds_no_headings(tmp_path):
    reading = read_markdown(put(tmp_path, b"# Before\n````\n# a\n```\n# b\n", "a.md"))
    assert reading.outline == (Heading("Before", page=1, depth=1),)
