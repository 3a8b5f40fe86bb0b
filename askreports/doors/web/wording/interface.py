"""The texts of the interface in the language of whoever is looking: one TOML file a language."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

import streamlit as st
from babel import Locale
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx

from askreports.doors.web.wording.numbers import number

LANGUAGES = {
    "en": "English",
    "es": "Español",
    "ca": "Català",
    "fr": "Français",
    "de": "Deutsch",
    "pt": "Português",
    "it": "Italiano",
}
CHOSEN = "interface-language"  # in the session: a code, or empty for what the browser says
_DEFAULT = "en"
_spoken: ContextVar[str] = ContextVar("spoken", default="")


def language() -> str:
    """The code of the interface's language: what was chosen, else the browser's, else English."""
    if spoken := _spoken.get():
        return spoken
    if get_script_run_ctx(suppress_warning=True) is None:  # nobody is looking
        return _DEFAULT
    chosen = st.session_state.get(CHOSEN) or (st.context.locale or _DEFAULT)[:2].lower()
    return chosen if chosen in LANGUAGES else _DEFAULT


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Uses a language where no page is being drawn, such as in a file that is made for a download."""
    token = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(token)


def say(key: str, **values: object) -> str:
    """A text such as `ask.box`, with values in its marks. Raises KeyError for a key that no file has."""
    return _texts(language())[key].format(**values)


def counted(key: str, amount: int, **values: object) -> str:
    """A text that may have two forms, "one | more", as so many need it; `{n}` is the number."""
    one, _, more = _texts(language())[key].partition(" | ")
    singular = Locale(language()).plural_form(amount) == "one"
    return (one if singular or not more else more).format(n=number(amount, language()), **values)


def section(name: str) -> dict[str, str]:
    """All texts of a section, for a component that puts them where they belong."""
    start = f"{name}."
    return {
        key.removeprefix(start): text for key, text in _texts(language()).items() if key.startswith(start)
    }


@cache
def _texts(code: str) -> Mapping[str, str]:
    return read_texts(Path(__file__).with_name(f"{code}.toml").read_text("utf-8"))


def read_texts(content: str) -> dict[str, str]:
    """The texts of a language's file, each under its section and name."""
    sections = tomllib.loads(content)
    return {f"{name}.{key}": text for name, texts in sections.items() for key, text in texts.items()}
