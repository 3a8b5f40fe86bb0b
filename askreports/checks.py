"""Arguments that are of the right type and still cannot be meant."""

from collections.abc import Iterable, Mapping, Sequence

from askreports.errors import BadText
from index.errors import BadFilter, BadQuestion

MAX_TEXT_CHARS = 2_000_000  # some 600 pages


def check_question(question: str) -> None:
    """Raises `BadQuestion` for a text that cannot be encoded."""
    if not _is_unicode(question):
        raise BadQuestion(
            "the question is not valid Unicode, it contains half of a character: send it as UTF-8"
        )


def check_earlier(earlier: Sequence[str]) -> None:
    """Raises `TypeError` for one string in place of a list, `BadQuestion` as `check_question` does."""
    if isinstance(earlier, str):
        raise TypeError(f"earlier is a single question: pass a list, as in earlier=[{earlier!r}]")
    for question in earlier:
        check_question(question)


def check_where(where: Mapping[str, object] | None) -> None:
    """Raises `BadFilter` for a name or a value that cannot be encoded."""
    for field, value in (where or {}).items():
        values = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        if not all(_is_unicode(str(text)) for text in (field, *values)):
            raise BadFilter(
                "a filter is not valid Unicode, it contains half of a character: send it as UTF-8"
            )


def check_text_given(text: str) -> None:
    """Raises `BadText` for a text whose claims cannot be checked: empty, too long, half of a character."""
    if not any(char.isalnum() for char in text):
        raise BadText("the text is empty: hand over a few sentences")
    if len(text) > MAX_TEXT_CHARS:
        raise BadText(
            f"the text has {len(text):,} characters, at most {MAX_TEXT_CHARS:,} are checked: divide it"
        )
    if not _is_unicode(text):
        raise BadText("the text is not valid Unicode, it contains half of a character: send it as UTF-8")


def _is_unicode(text: str) -> bool:
    """Whether a text is more than JSON or a command line made it seem: no surrogate stands alone in it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
