"""A small OpenID Connect provider on 127.0.0.1: a browser walks through it, and it lets anybody in.

Authorization code flow with PKCE, a discovery document, its keys, and id tokens signed with RS256. It
refuses what a strict provider refuses: a client, an address, a code or a verifier that is not the right one.
"""

import base64
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

CLIENT, SECRET = "askreports", "secret"
PEOPLE = {"ada": "ada@example.org", "ben": "ben@example.org"}  # subject -> mail address


class Provider(ThreadingHTTPServer):
    """Knows one client. `granted` are codes given out and not yet used, with what was asked for them."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.granted: dict[str, dict[str, str]] = {}

    def secrets_toml(self) -> str:
        """What Streamlit is to be told of this provider; it fills in its own port."""
        return f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secrets.token_hex()}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{self.issuer}/.well-known/openid-configuration"
"""

    def id_token(self, asked: dict[str, str]) -> str:
        """Says who signed in, signed."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        claims |= {"sub": asked["person"], "email": PEOPLE[asked["person"]]}
        said = f"{_encoded({'alg': 'RS256', 'typ': 'JWT', 'kid': 'one'})}.{_encoded(claims)}"
        return f"{said}.{_base64(self.key.sign(said.encode(), PKCS1v15(), SHA256()))}"

    def public_key(self) -> dict[str, str]:
        numbers = self.key.public_key().public_numbers()
        sizes = {"n": numbers.n, "e": numbers.e}
        parts = {name: _base64(n.to_bytes((n.bit_length() + 7) // 8, "big")) for name, n in sizes.items()}
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "one", **parts}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers as long as the context lasts."""
    with Provider() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(address.query).items()}
        match address.path:
            case "/.well-known/openid-configuration":
                self._send_json(self._metadata())
            case "/keys":
                self._send_json({"keys": [self.server.public_key()]})
            case "/authorize" if asked.get("client_id") == CLIENT and asked["response_type"] == "code":
                self._send(200, _who_are_you(asked).encode(), "text/html; charset=utf-8")
            case "/continue":
                code = secrets.token_urlsafe()
                self.server.granted[code] = asked
                self._redirect(asked["redirect_uri"], code=code, state=asked["state"])
            case "/leave":
                self._redirect(asked["post_logout_redirect_uri"])
            case "/favicon.ico":
                self._send(204, b"", "image/png")
            case _:
                self._send(400, b"no", "text/plain")

    def do_POST(self) -> None:
        """Gives a token for a code: once, to the client that asked for it."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = self.server.granted.pop(form["code"][0], None)
        client = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verifier = form.get("code_verifier", [""])[0]
        if (
            asked is None
            or self.headers["Authorization"] != f"Basic {client}"
            or form["redirect_uri"][0] != asked["redirect_uri"]
            or _base64(sha256(verifier.encode()).digest()) != asked["code_challenge"]
        ):
            self._send(400, b'{"error": "invalid_grant"}', "application/json")
            return
        token = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 300}
        self._send_json({**token, "id_token": self.server.id_token(asked)})

    def _metadata(self) -> dict[str, Any]:
        issuer = self.server.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/authorize",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            "end_session_endpoint": f"{issuer}/leave",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _redirect(self, address: str, **parameters: str) -> None:
        self.send_response(302)
        self.send_header("Location", f"{address}?{urlencode(parameters)}" if parameters else address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_json(self, value: object) -> None:
        self._send(200, json.dumps(value).encode(), "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing: a test tells what went wrong."""


def _who_are_you(asked: dict[str, str]) -> str:
    """A page on which one says who one is."""
    links = (
        f'<a href="{escape("/continue?" + urlencode({**asked, "person": person}))}">Continue as {person}</a>'
        for person in PEOPLE
    )
    return f"<!doctype html><title>Provider</title><p>{' or '.join(links)}</p>"


def _encoded(value: object) -> str:
    return _base64(json.dumps(value).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
