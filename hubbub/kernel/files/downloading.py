"""Serves a file so that a browser saves it, and never runs what somebody else has put in it."""

from urllib.parse import quote

from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from hubbub.kernel.files.files import OpenFile
from hubbub.kernel.files.models import UNKNOWN_TYPE

HARMLESS = frozenset(
    {
        "image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf",
        "application/json", "text/plain", "text/csv",
    }
)  # fmt: skip
HARMLESS_KINDS = ("audio/", "video/")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def download(opened: OpenFile, if_none_match: str | None = None) -> Response:
    """The answer that carries a file, for whoever may see what owns it; 304 when the caller has
    it already. An `img` or `audio` element shows it all the same."""
    tag = f'"{opened.file.sha256.hex()}"'
    headers = {**HEADERS, "ETag": tag}
    if if_none_match is not None and tag in if_none_match:
        opened.close()
        return Response(status_code=304, headers=headers)
    return _Download(opened, headers)


class _Download(StreamingResponse):
    def __init__(self, opened: OpenFile, headers: dict[str, str]) -> None:
        self._opened = opened
        file = opened.file
        sent = {
            **headers,
            "Content-Length": str(file.size),
            "Content-Disposition": disposition(file.name),
        }
        super().__init__(opened.chunks(), headers=sent, media_type=_harmless(file.media_type))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            # A caller that went away before the first byte has never begun to read.
            self._opened.close()


def disposition(name: str) -> str:
    """RFC 6266: plain letters for old programs, and the real name in UTF-8."""
    plain = "".join(
        each if each.isascii() and each.isprintable() and each not in '"\\%' else "_"
        for each in name
    )
    real = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{real}"


def _harmless(media_type: str) -> str:
    known = media_type in HARMLESS or media_type.startswith(HARMLESS_KINDS)
    return media_type if known else UNKNOWN_TYPE
