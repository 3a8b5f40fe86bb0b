"""What kind of answer a question wants."""

import pytest

from askreports.answering.question.answer_type import (
    AnswerType,
    answer_type,
    content_words,
    matches_answer_type,
)


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Which European projects did the foundation join?", AnswerType.LIST),
        ("What were the priorities of the Board?", AnswerType.LIST),
        ("¿Cuáles son los proyectos europeos?", AnswerType.LIST),
        ("Quels sont les partenaires ?", AnswerType.LIST),
        ("What does the foundation mean by deferred income?", AnswerType.DEFINITION),
        ("¿Qué se entiende por ingreso diferido?", AnswerType.DEFINITION),
        ("Was versteht die Stiftung unter Rücklagen?", AnswerType.DEFINITION),
        ("What was the reason?", AnswerType.REASON),
        ("Why did costs rise?", AnswerType.REASON),
        ("Per què es va aturar el robot?", AnswerType.REASON),
        ("Warum sanken die Einnahmen?", AnswerType.REASON),
        ("Where did the forum take place?", AnswerType.PLACE),
        ("¿Dónde se reunió el consorcio?", AnswerType.PLACE),
        ("Où se trouve le laboratoire ?", AnswerType.PLACE),
        ("What were the total assets in 2022?", AnswerType.AMOUNT),
        ("When was the foundation set up?", AnswerType.DATE),
        ("Who directs it?", AnswerType.PERSON),
    ],
)
def test_the_kind_of_answer_wanted(question, kind):
    assert answer_type(question) is kind


@pytest.mark.parametrize(
    ("kind", "answer", "other"),
    [
        (AnswerType.REASON, "Fees fell because two members left.", "Fees fell to 210."),
        (AnswerType.REASON, "Los ingresos bajaron debido a la pandemia.", "Los ingresos bajaron un 3 %."),
        (
            AnswerType.DEFINITION,
            "Deferred income is the part that is not yet earned.",
            "Deferred income 318 421",
        ),
        (AnswerType.PLACE, "The partners met in Port Ternal.", "The partners met twice a year."),
        (AnswerType.DATE, "It was set up on 14 May 2009.", "It was set up by nine hospitals."),
        (AnswerType.PERSON, "The treasurer is Ada Nord.", "The treasurer keeps the books."),
    ],
)
def test_a_sentence_carries_what_is_asked_for(kind, answer, other):
    assert matches_answer_type(answer, kind, "")
    assert not matches_answer_type(other, kind, "")


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
    assert " ".join(content_words(question)) == telling
