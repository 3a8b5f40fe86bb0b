"""Characters as every later step may expect them, whatever format they came from."""

import re
import unicodedata

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_HYPHENS = "\u2010\u2011\u2212"  # hyphen, non-breaking hyphen, minus: a figure's sign has one form
_LINE_ENDS = "\v\f\u2028\u2029"
_UNSEEN = (
    "\u00ad\u200b\u200e\u200f\u2060\ufeff\ufffe\uffff"  # soft hyphen, zero width, direction, no character
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
# Symbol fonts draw the glyphs of bytes 20 to FF from U+F020 on; these stand in running text.
_SYMBOL_FONT = {"\uf020": " ", "\uf02d": "-", "\uf0a7": "•", "\uf0b7": "•", "\uf0d8": "•", "\uf06c": "•"}
_HYPHEN_AT_LINE_END = re.compile("[\u00ad\ufffe\x02](?=[ \t]*(?:\n|$))")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _of_windows(code: int) -> str:
    """What a byte 80 to 9F means in Windows-1252: text with such "controls" was decoded as Latin-1."""
    return bytes([code]).decode("cp1252", errors="ignore")


_PLAIN = (
    dict.fromkeys(map(chr, (*range(9), *range(14, 32), 127)), "")
    | {chr(code): _of_windows(code) for code in range(128, 160)}
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys(_HYPHENS, "-")
    | dict.fromkeys(_LINE_ENDS, "\n")
    | dict.fromkeys(_UNSEEN, "")
    | _LIGATURES
    | _SYMBOL_FONT
)
_ODD = re.compile(f"[{re.escape(''.join(_PLAIN))}]")  # twenty times as fast as str.translate


def plain(text: str) -> str:
    """The same text in characters that UTF-8, JSON, SQLite and a reader can all take.

    Lines end with "\\n"; no control characters but "\\n" and "\\t", no lone surrogates, nothing
    unseen; ligatures are spelt out, every kind of space is " ", accents are composed (NFC). A soft
    hyphen at the end of a line becomes "-", so that a later step can join the word; elsewhere it goes.
    Applying it twice changes nothing more.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _HYPHEN_AT_LINE_END.sub("-", _without_lone_surrogates(text))
    text = _ODD.sub(lambda odd: _PLAIN[odd.group()], text)
    return unicodedata.normalize("NFC", text)


def _without_lone_surrogates(text: str) -> str:
    """Pairs of surrogates joined to the character they mean, single ones dropped."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
