"""Questions that no report answers: what one asks for is replaced by what its organisation never writes of.

"How many employees did Acme have?" becomes "How many astronauts did Acme have?": everything in it but one
word is as in a question that has an answer. Names, years and the words that only ask stay as they are.
"""

import random
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from askreports.answering.question.phrasing import definitions
from askreports.answering.text.language import language_of
from index.query.question import parse
from index.query.stems import stem_sets, words
from index.ranking.router import Named

LEAST_LETTERS = 4  # of a word that is replaced

# One and several of each. Ordinary things; what an organisation does write of is not used for it.
_NOUNS = {
    "en": """
        astronaut astronauts, violin violins, glacier glaciers, submarine submarines, orchard orchards,
        cathedral cathedrals, lighthouse lighthouses, vineyard vineyards, choir choirs, carpet carpets,
        umbrella umbrellas, volcano volcanoes, bakery bakeries, sculptor sculptors, sailor sailors,
        stadium stadiums, marathon marathons, tortoise tortoises, windmill windmills, saddle saddles,
        poet poets, beehive beehives, sawmill sawmills, kindergarten kindergartens, canteen canteens,
        dentist dentists, scholarship scholarships, library libraries, ferry ferries, tram trams, hotel
        hotels, restaurant restaurants, satellite satellites, farm farms, theatre theatres, museum
        museums, apprentice apprentices, bicycle bicycles, elevator elevators, playground playgrounds
    """,
    "es": """
        astronauta astronautas, violín violines, glaciar glaciares, submarino submarinos, catedral
        catedrales, faro faros, viñedo viñedos, alfombra alfombras, paraguas paraguas, volcán volcanes,
        panadería panaderías, marinero marineros, tortuga tortugas, poeta poetas, tranvía tranvías,
        museo museos, bicicleta bicicletas, ascensor ascensores
    """,
    "ca": """
        astronauta astronautes, violí violins, glacera glaceres, submarí submarins, catedral catedrals,
        far fars, vinya vinyes, catifa catifes, paraigua paraigües, volcà volcans, fleca fleques,
        mariner mariners, tortuga tortugues, poeta poetes, tramvia tramvies, museu museus, bicicleta
        bicicletes, ascensor ascensors
    """,
    "fr": """
        astronaute astronautes, violon violons, glacier glaciers, verger vergers, cathédrale
        cathédrales, phare phares, vignoble vignobles, tapis tapis, parapluie parapluies, volcan
        volcans, boulangerie boulangeries, marin marins, tortue tortues, poète poètes, tramway tramways,
        musée musées, vélo vélos, ascenseur ascenseurs
    """,
    "pt": """
        astronauta astronautas, violino violinos, glaciar glaciares, submarino submarinos, catedral
        catedrais, farol faróis, vinha vinhas, tapete tapetes, vulcão vulcões, padaria padarias, marinheiro
        marinheiros, tartaruga tartarugas, poeta poetas, elétrico elétricos, bicicleta bicicletas, elevador
        elevadores
    """,
    "it": """
        astronauta astronauti, violino violini, ghiacciaio ghiacciai, sottomarino sottomarini, cattedrale
        cattedrali, faro fari, vigneto vigneti, tappeto tappeti, ombrello ombrelli, vulcano vulcani,
        panetteria panetterie, marinaio marinai, tartaruga tartarughe, poeta poeti,
        bicicletta biciclette, ascensore ascensori
    """,
    "de": """
        Astronaut Astronauten, Geige Geigen, Gletscher Gletscher, Obstgarten Obstgärten, Leuchtturm
        Leuchttürme, Weinberg Weinberge, Teppich Teppiche, Regenschirm Regenschirme, Vulkan Vulkane,
        Bäckerei Bäckereien, Matrose Matrosen, Schildkröte Schildkröten, Dichter Dichter, Straßenbahn
        Straßenbahnen, Museum Museen, Fahrrad Fahrräder, Aufzug Aufzüge
    """,
}
# Small words, verbs and adjectives of questions, which name nothing that is asked for.
_NO_NOUNS = frozenset(
    """
    able about according acquired after against also among amount annual answer approximately around
    asking assuming average based basing basis became because become been before being between biggest
    billions borrow both business change changed changes close come company compare compared concerned
    consider considering could data date days decimal declined define defined delayed depend describe
    direct directly directs does doing done drop drove during each either elected ever every exclude
    expect explain explicitly fact find first five follow following forecasting former formerly four
    from future generate give given gives grow grown have held help high higher highest hold improve
    improved improving include increase increased information into join joined joining judgments keep
    kept key kind know known largest last lead leads least left less like list low lower main major make
    many material materially mean means mentioned middle million millions more most much must name near
    need net next not number numerator denominator online ongoing only open operate operates operating
    order other outlined over own owned paid part pay percent percentage percents place planned point
    points positive potential previous primarily primary principal produce provide provided published
    purpose qualify quantity raise real receive received relying report reported reports respect
    restated resume retain round second set several shown similar since sit some spin spinning standard
    start started state stated stolen subject substantially such take taken than that their them then
    there these they thing things third this those thousand thousands three through time times total
    type under units used useful using versus want wants were what when where which while whose will
    with within without won worst would write year years your alguna algún aturar como contratar cual
    desde donde durante ejercicio entiende entre estimó fueron hasta para pero puede según sobre tiene
    total preside aquest aquesta havia portar rebre tenir amb dels pels proposar millor seva principal
    premier première dans pour avec tiendra coordonne quelle entre leur hoch leitet unter versteht nach
    beim diese dieser eine einer eines steht wird wurde zwischen seit
    """.split()
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class _Run:
    """Words next to each other that name one thing; `start` and `end` are places in the question."""

    start: int
    end: int
    head: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All stems of the reports of an organisation, and the languages that they are in."""

    stems: Collection[str]
    languages: Sequence[str]


def without_answer(question: str, named: Named, known: Vocabulary, count: int, seed: str) -> list[str]:
    """At most `count` questions made of one that has an answer, the same for the same seed.

    `known` is the vocabulary of the organisation's reports.
    """
    core = parse(question).core
    if definitions(question) or not core:
        return []  # what it defines itself may have any name
    language = language_of(core, known.languages[0])
    foreign = [pair for pair in nouns(language) if not any(_held(noun, known) for noun in pair)]
    chosen = random.Random(seed)
    made = []
    for run in _runs(core, named, language) * count:
        one, several = chosen.choice(foreign)
        noun = several if run.head.endswith("s") else one
        text = core[run.start : run.end]
        if len(text.split()) > 1 and chosen.random() < 0.5:  # only what kind of it
            text, noun = _described(text, one, language)
        made.append(f"{core[: run.start]}{noun}{core[run.end :]}")
    chosen.shuffle(made)
    return list(dict.fromkeys(made))[:count]


def nouns(language: str) -> list[tuple[str, ...]]:
    """One and several of each ordinary thing."""
    return [tuple(pair.split()) for pair in _NOUNS[language].split(",")]


def _described(text: str, noun: str, language: str) -> tuple[str, str]:
    """A thing of several words of which only the one it is called by stays."""
    words = text.split()
    return text, f"{noun} {words[-1]}" if language in ("en", "de") else f"{words[0]} {noun}"


def _held(noun: str, known: Vocabulary) -> bool:
    return any(not forms.isdisjoint(known.stems) for forms in stem_sets(noun, known.languages))


def _runs(core: str, named: Named, language: str) -> list[_Run]:
    """What a question names that is no name, as whole compounds."""
    telling = set(words(core)) - named.words
    runs: list[_Run] = []
    for match in _WORD.finditer(core):
        word = match.group()
        if len(word) < LEAST_LETTERS or word.casefold() in _NO_NOUNS:
            continue
        if word[0].isupper() is not (language == "de") or not telling.issuperset(word.casefold().split("-")):
            continue
        if runs and not core[runs[-1].end : match.start()].strip(" "):
            runs[-1] = _Run(runs[-1].start, match.end(), word)
        else:
            runs.append(_Run(match.start(), match.end(), word))
    return runs
