"""Letters that were set apart from their words by design come back to them."""

import pytest

from ingest.readers.pdf.layout.lines import page_text
from ingest.readers.pdf.layout.rows import Fragment

LETTER = 6.0


def line(text, x, bottom):
    """Words of a line, in type ten points high."""
    words = []
    for word in text.split():
        right = x + LETTER * len(word)
        words.append(Fragment(word, x, bottom, right, bottom + 10, new_line=not words))
        x = right + 3
    return words


def cap(letter, x=50.0, bottom=672.0):
    return Fragment(letter, x, bottom, x + 24, bottom + 38, new_line=True)


BESIDE = [*line("embers rose to 1,204 in the", 76, 700), *line("year, the most ever seen.", 76, 686)]
BELOW = line("They row on weekdays.", 50, 660)


@pytest.mark.parametrize("place", [0, 6, 11])
def test_a_drop_cap_goes_before_the_rest_of_its_word_wherever_it_was_drawn(place):
    words = [*BESIDE[:place], cap("M"), *BESIDE[place:], *BELOW]
    assert (
        page_text(words) == "Members rose to 1,204 in the\nyear, the most ever seen.\nThey row on weekdays."
    )


def test_a_letter_that_is_a_word_stays_one_where_the_page_knows_the_other_word():
    words = [cap("A"), *line("year of members", 76, 700), *line("and of work, this year", 76, 686)]
    assert page_text(words).startswith("A year of members\n")


def test_a_large_figure_is_no_drop_cap():
    words = [cap("7"), *line("projects", 76, 700)]
    assert "7projects" not in page_text(words)


def spaced(text, gap):
    letters, x = [], 50.0
    for letter in text:
        if letter == " ":
            x += 3 * gap
            continue
        letters.append(Fragment(letter, x, 700, x + LETTER, 710))
        x += LETTER + gap
    return letters


def test_letter_spaced_words_are_words():
    assert page_text(spaced("CONTENTS AND NOTES", 4)).split() == ["CONTENTS", "AND", "NOTES"]


def test_letters_over_columns_are_no_word():
    assert page_text(spaced("ABCDEF", 40)) == "A  B  C  D  E  F"


def test_short_columns_that_were_drawn_line_by_line_are_read_one_after_the_other():
    left = (
        "The hall opened its doors to guests in March,",
        "who came on many evenings of the year and gave",
        "a gift for the roof, which was mended in May.",
    )
    right = (
        "In brief: nine people work here all year,",
        "of whom four are at the desk and three in",
        "the garden with their own hands.",
    )
    words = []
    for number, (one, other) in enumerate(zip(left, right, strict=True)):
        words += line(one, 50, 700 - 12 * number)
        words += [word._replace(new_line=False) for word in line(other, 330, 700 - 12 * number)]
    assert page_text(words).split("\n") == [*left, *right]
