"""Headers of every response: nothing is loaded from elsewhere, and no other page may embed the app."""

import base64
import re
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from askreports.doors.web.server import entrance

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# Blobs are made by the page itself: Streamlit loads components and downloads from them. Its styles are
# written into the page as they are needed, which only 'unsafe-inline' allows; scripts are not.
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "manifest-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def content_security_policy(page: str) -> str:
    """A policy that allows the inline scripts of a page of HTML and no others."""
    allowed = [f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(page)]
    sources = {**_POLICY, "script-src": " ".join([_POLICY["script-src"], *allowed])}
    return "; ".join(f"{kind} {source}" for kind, source in sources.items())


def safe_headers() -> dict[str, str]:
    """The headers of every response."""
    return {
        "Content-Security-Policy": content_security_policy(entrance.page()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


class SafeHeaders:
    """Adds the headers to every response of an application; a route may set a stricter policy of its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = safe_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _digest(script: str) -> str:
    return base64.b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
