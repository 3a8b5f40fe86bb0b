"""The HTML page that loads the app: Streamlit's own, with the address of its server.

Left to itself, Streamlit's page looks for its server below the address of the room first, and the browser
logs an error for each of these requests. So the page is told: the server is where the room's name begins.
"""

from functools import cache
from pathlib import Path

import streamlit
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

ROOMS = ("ask", "conversations", "reports")  # as they stand in the address
_HEAD = "<head>"
_BASE = f'location.origin + location.pathname.replace(/\\/({"|".join(ROOMS)})$/, "/")'


@cache
def page() -> str:
    """The page as HTML."""
    html = Path(streamlit.__file__).with_name("static").joinpath("index.html").read_text("utf-8")
    if html.count(_HEAD) != 1:
        raise ValueError("this version of streamlit begins its page in another way: entrance.py must follow")
    return html.replace(
        _HEAD, f"{_HEAD}<script>window.__streamlit = {{ BACKEND_BASE_URL: {_BASE} }}</script>"
    )


def routes() -> list[Route]:
    """The page at the address of the app and of each room."""

    def entrance(_: Request) -> HTMLResponse:
        return HTMLResponse(page(), headers={"Cache-Control": "no-cache"})

    return [Route(f"/{name}", entrance, methods=["GET"]) for name in ("", *ROOMS)]
