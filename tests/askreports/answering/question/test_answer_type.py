"""What kind of answer a question wants."""

import pytest

from askreports.answering.question.answer_type import Wanted, carries, telling_words, wanted


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which European projects did the foundation join?", Wanted.LIST),
        ("What were the priorities of the Board?", Wanted.LIST),
        ("¿Cuáles son los proyectos europeos?", Wanted.LIST),
        ("Quels sont les partenaires ?", Wanted.LIST),
        ("What does the foundation mean by deferred income?", Wanted.DEFINITION),
        ("¿Qué se entiende por ingreso diferido?", Wanted.DEFINITION),
        ("Was versteht die Stiftung unter Rücklagen?", Wanted.DEFINITION),
        ("What was the reason?", Wanted.REASON),
        ("Why did costs rise?", Wanted.REASON),
        ("Per què es va aturar el robot?", Wanted.REASON),
        ("Warum sanken die Einnahmen?", Wanted.REASON),
        ("Where did the forum take place?", Wanted.PLACE),
        ("¿Dónde se reunió el consorcio?", Wanted.PLACE),
        ("Où se trouve le laboratoire ?", Wanted.PLACE),
        ("What were the total assets in 2022?", Wanted.AMOUNT),
        ("When was the foundation set up?", Wanted.DATE),
        ("Who directs it?", Wanted.PERSON),
    ],
)
def test_the_kind_of_answer_wanted(question, kind):
    assert wanted(question) is kind


@pytest.mark.parametrize(
    ("kind", "answer", "other"),
    [
        (Wanted.REASON, "Fees fell because two members left.", "Fees fell to 210."),
        (Wanted.REASON, "Los ingresos bajaron debido a la pandemia.", "Los ingresos bajaron un 3 %."),
        (Wanted.DEFINITION, "Deferred income is the part that is not yet earned.", "Deferred income 318 421"),
        (Wanted.PLACE, "The partners met in Port Ternal.", "The partners met twice a year."),
        (Wanted.DATE, "It was set up on 14 May 2009.", "It was set up by nine hospitals."),
        (Wanted.PERSON, "The treasurer is Ada Nord.", "The treasurer keeps the books."),
    ],
)
def test_a_sentence_carries_what_is_asked_for(kind, answer, other):
    assert carries(answer, kind, "")
    assert not carries(other, kind, "")


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
