"""The language of a report, also of close relatives, of tables and of a few words."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts.language import find_language

TEXTS = {
    "en": "The foundation awarded grants to twelve projects, and the board approved the yearly accounts.",
    "es": "La fundación concedió ayudas a doce proyectos, y el patronato aprobó las cuentas del año.",
    "ca": "La fundació va concedir ajuts a dotze projectes, i el patronat va aprovar els comptes de l'any.",
    "fr": "La fondation a accordé des aides à douze projets, et le conseil a approuvé les comptes.",
    "de": "Die Stiftung bewilligte zwölf Projekte, und der Vorstand hat den Abschluss des Jahres genehmigt.",
    "pt": "A fundação concedeu apoios a doze projetos, e o conselho aprovou as contas do ano.",
    "it": "La fondazione ha concesso contributi a dodici progetti, e il consiglio ha approvato il bilancio.",
    "nl": "De stichting heeft twaalf projecten gesteund, en het bestuur heeft de jaarrekening goedgekeurd.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_enough(language):
    assert find_language(RawReport((ReadPage(TEXTS[language]),))) == language


@pytest.mark.parametrize("language", TEXTS)
def test_most_of_a_long_report_decides(language):
    table = "\n".join(f"Total {n} 1.234,5 6.789,0 (12)" for n in range(40))
    quote = ReadPage(TEXTS["en"])
    pages = [ReadPage(f"{table}\n{(TEXTS[language] + chr(10)) * 8}") for _ in range(20)]
    assert find_language(RawReport((quote, *pages))) == language


def test_the_same_text_has_the_same_language_each_time():
    reading = RawReport((ReadPage("Memòria anual 2021 del Port"),))
    assert find_language(reading) == find_language(reading) == "ca"


def test_other_scripts_are_not_taken_for_european_languages():
    assert (
        find_language(
            RawReport((ReadPage("この報告書は二〇二一年度の活動について説明しています。 今年 も 活動 した"),))
        )
        == "ja"
    )


@pytest.mark.parametrize("text", ["", "12 34 56 %", "Q3"])
def test_what_has_no_language_is_called_english(text):
    assert find_language(RawReport((ReadPage(text),))) == "en"
