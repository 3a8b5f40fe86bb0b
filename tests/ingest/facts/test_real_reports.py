"""Facts of real reports of foundations, associations and projects, against what a person sees on them.

The table was made by looking at the covers and imprints. Where several spellings are right, it has them all.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from ingest.facts import Facts, read_facts
from ingest.facts.vocabulary import fold
from ingest.readers.read import read

REPORTS = Path(__file__).parents[3].parent / "shared" / "reports" / "pdfs"
WRONG_AT_MOST = 1  # of fifteen, for each fact

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not at hand")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person reads off a report; of `organisation` and `title` any spelling that is right."""

    organisation: tuple[str, ...]
    period: str
    title: tuple[str, ...]
    kind: str
    language: str


CHILDREN = ("Children for a better World e.V.", "Children for a better World")
PLATONIQ = ("Platoniq", "Fundación Platoniq")
PLAN = ("Plan de actuación", "Presentación de plan de actuación")
FIBROSA = ("Asociación Displasia Fibrosa", "Asociación de Displasia Fibrosa")
FAPEU = ("Fundação de Amparo à Pesquisa e Extensão Universitária",)
BOULE = ("Association La Boule de Neige", "La Boule de Neige")
VIABILITAT = "Principat d’Andorra, el camí cap a la Reserva mundial de la Biosfera"

TABLE = {
    "AnnRep2022.pdf": Seen(
        ("Bioconductor",), "2022", ("Bioconductor Annual Report 2022",), "annual report", "en"
    ),
    "AnnRep2023.pdf": Seen(
        ("Bioconductor",), "2023", ("Bioconductor 2023 Annual Report",), "annual report", "en"
    ),
    "CHILDREN_Jahresbericht_2016.pdf": Seen(CHILDREN, "2016", ("Jahresbericht 2016",), "annual report", "de"),
    "Children_Jahresbericht_2017.pdf": Seen(CHILDREN, "2017", ("Jahresbericht 2017",), "annual report", "de"),
    "Plan Actuacion 2023.pdf": Seen(PLATONIQ, "2023", PLAN, "strategy", "es"),
    "Plan Actuacion 2024.pdf": Seen(PLATONIQ, "2024", PLAN, "strategy", "es"),
    "estudi_viabilitat_reserva_biosfera_andorra.pdf": Seen(
        ("Huguet Abogados S.L.", "Govern d’Andorra", "Govern del Principat d’Andorra"),
        "2020",
        (VIABILITAT, f"Estudi de viabilitat: {VIABILITAT}", f"{VIABILITAT}: Estudi de viabilitat"),
        "study",
        "ca",
    ),
    "memoria-de-actividades-adf-2018.pdf": Seen(
        FIBROSA, "2018", ("Memoria anual 2018",), "annual report", "es"
    ),
    "memoria-de-actividades-adf-2019.pdf": Seen(
        FIBROSA,
        "2019",
        ("Memoria actividades 2019", "Dosier informativo: Memoria actividades 2019"),
        "activity report",
        "es",
    ),
    "press_kit_ca.pdf": Seen(
        ("Andorra Reserva de la Biosfera",),
        "2022",
        ("Dossier – Andorra Reserva de la Biosfera", "Kit de premsa"),
        "press kit",
        "ca",
    ),
    "ra_2022.pdf": Seen(FAPEU, "2022", ("Relatório anual de gestão 2022",), "annual report", "pt"),
    "ra_2023.pdf": Seen(FAPEU, "2023", ("Relatório anual de gestão 2023",), "annual report", "pt"),
    "rapport-2022.pdf": Seen(BOULE, "2022", ("Rapport annuel 2022",), "annual report", "fr"),
    "rapport-2024.pdf": Seen(BOULE, "2024", ("Rapport annuel 2024",), "annual report", "fr"),
    "report-final.pdf": Seen(
        ("OpenDreamKit",),
        "2018-2019",
        ("Periodic Technical Report III (months 37-48), Part B", "Periodic Technical Report III, Part B"),
        "project report",
        "en",
    ),
}


@cache
def facts_of(name: str) -> Facts:
    return read_facts(read(REPORTS / name), name)


def plain(text: str) -> str:
    """Words alone: case, accents and punctuation make no other name."""
    return " ".join(re.findall(r"\w+", fold(text)))


def title_alone(title: str, organisation: str, period: str) -> str:
    """A title without the organisation that may stand before it, and the period that may stand behind."""
    return plain(title).removeprefix(plain(organisation)).removesuffix(plain(period)).strip()


def is_right(fact: str, facts: Facts, seen: Seen) -> bool:
    if fact == "organisation":
        return plain(facts.organisation) in map(plain, seen.organisation)
    if fact == "title":
        found, *right = (
            title_alone(title, facts.organisation, facts.period) for title in (facts.title, *seen.title)
        )
        return found in right
    return bool(getattr(facts, fact) == getattr(seen, fact))


@pytest.mark.slow
@pytest.mark.parametrize("fact", ["organisation", "period", "title", "kind", "language"])
def test_facts_as_a_person_sees_them(fact):
    wrong = {
        name: getattr(facts_of(name), fact)
        for name, seen in TABLE.items()
        if not is_right(fact, facts_of(name), seen)
    }
    assert len(wrong) <= WRONG_AT_MOST, wrong
