"""What is missing, in seven languages."""

import pytest

from askreports.answering.answer import Gaps

NOBODY = {
    "en": "No report here mentions astronauts.",
    "es": "Ninguno de estos informes habla de astronauts.",
    "ca": "Cap d’aquests informes no parla d’astronauts.",
    "fr": "Aucun de ces rapports ne parle d’astronauts.",
    "de": "Keiner dieser Berichte spricht von astronauts.",
    "pt": "Nenhum destes relatórios fala de astronauts.",
    "it": "Nessuna di queste relazioni parla di astronauts.",
}
NOT_THEIRS = {
    "en": "No report of Acme mentions violins or astronauts.",
    "es": "Ningún informe de Acme habla de violins ni de astronauts.",
    "ca": "Cap informe d’Acme no parla de violins ni d’astronauts.",
    "fr": "Aucun rapport d’Acme ne parle de violins ni d’astronauts.",
    "de": "Kein Bericht von Acme spricht von violins oder astronauts.",
    "pt": "Nenhum relatório de Acme fala de violins nem de astronauts.",
    "it": "Nessuna relazione di Acme parla di violins né di astronauts.",
}
NO_YEAR = {
    "en": "There is no report of 2021. There are reports of: 2020, 2022.",
    "es": "No hay ningún informe de 2021. Hay informes de: 2020, 2022.",
    "ca": "No hi ha cap informe de 2021. Hi ha informes de: 2020, 2022.",
    "fr": "Il n’y a pas de rapport de 2021. Il y a des rapports de : 2020, 2022.",
    "de": "Es gibt keinen Bericht von 2021. Es gibt Berichte von: 2020, 2022.",
    "pt": "Não há nenhum relatório de 2021. Há relatórios de: 2020, 2022.",
    "it": "Non c’è nessuna relazione del 2021. Ci sono relazioni di: 2020, 2022.",
}
NO_NAME = {
    "en": "No report mentions Yak, Zebra.",
    "es": "Ningún informe menciona Yak, Zebra.",
    "ca": "Cap informe no esmenta Yak, Zebra.",
    "fr": "Aucun rapport ne mentionne Yak, Zebra.",
    "de": "Kein Bericht erwähnt Yak, Zebra.",
    "pt": "Nenhum relatório menciona Yak, Zebra.",
    "it": "Nessuna relazione menziona Yak, Zebra.",
}


@pytest.mark.parametrize("language", NOBODY)
def test_every_gap_is_said_in_the_language_of_the_question(language):
    assert Gaps(things=("astronauts",), language=language).sentence() == NOBODY[language]
    both = Gaps(things=("violins", "astronauts"), whose="Acme", language=language)
    assert both.sentence() == NOT_THEIRS[language]
    assert Gaps(years=(2021,), held=("2020", "2022"), language=language).sentence() == NO_YEAR[language]
    assert Gaps(names=("Yak", "Zebra"), held=("Acme",), language=language).sentence() == NO_NAME[language]


def test_another_language_is_answered_in_english():
    assert Gaps(things=("astronauts",), language="fi").sentence() == NOBODY["en"]


def test_nothing_missing_says_nothing():
    assert (Gaps().sentence(), Gaps().missing(), Gaps().instead()) == ("", "", "")


def test_an_elision_is_of_what_is_missing_and_not_inside_a_name():
    gaps = Gaps(things=("violons",), whose="Institut de Informatique", language="fr")
    assert gaps.sentence() == "Aucun rapport d’Institut de Informatique ne parle de violons."
