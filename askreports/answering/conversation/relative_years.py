"""Words that name a period by its distance from another: "the year before", "zwei Jahre zuvor"."""

import re

YEAR_BEFORE = re.compile(
    r"(?:the |in the )?(?:(?:previous|prior|preceding) (?:fiscal )?year|year (?:before|earlier)(?: that)?"
    r"|last year)"
    r"|(?:en )?el (?:año|ejercicio) (?:anterior|pasado)|(?:de )?l['’](?:any|exercici) (?:anterior|passat)"
    r"|l['’](?:année|exercice) (?:précédente?|d['’]avant|passée?|dernière?)|(?:im |dem |das )?vorjahr"
    r"|(?:das |im )?(?:jahr davor|jahr zuvor)",
    re.I,
)
YEAR_AFTER = re.compile(
    r"(?:the |in the )?(?:(?:next|following|subsequent) (?:fiscal )?year|year (?:after|later))"
    r"|(?:en )?el (?:año|ejercicio) (?:siguiente|posterior)|(?:de )?l['’](?:any|exercici) següent"
    r"|l['’](?:année|exercice) (?:suivante?|d['’]après)|(?:im )?folgejahr|(?:das |im )?jahr danach",
    re.I,
)
_NUMBERS = (
    "two dos deux zwei dues 2",
    "three tres trois drei 3",
    "four cuatro quatre vier 4",
    "five cinco cinc cinq fünf 5",
)
_FEW = {word: count for count, words in enumerate(_NUMBERS, 2) for word in words.split()}
_COUNT = "|".join(_FEW)
_YEARS_APART = re.compile(
    rf"""\b(?P<count>{_COUNT})\s+(?:years?|años|anys|ans|jahre)\s+
      (?:(?P<back>earlier|before|antes|abans|plus\s+tôt|auparavant|avant|zuvor|davor|früher)
        |(?P<on>later|after(?:wards)?|después|més\s+tard|després|plus\s+tard|après|später|danach))""",
    re.I | re.X,
)
_QUARTER = re.compile(r"\bQ(?P<quarter>[1-4])\s(?:of\s)?(?:FY\s?)?(?P<year>(?:19|20)\d\d)")
_QUARTER_BESIDE = re.compile(
    r"(?:the |el |le |im |das )?(?:(?:previous|prior|preceding|(?P<on>next|following)) quarter"
    r"|trimestre anterior|trimestre précédent|vorquartal)",
    re.I,
)


def years_apart(text: str, year: int) -> str:
    """The text with "two years earlier" as the year it is, seen from `year`."""

    def told(match: re.Match[str]) -> str:
        count = _FEW[match["count"].casefold()]
        return str(year - count if match["back"] else year + count)

    return _YEARS_APART.sub(told, text)


def quarters_told(text: str, base: str) -> str:
    """The text with "the previous quarter" as the quarter it is, seen from the one in `base`."""
    held = _QUARTER.search(base)
    if held is None:
        return text
    place = 4 * int(held["year"]) + int(held["quarter"]) - 1

    def told(match: re.Match[str]) -> str:
        year, quarter = divmod(place + (1 if match["on"] else -1), 4)
        return f"Q{quarter + 1} {year}"

    return _QUARTER_BESIDE.sub(told, text)
