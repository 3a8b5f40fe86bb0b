"""Invented reports whose places disagree: the cover, the imprint and the running head outweigh the rest."""

import pytest

from ingest.document import RawReport, ReadPage
from ingest.facts import Facts, read_facts


def facts_of(*pages: str, path: str = "x7q.pdf", **information: str) -> Facts:
    return read_facts(RawReport(tuple(map(ReadPage, pages)), information=information), path)


def prose(*sentences: str) -> list[str]:
    """Five pages of running text."""
    return ["\n".join(sentences * 3)] * 5


# Who reports, where the body names others far more often

OTHERS = {
    "de": "Wir folgen dem Deutschen Prüfinstitut für Spenden (DPS). Das DPS prüft. Laut DPS ist alles gut.",
    "nl": "De Nederlandse Vereniging voor Windkracht (NVW) helpt. De NVW meet. Volgens de NVW waait het.",
    "it": "Il Consiglio Nazionale delle Acque (CNA) decide. Il CNA finanzia. Secondo il CNA piove.",
    "fr": "L'Agence Nationale des Rivages (ANR) finance. L'ANR décide. Selon l'ANR, la mer monte.",
    "pt": "A Agência Nacional das Marés (ANM) financia. A ANM decide. Segundo a ANM, o mar sobe.",
    "ca": "El Consell Internacional de Ports (CIP) decideix. El CIP finança. Segons el CIP, puja.",
}


@pytest.mark.parametrize(
    ("language", "cover", "organisation"),
    [
        ("de", "Hände für Morgen e.V.\nJahresbericht\n2019", "Hände für Morgen e.V."),
        ("nl", "STICHTING\nZEEWIND\nJAARVERSLAG\n2021", "Stichting Zeewind"),
        ("it", "ASSOCIAZIONE\nPER\nIL MARE\nRelazione annuale 2020", "Associazione per il Mare"),
        (
            "fr",
            "ASSOCIATION LES AMIS DU PORT\nRAPPORT ANNUEL 2020  Mars 2021",
            "Association les Amis du Port",
        ),
        (
            "pt",
            "INSTITUTO DE APOIO À PESCA E\nÀ NAVEGAÇÃO\nRELATÓRIO ANUAL\n2022",
            "Instituto de Apoio à Pesca e à Navegação",
        ),
        ("ca", "Associació de Veïns del Moll\nMemòria d'activitats 2021", "Associació de Veïns del Moll"),
    ],
)
def test_a_name_on_the_cover_outweighs_an_acronym_that_the_body_spells_out(language, cover, organisation):
    assert facts_of(cover, *prose(OTHERS[language])).organisation == organisation


def test_an_imprint_after_the_foreword_names_who_reports():
    imprint = (
        "Inhalt\nImpressum:\nHerausgeber: Kinder am Hafen e.V.\nRedaktion: Ada Quell\nLayout: Druck GmbH\n"
        "www.kinder-am-hafen.example"
    )
    cover = "Mit Kindern. Für Kinder!\nJAHRESBERICHT\n2016"
    facts = facts_of(
        cover, "Danke,\ndass Sie lesen!", "Vorwort\nLiebe Freunde", imprint, *prose(OTHERS["de"])
    )
    assert facts.organisation == "Kinder am Hafen e.V."
    assert (facts.title, facts.period) == ("Kinder am Hafen e.V.: Jahresbericht 2016", "2016")


def test_the_last_page_may_be_the_imprint():
    back = "Édité par : Fondation des Vagues\nMise en page : Ada Quell\nContact : bonjour@vagues.example"
    facts = facts_of(
        "RAPPORT D'ACTIVITÉ\n2020", *prose(OTHERS["fr"], "Le port a grandi."), *["Suite."] * 9, back
    )
    assert facts.organisation == "Fondation des Vagues"


def test_the_acronym_of_the_running_head_and_the_name_of_the_cover_are_one():
    cover = "FUNDACIÓN DE APOYO A LA PESCA Y\nLA NAVEGACIÓN\nMEMORIA ANUAL 2021"
    pages = [
        f"Memoria Anual – 2021  FAPN\nLa FAPN crece {n}.\nEn el mar.\nEn tierra.\nFin {n}" for n in range(9)
    ]
    facts = facts_of(cover, *pages)
    assert facts.organisation == "Fundación de Apoyo a la Pesca y la Navegación"
    assert "FAPN" in facts.aliases


def test_an_acronym_after_a_dash_belongs_to_the_name_before_it():
    cover = "ASSOCIAÇÃO\nMARÉ VIVA\nRELATÓRIO DE ATIVIDADES 2019"
    facts = facts_of(cover, *prose("A Associação Maré Viva – AMV, de Portugal, trabalha. A AMV cresce."))
    assert (facts.organisation, facts.aliases[:1]) == ("Associação Maré Viva", ("AMV",))


def test_the_number_of_a_grant_in_a_running_head_is_no_part_of_the_name():
    pages = [f"PROGRESS REPORT\nWork {n}.\nText.\nMore text.\n676540  OpenQuayKit  {n}" for n in range(1, 9)]
    facts = facts_of("PROGRESS REPORT III (MONTHS 25-36)\nADA QUELL, BO REED\nCONTENTS", *pages)
    assert facts.organisation == "OpenQuayKit"
    assert facts.title == "OpenQuayKit: Progress report III (months 25-36)"


