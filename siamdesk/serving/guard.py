"""What is refused before a request is read: strangers, and bodies that are too large."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

OPEN_PATHS = frozenset({"/health", "/ready"})
"""What whoever watches over the service asks; says nothing of the model."""
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True)
class Rules:
    """Who may ask for what."""

    body: int
    """Bytes that a request may have."""
    token: str | None = None
    """Without one, only this machine is served, under its own name."""


class Guard:
    """ASGI middleware that holds the rules."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {k.lower(): v.decode("latin-1") for k, v in scope["headers"]}
        refusal = self._refusal(scope["path"], headers)
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, self._counted(receive), send)

    def _refusal(self, path: str, headers: dict[bytes, str]) -> JSONResponse | None:
        rules = self._rules
        if rules.token is None:
            # A page on the web can make a browser ask a local address under the page's own name.
            name = headers.get(b"host", "").rpartition(":")[0] or headers.get(b"host", "")
            if name.lower() not in _LOCAL_NAMES and headers.get(b"host", "") not in _LOCAL_NAMES:
                return _refused(403, "Without a token, only this machine is served.")
        elif path not in OPEN_PATHS and not _is_token(headers, rules.token):
            answer = _refused(401, "Send the header 'Authorization: Bearer TOKEN'.")
            answer.headers["WWW-Authenticate"] = "Bearer"
            return answer
        length = headers.get(b"content-length", "0")
        # Python refuses to make a number of thousands of digits.
        if length.isdecimal() and (len(length) > 18 or int(length) > rules.body):
            return _refused(413, _too_large(rules.body))
        return None

    def _counted(self, receive: Receive) -> Receive:
        """Also a body that does not tell its length is cut off."""
        received = 0

        async def counting() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._rules.body:
                raise HTTPException(413, _too_large(self._rules.body))
            return message

        return counting


def _is_token(headers: dict[bytes, str], token: str) -> bool:
    kind, _, given = headers.get(b"authorization", "").partition(" ")
    same = hmac.compare_digest(given.strip().encode("latin-1"), token.encode())
    return kind.lower() == "bearer" and same


def _too_large(body: int) -> str:
    return f"A request may have {body / 1e6:g} MB. Send fewer photos at a time, or smaller ones."


def _refused(status: int, detail: str) -> JSONResponse:
    return JSONResponse({"detail": detail}, status_code=status)
