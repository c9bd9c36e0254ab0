"""Serves the built desk: hashed files for ever, the page itself never from a cache."""

from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from hubbub.kernel.errors import NotFound
from hubbub.kernel.simulating import caught_mail_url, simulator_url

BUILT = Path(__file__).resolve().parents[1] / "web" / "desk"

POLICY = (
    "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".json": "application/json",
    ".woff2": "font/woff2", ".png": "image/png", ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8",
}  # fmt: skip
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

NOT_BUILT = """<!doctype html><meta charset="utf-8"><title>Hubbub</title>
<h1>The desk is not built yet</h1>
<p>Run <code>make setup</code> or <code>python3 bootstrap.py setup</code> in the checkout, then
reload this page.</p>"""


def serve_desk(app: FastAPI) -> None:
    """Put the desk under `/desk/`, and send whoever comes to `/` there."""

    async def root(_: Request) -> Response:
        return RedirectResponse("/desk/", status_code=307)

    async def simulator(request: Request) -> Response:
        url = simulator_url(request.app.state.settings)
        if url is None:
            raise NotFound("The simulator is not running here.")
        return RedirectResponse(url, status_code=307)

    async def mail(request: Request) -> Response:
        url = caught_mail_url(request.app.state.settings)
        if url is None:
            raise NotFound("Mail is not caught here: it goes out to a mail server.")
        return RedirectResponse(url, status_code=307)

    async def desk(request: Request) -> Response:
        return _serve(request.path_params.get("path", ""), request.headers)

    app.add_route("/", root, methods=["GET"], include_in_schema=False)
    app.add_route("/simulator", simulator, methods=["GET"], include_in_schema=False)
    app.add_route("/simulator/mail", mail, methods=["GET"], include_in_schema=False)
    app.add_route("/desk", root, methods=["GET"], include_in_schema=False)
    app.add_route("/desk/{path:path}", desk, methods=["GET"], include_in_schema=False)


def _serve(path: str, headers: Headers) -> Response:
    if not (BUILT / "index.html").is_file():
        return HTMLResponse(NOT_BUILT, status_code=503, headers=HEADERS)
    file = (BUILT / path).resolve()
    is_asset = path.startswith("assets/")
    if not file.is_relative_to(BUILT) or not file.is_file() or file.suffix not in TYPES:
        if is_asset:
            raise NotFound("There is no such file; reload the page for the newest version.")
        # An address inside the desk: the page finds its way itself.
        file, is_asset = BUILT / "index.html", False
    cache = "public, max-age=31536000, immutable" if is_asset else "no-cache"
    sent = {**HEADERS, "Cache-Control": cache, "Vary": "Accept-Encoding"}
    accepted = headers.get("accept-encoding", "")
    for encoding, ending in ENCODINGS:
        packed = file.with_name(file.name + ending)
        if encoding in accepted and packed.is_file():
            sent["Content-Encoding"] = encoding
            return FileResponse(packed, media_type=TYPES[file.suffix], headers=sent)
    return FileResponse(file, media_type=TYPES[file.suffix], headers=sent)
