"""Who may look: everybody where no sign-in is configured, else whoever is signed in.

The only place that knows how Streamlit configures a sign-in (`[auth]` in its secrets) and keeps it (a
signed cookie). Pages and routes ask here, so that neither shows what the other would not.
"""

import json
from collections.abc import Mapping
from importlib.util import find_spec

import streamlit as st
from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from askreports.errors import BadSignIn

_NEEDED = ("authlib", "httpx")  # what Streamlit signs in with, and does not bring


def signs_in() -> bool:
    """Whether visitors must sign in."""
    return bool(get_secrets_auth_section())


def check_sign_in() -> None:
    """Raises `BadSignIn` where one is configured and cannot work."""
    if not signs_in():
        return
    if missing := [name for name in _NEEDED if find_spec(name) is None]:
        raise BadSignIn(
            f"sign-in is configured and {' and '.join(missing)} not installed: pip install 'askreports[oidc]'"
        )
    if not providers():
        raise BadSignIn(
            "[auth] in Streamlit's secrets names no client_id: add it with client_secret and "
            "server_metadata_url, there or in a section such as [auth.example]"
        )


def providers() -> list[str]:
    """The names of those with whom one may sign in; an empty name is the one that has none."""
    section = get_secrets_auth_section()
    named = [name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value]
    return [""] * ("client_id" in section) + named


def sign_in(provider: str) -> None:
    """Lead the visitor away to the provider of this name."""
    st.login(provider or None)


def page_is_open() -> bool:
    """Whether the visitor of the page that is being drawn may see it."""
    return not signs_in() or st.user.get("is_logged_in") is True


def visitor() -> str:
    """Who signed in, by what the provider never changes; empty where nobody signs in.

    A subject is unique with its issuer alone: two providers may know two people by the same one.
    """
    return f"{st.user.get('iss', '')} {st.user.get('sub', '')}".strip()


def visitors_name() -> str:
    """What whoever signed in is called: by their mail address, else by their name."""
    return str(st.user.get("email") or st.user.get("name") or "")


def route_is_open(request: Request) -> bool:
    """Whether the visitor who asks one of our own routes may have what it gives."""
    return not signs_in() or _is_signed_in(request)


def _is_signed_in(request: Request) -> bool:
    """Whether the request carries the cookie that Streamlit signed when its visitor signed in here."""
    secret = get_cookie_secret()

    def cookie(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    signed = get_cookie_with_chunks(cookie, USER_COOKIE_NAME)
    return signed is not None and json.loads(signed).get("is_logged_in") is True
