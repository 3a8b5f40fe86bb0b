"""Known items: of many project descriptions that are made alike, a question finds the one it asks about."""

import shutil
from pathlib import Path

import pytest

import askreports

pytestmark = pytest.mark.slow

TOPICS = [
    ("knee implants that report wear", "orthopaedic surgeons"),
    ("vaccines that keep without a cold chain", "village clinics"),
    ("ultrasound probes for midwives", "maternity wards"),
    ("early signs of kidney failure in urine", "family doctors"),
    ("robots that sort surgical instruments", "sterile supply units"),
    ("hearing tests on a telephone", "school nurses"),
    ("enzymes that clean hospital drains", "infection control teams"),
    ("insulin pens that remember the dose", "people with diabetes"),
    ("stem cells grown on seaweed scaffolds", "burn units"),
    ("software that reads mammograms twice", "screening programmes"),
    ("bandages that change colour with infection", "home care services"),
    ("exoskeletons for lifting patients", "nursing homes"),
]
TOWNS = ["Averna", "Bruscol", "Cadelle", "Dorvane"]


def name(number: int) -> str:
    return f"{'KLMNPRSTVWXZ'[number]}{'AEIOU'[number % 5]}{'BDFGHJ'[number % 6]}OR{'ALIS'[number % 4]}"


def description(number: int) -> str:
    topic, users = TOPICS[number]
    return f"""# {name(number)} project description

## Aim

{name(number)} develops {topic}. The results are meant for {users}, who took part in the design.

## Partners and budget

The project is coordinated by the institute of {TOWNS[number % 4]} with {3 + number} partners from
{2 + number % 3} countries. It runs from 2021 to {2023 + number % 3} and has a budget of EUR
{410 + 37 * number} thousand.

## Results so far

In the first year the partners built a prototype and tried it with {12 + 5 * number} volunteers.
"""


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory, models: Path):
    folder = tmp_path_factory.mktemp("projects")
    for number in range(len(TOPICS)):
        (folder / f"{number:02}.md").write_text(description(number), encoding="utf-8")
    index = tmp_path_factory.mktemp("known") / "index"
    shutil.copytree(models, index / "models")
    askreports.ingest([folder], index=index)
    with askreports.open(index) as reports:
        yield reports


def firsts(reports, questions: list[str]) -> list[str]:
    return [reports.search(question, k=1)[0].document.path for question in questions]


def test_by_the_name_of_the_project(projects):
    asked = [f"How many volunteers tried the prototype of {name(n)}?" for n in range(len(TOPICS))]
    assert firsts(projects, asked) == [f"{n:02}.md" for n in range(len(TOPICS))]


def test_by_what_it_is_about(projects):
    asked = [f"What is the budget of the project on {topic}?" for topic, _ in TOPICS]
    assert firsts(projects, asked) == [f"{n:02}.md" for n in range(len(TOPICS))]


def test_by_whom_it_is_for(projects):
    asked = [f"Which project is meant for {users}?" for _, users in TOPICS]
    assert firsts(projects, asked) == [f"{n:02}.md" for n in range(len(TOPICS))]
