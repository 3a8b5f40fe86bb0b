"""What kind of answer a question wants."""

import pytest

from askreports.answering.asked import Wanted, telling_words, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which European projects did the foundation join?", Wanted.LIST),
        ("What were the priorities of the Board?", Wanted.LIST),
        ("¿Cuáles son los proyectos europeos?", Wanted.LIST),
        ("Quels sont les partenaires ?", Wanted.LIST),
        ("What does the foundation mean by deferred income?", Wanted.OTHER),
        ("What was the reason?", Wanted.OTHER),
        ("What were the total assets in 2022?", Wanted.AMOUNT),
        ("When was the foundation set up?", Wanted.DATE),
        ("Who directs it?", Wanted.PERSON),
    ],
)
def test_the_kind_of_answer_wanted(question, kind):
    assert wanted(question) is kind


@pytest.mark.parametrize(
    ("question", "telling"),
    [
        ("Who are the customers as of FY2022?", "the customers as of 2022"),
        ("How many boats has the port had since fy 21?", "boats the port since 21"),
        ("¿Cuántos proyectos hay en marcha?", "proyectos en marcha"),
        ("Wie viele Boote gibt es im Hafen?", "boote im hafen"),
    ],
)
def test_words_that_only_ask_tell_nothing(question, telling):
    assert " ".join(telling_words(question)) == telling