def test_a_word_whose_ligature_is_lost_ends_no_name():
    towns = "Les communes : Saint-Aubin, Val-Mercier, Sa\ufffdgny et Bois-Joli. L'associa\ufffdon remercie."
    facts = facts_of("ASSOCIATION LES DUNES\nRAPPORT ANNUEL 2020", *prose(towns))
    assert facts.organisation == "Association les Dunes"


def test_a_month_beside_the_title_is_no_name():
    facts = facts_of("FUNDACIÓN OLEAJE\nMEMORIA ANUAL 2020  Marzo 2021", *prose("La Fundación Oleaje crece."))
    assert facts.organisation == "Fundación Oleaje"
    assert facts.title == "Fundación Oleaje: Memoria anual 2020"
    assert facts.period == "2020"


def test_a_short_form_belongs_to_the_name_that_is_stated_in_full():
    imprint = (
        "Herausgeber: Wellen für eine bessere Welt e.V.\nRedaktion: Ada Quell\nFotos: privat\n©2018 Wellen"
    )
    facts = facts_of(
        "WELLEN\nJAHRESBERICHT\n2017", "Danke.", "Vorwort", imprint, *prose("WELLEN hilft. WELLEN wirkt.")
    )
    assert facts.organisation == "Wellen für eine bessere Welt e.V."


# Blank rather than wrong


@pytest.mark.parametrize(
    ("cover", "text"),
    [
        ("Guideline on certain medicines\nCertain", "Rules for certain medicines apply to certain products."),
        ("Directrices sobre la duración\nDuración", "La duración de los ensayos. Otra duración es posible."),
        ("Leitlinien 17/22\nYY", "Die Frist nach XX und YY gilt. Siehe YY."),
        ("Guidelines\nII, Part B", "The rules apply."),
        ("Jahresbericht 2020\nDanke", "Wir sagen danke. Viele sagen danke."),
    ],
)
def test_a_word_that_the_text_uses_as_a_word_is_nobody(cover, text):
    assert facts_of(cover, *prose(text), path="YY_17.pdf").organisation == ""


def test_letters_set_wide_make_no_name():
    facts = facts_of("Annual report 2021\nC O N T E N T S  3\nCO N T E N TS", *prose("The year was good."))
    assert facts.organisation == ""


# The period, where other years stand about


@pytest.mark.parametrize(
    ("cover", "text"),
    [
        ("Quay Lab 2023 Annual Report", "The grant has a budget of $2 million per year ending June 30 2027."),
        (
            "Laboratori del Moll\nMemòria anual 2023",
            "La subvenció és de l'exercici tancat el 30 de juny de 2027.",
        ),
        (
            "Hafenlabor Nord e.V.\nJahresbericht 2023",
            "Die Förderung läuft im Geschäftsjahr vom 1.7.2026 zum 30.6.2027.",
        ),
        (
            "Labo du Quai\nRapport annuel 2023  Avril 2024",
            "La subvention couvre l'exercice clos le 30 juin 2027.",
        ),
    ],
)
def test_what_running_text_says_of_another_year_is_not_the_period(cover, text):
    assert facts_of(cover, *prose(text)).period == "2023"


def test_a_cover_without_a_year_leaves_it_to_the_text():
    assert (
        facts_of(
            "Annual report\nQuay Trust", "These are the accounts for the year ended 30 June 2022."
        ).period
        == "2022"
    )


# Title and kind


def test_a_table_of_contents_names_no_kind():
    contents = (
        "1. Work done  2\n2. Data management plan  7\n3. Action plan  9\n4. Strategic plan  12\n5. Annex  31"
    )
    facts = facts_of(f"PERIODIC REPORT II\nCONTENTS\n{contents}", *prose("The work went on."))
    assert facts.kind == "project report"


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("El port del futur,\nel camí cap a una\nzona franca\ndel Mediterrani\nEstudi de viabilitat",
         "El port del futur, el camí cap a una zona franca del Mediterrani: Estudi de viabilitat"),
        ("Evaluación final\nAgua limpia para las\nescuelas del valle",
         "Agua limpia para las escuelas del valle: Evaluación final"),
    ],
)  # fmt: skip
def test_a_report_on_a_subject_is_called_by_it(cover, title):
    assert facts_of(cover, *prose("Un text.")).title == title


def test_a_title_goes_on_in_the_next_line():
    facts = facts_of(
        "INSTITUTO DA MARÉ\nRELATÓRIO ANUAL\nDE GESTÃO 2022\nMaio, 2023.", *prose("O Instituto da Maré.")
    )
    assert facts.title == "Instituto da Maré: Relatório anual de gestão 2022"


def test_the_first_chapter_of_an_outline_is_no_title():
    from ingest.document import Heading

    reading = RawReport((ReadPage("Quay Trust\nAnnual report 2021\n1. Scope"),), (Heading("1. Scope", 1),))
    assert read_facts(reading, "a.pdf").title == "Quay Trust: Annual report 2021"
