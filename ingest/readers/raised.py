"""Raised figures: a footnote's mark is no digit of the number or letter of the word that it stands behind."""

import re

_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_MARK = re.compile(r"[\d,;()\s+-]*\d[\d,;()\s+-]*")
_OF_A_UNIT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,2}$")  # m², km³: the figure is part of the unit


def raised(before: str, text: str) -> str:
    """What to write for text that is set raised behind `before`: "812" and "1" give " ¹".

    Words and ordinals ("1st") stay as they are, and so does the figure of a unit ("m2").
    """
    if not _MARK.fullmatch(text) or _OF_A_UNIT.search(before):
        return text
    mark = " ".join(text.split()).translate(_SUPERSCRIPT)
    if not before or before[-1].isspace():
        return f"{mark} "
    return f" {mark}"
