"""Garbled pages are told from language of any kind, from figures and from odd but honest text."""

import pytest

from ingest.readers.pdf.garbled import is_garbled

PROSE = {
    "en": (
        "The harbour authority awarded twelve grants in the year under review. Net sales rose by a fifth, "
        "as more ships called at the northern quay, while wages and the cost of fuel stayed where they were."
    ),
    "es": (
        "La autoridad portuaria concedió doce ayudas durante el ejercicio. Las ventas netas crecieron una "
        "quinta parte, porque más buques hicieron escala en el muelle norte, y los salarios apenas cambiaron."
    ),
    "ca": (
        "L'autoritat portuària va concedir dotze ajuts durant l'exercici. Les vendes netes van créixer una "
        "cinquena part, perquè més vaixells van fer escala al moll nord, i els sous gairebé no van canviar."
    ),
    "fr": (
        "L'autorité portuaire a accordé douze subventions au cours de l'exercice. Le chiffre d'affaires a "
        "augmenté d'un cinquième, car davantage de navires ont fait escale au quai nord."
    ),
    "de": (
        "Die Hafenbehörde bewilligte im Berichtsjahr zwölf Zuschüsse. Die Umsatzerlöse stiegen um ein "
        "Fünftel, weil mehr Schiffe am Nordkai anlegten; Körperschaftsteuerrückstellungen ruhen."
    ),
    "pt": (
        "A autoridade portuária concedeu doze subvenções durante o exercício. As vendas líquidas aumentaram "
        "um quinto, porque mais navios fizeram escala no cais norte, e os salários quase não mudaram."
    ),
    "it": (
        "L'autorità portuale ha concesso dodici contributi durante l'esercizio. I ricavi netti sono "
        "cresciuti di un quinto, perché più navi hanno fatto scalo al molo nord, e i salari sono uguali."
    ),
    "pl": (
        "Zarząd portu przyznał w roku sprawozdawczym dwanaście dotacji. Przychody netto wzrosły o jedną "
        "piątą, ponieważ więcej statków zawinęło do północnego nabrzeża, a płace prawie się nie zmieniły."
    ),
    "el": "Η λιμενική αρχή χορήγησε δώδεκα επιχορηγήσεις κατά τη χρήση, και τα έσοδα αυξήθηκαν. " * 2,
    "ja": "港湾局は当年度に十二件の助成金を交付した。売上高は五分の一増加した。" * 3,
}
ODD = {
    "figures": "Cash  $ 1,577  $ 1,373  12.5 %\n(62)  —  —  100 %\n" * 8,
    "values alone": "2,526,778\n(1,373)\n—\n%\n$\n" * 12,
    "codes": "EX-10.1  XBRL  10-K/A  ISIN US88579Y1010  A12-BX7-QQ\n" * 6,
    "contents": "1. Governance ........................ 12\n2. Finance ........................ 58\n" * 5,
    "addresses": "https://www.example.org/reports/2021/annual_report.pdf?lang=en&page=12\n" * 3,
    "form": "Name: ______________________\nDate: ____________________\n" * 3,
    "short": "xqzj kwvf",
    "empty": "",
}


def shifted(text, by):
    return "".join(chr(ord(char) + by) if char.isascii() and char.isalpha() else char for char in text)


@pytest.mark.parametrize("language", PROSE)
def test_language_is_not_garbled(language):
    assert not is_garbled(PROSE[language])
    assert not is_garbled(PROSE[language].upper())


@pytest.mark.parametrize("kind", ODD)
def test_figures_codes_and_little_text_are_not_garbled(kind):
    assert not is_garbled(ODD[kind])


@pytest.mark.parametrize("language", ["en", "es", "ca", "fr", "de", "pt", "it"])
@pytest.mark.parametrize("by", [-29, -3, -1, 1, 3])
def test_shifted_letters_are_garbled(language, by):
    assert is_garbled(shifted(PROSE[language], by))


@pytest.mark.parametrize("language", ["en", "es", "ca", "fr", "de", "pt", "it"])
def test_text_without_spaces_is_garbled(language):
    assert is_garbled(PROSE[language].replace(" ", ""))


@pytest.mark.parametrize(
    "garbage",
    [
        "".join(f"(cid:{ord(char) % 90})" for char in PROSE["en"]),
        " ".join("".join(f"/g{ord(char) % 90}" for char in word) for word in PROSE["en"].split()),
        "".join(chr(0xE000 + ord(char)) if char.isalpha() else char for char in PROSE["en"]),
        "".join(chr(0x100 + ord(char)) if char.isalpha() else char for char in PROSE["en"]),
        "\ufffd\ufffd\ufffd \ufffd\ufffd and " * 30,
        "!\" # !\"$ % & ' % ! $ & () % * + & ' % & % " * 4,
    ],
    ids=["cid", "glyph names", "private use", "far Latin", "replacement", "signs"],
)
def test_what_fonts_without_a_map_leave_is_garbled(garbage):
    assert is_garbled(garbage)
