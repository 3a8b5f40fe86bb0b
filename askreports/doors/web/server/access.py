"""Who may use the app: everyone where no sign-in is configured, else everyone who is signed in.

The only place that knows how Streamlit configures a sign-in (`[auth]` in its secrets) and keeps it (a
signed cookie). Pages and routes ask here, so that neither shows what the other would not.
"""

import json
from collections.abc import Collection, Mapping
from importlib.util import find_spec
from typing import Any

import streamlit as st
from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from askreports.doors.web.server.visible import configured_access, visible_collections
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
    configured_access()


def providers() -> list[str]:
    """Names of the sign-in providers; a provider without a name has an empty one."""
    section = get_secrets_auth_section()
    named = [name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value]
    return [""] * ("client_id" in section) + named


def sign_in(provider: str) -> None:
    """Sends the visitor to the provider of this name."""
    st.login(provider or None)


def page_is_open() -> bool:
    """Whether the current visitor may see the page."""
    return not signs_in() or st.user.get("is_logged_in") is True


def visitor() -> str:
    """An id of who is signed in, which never changes; empty where nobody signs in.

    It contains the issuer, since two providers may use the same subject for different people.
    """
    return f"{st.user.get('iss', '')} {st.user.get('sub', '')}".strip()


def visitors_name() -> str:
    """The mail address of who is signed in, else their name."""
    return str(st.user.get("email") or st.user.get("name") or "")


def route_is_open(request: Request) -> bool:
    """Whether the visitor may have what one of our own routes returns."""
    return not signs_in() or _is_signed_in(request)


def seen_by_visitor() -> Collection[str] | None:
    """The collections that the current visitor may see; None for every report."""
    return visible_collections(configured_access(), st.user.to_dict()) if signs_in() else None


def seen_by_request(request: Request) -> Collection[str] | None:
    """The collections that whoever sent a request may see; None for every report."""
    return visible_collections(configured_access(), _claims(request)) if signs_in() else None


def _is_signed_in(request: Request) -> bool:
    """Whether the request has the cookie that Streamlit signed when the visitor signed in."""
    return _claims(request).get("is_logged_in") is True


def _claims(request: Request) -> Mapping[str, Any]:
    """What the cookie of a visitor says of them; nothing where Streamlit did not sign it."""
    secret = get_cookie_secret()

    def cookie(name: str) -> bytes | None:
        value = request.cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    signed = get_cookie_with_chunks(cookie, USER_COOKIE_NAME)
    claims: Mapping[str, Any] = json.loads(signed) if signed is not None else {}
    return claims
