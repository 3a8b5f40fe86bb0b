"""What the server of the app is made of, besides Streamlit: its script, its routes, and its guards."""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import App, config

from askreports.doors.web import access, entrance
from askreports.doors.web.headers import SafeHeaders
from askreports.doors.web.listening import Listening, listening
from askreports.doors.web.routes import routes
from askreports.doors.web.shelf import open_shelf
from askreports.settings import from_environment, index_folder
from ingest.errors import AskReportsError

SCRIPT = Path(__file__).with_name("script.py")  # what runs for each visitor
_EVERYWHERE = "0.0.0.0"  # where Streamlit listens unless told otherwise


def where() -> Listening:
    """Where this process listens, and what it may do there. Raises `BadListening`."""
    address = config.get_option("server.address") or _EVERYWHERE
    return listening(address, os.environ, access.signs_in())


def parts() -> dict[str, Any]:
    """What `st.App` takes besides the script. Ends the process where it may not serve as it is told to."""
    try:
        access.check_sign_in()
        hosts = where().hosts
    except AskReportsError as error:
        sys.exit(f"askreports: {error}")
    shelf = partial(open_shelf, index_folder(os.environ), from_environment(os.environ))
    # Without the names of hosts a web page could point a name of its own at this machine and read the
    # reports through the visitor's browser (DNS rebinding).
    named = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    return {
        "middleware": [Middleware(SafeHeaders), named],
        "routes": [*entrance.routes(), *routes(shelf)],
        "lifespan": _tell_where,
    }


@asynccontextmanager
async def _tell_where(_: App) -> AsyncIterator[None]:
    port = config.get_option("server.port")
    print(f"askreports: the app is at http://{where().address}:{port}", file=sys.stderr, flush=True)
    yield
