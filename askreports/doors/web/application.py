"""What the server of the app is made of, besides Streamlit: its script, its routes, and its guards."""

import logging
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Any

from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from streamlit import App, config

from askreports.background.ocr import BackgroundOcr
from askreports.doors.web.server import access, entrance
from askreports.doors.web.server.headers import SafeHeaders
from askreports.doors.web.server.listening import where
from askreports.doors.web.server.routes import routes
from askreports.doors.web.state.shelf import Shelf, open_shelf
from askreports.history import History
from askreports.settings import app_from_environment, from_environment, index_folder
from ingest.errors import AskReportsError

# What runs for each visitor. It lies among the pages: Streamlit takes a folder `pages` beside it for its own.
SCRIPT = Path(__file__).parent / "pages" / "script.py"
_DAY_SECONDS = 86_400
_log = logging.getLogger(__name__)


def parts() -> dict[str, Any]:
    """What `st.App` takes besides the script. Ends the process where it may not serve as it is told to."""
    try:
        access.check_sign_in()
        hosts = where().hosts
        settings = from_environment()
    except AskReportsError as error:
        sys.exit(f"askreports: {error}")
    shelf = partial(open_shelf, index_folder(), settings)
    Thread(target=_get_ready, args=(shelf,), daemon=True).start()
    if days := app_from_environment().keep_days:
        Thread(target=_forget_conversations, args=(index_folder(), days), daemon=True).start()
    # Without the names of hosts a web page could point a name of its own at this machine and read the
    # reports through the visitor's browser (DNS rebinding).
    named = Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)
    return {
        "middleware": [Middleware(SafeHeaders), named],
        "routes": [*entrance.routes(), *routes(shelf)],
        "lifespan": _open_doors,
    }


def _get_ready(open_shelf: Callable[[], Shelf]) -> None:
    """Does what else the first visitor would wait for, while the server starts."""
    try:
        open_shelf().reports.get_ready()
    except AskReportsError as error:  # visitors are told when they come, if it still is so then
        _log.warning("%s", error)
    from askreports.doors.web.pages import frame  # noqa: F401  (what draws every page)


def _forget_conversations(index: Path, days: int) -> None:
    """Deletes, once a day, the conversations that nothing was added to for so many days."""
    while True:
        try:
            History(index).delete_older(days)
        except AskReportsError as error:
            _log.warning("%s", error)
        time.sleep(_DAY_SECONDS)


@asynccontextmanager
async def _open_doors(_: App) -> AsyncIterator[None]:
    """Says where the app is; while it runs, pages that wait for OCR are read."""
    port = config.get_option("server.port")
    print(f"askreports: the app is at http://{where().address}:{port}", file=sys.stderr, flush=True)
    background = BackgroundOcr(index_folder())
    if app_from_environment().reads_by_ocr:
        background.start()
    try:
        yield
    finally:
        background.stop()
