"""Which collections a visitor sees: a claim of the sign-in says to which groups they belong.

Configured beside the sign-in, in Streamlit's secrets:

    [access]
    claim = "groups"                      # a text or a list in what the provider says of a person

    [access.collections]
    finance = ["annual", "interim"]       # whoever has this value sees these collections
    board = ["*"]                         # and whoever has this one sees every report

Without `[access]`, whoever is signed in sees every report.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from streamlit.runtime.secrets import secrets_singleton

from askreports.errors import BadSignIn

EVERYTHING = "*"
Access = Mapping[str, Any]


def configured_access() -> Access | None:
    """The section `[access]` of the secrets; None without one. Raises `BadSignIn` where it is misspelt."""
    if not secrets_singleton.load_if_toml_exists() or "access" not in secrets_singleton:
        return None
    access: Access = secrets_singleton["access"]
    check_access(access)
    return access


def check_access(access: Access) -> None:
    """Raises `BadSignIn` where the section does not say who sees what."""
    collections = access.get("collections")
    if not isinstance(access.get("claim"), str) or not isinstance(collections, Mapping):
        raise BadSignIn(
            '[access] in Streamlit\'s secrets needs claim = "NAME" and a section [access.collections]'
        )
    if not all(isinstance(names, list) for names in collections.values()):
        raise BadSignIn('[access.collections] takes lists, as in finance = ["annual"]')


def visible_collections(access: Access | None, claims: Mapping[str, Any]) -> frozenset[str] | None:
    """The collections that whoever has these claims may see; None for every report."""
    if access is None:
        return None
    held = claims.get(access["claim"], ())
    values: Iterable[object] = held if isinstance(held, list | tuple) else [held]
    names = {name for value in values for name in access["collections"].get(str(value), ())}
    return None if EVERYTHING in names else frozenset(map(str, names))
