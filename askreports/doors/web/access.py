"""Who may look: everybody where no sign-in is configured, else whoever is signed in.

The only place that knows how Streamlit configures a sign-in (`[auth]` in its secrets) and keeps it (a
signed cookie). Pages and routes ask here, so that neither shows what the other would not.
"""

import json

import streamlit as st
from starlette.requests import Request
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME


def signs_in() -> bool:
    """Whether visitors must sign in."""
    return bool(get_secrets_auth_section())


def page_is_open() -> bool:
    """Whether the visitor of the page that is being drawn may see it."""
    return not signs_in() or bool(st.user.is_logged_in)


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
