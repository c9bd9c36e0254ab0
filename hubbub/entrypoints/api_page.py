"""A page to browse the API with, made from its own description; no script, nothing from outside."""

import json
from html import escape
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'"
HEADERS = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}

STYLE = """
:root { color-scheme: light dark; --line: #d8dbe2; --quiet: #5b6170; --soft: #f4f5f8; }
@media (prefers-color-scheme: dark) {
  :root { --line: #343a46; --quiet: #a4abba; --soft: #1c2028; }
}
body { font: 14px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; }
main { padding: 0 1rem; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; text-transform: capitalize; }
p, dd { color: var(--quiet); }
code, pre { font: 12.5px/1.5 ui-monospace, monospace; }
details { border: 1px solid var(--line); border-radius: 8px; margin: .4rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; display: flex; gap: .75rem; flex-wrap: wrap; }
summary:focus-visible { outline: 2px solid #2a5bd7; border-radius: 8px; }
summary b { min-width: 4rem; }
summary span { color: var(--quiet); margin-inline-start: auto; }
.body { padding: 0 .75rem .75rem; }
pre { background: var(--soft); padding: .75rem; overflow: auto; border-radius: 6px; }
dt { font-weight: 600; margin-top: .5rem; }
dd { margin: 0; }
"""


def serve_api_page(app: FastAPI) -> None:
    """Put the page at `/api/docs`."""

    async def page(_: Request) -> Response:
        return HTMLResponse(render(app.openapi()), headers=HEADERS)

    async def style(_: Request) -> Response:
        return Response(STYLE, media_type="text/css")

    app.add_route("/api/docs", page, methods=["GET"], include_in_schema=False)
    app.add_route("/api/docs.css", style, methods=["GET"], include_in_schema=False)


def render(document: dict[str, Any]) -> str:
    """The page as HTML."""
    groups: dict[str, list[str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            group = operation.get("tags", ["other"])[0]
            groups.setdefault(group, []).append(_operation(method, path, operation, document))
    body = "".join(
        f"<h2>{escape(name.replace('-', ' '))}</h2>{''.join(found)}"
        for name, found in groups.items()
    )
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hubbub API</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/api/docs.css"></head><body><main>'
        f"<h1>Hubbub API</h1><p>{escape(document['info']['description'])}</p>"
        '<p>For programs: <a href="/api/openapi.json">OpenAPI document</a>.</p>'
        f"{body}</main></body></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any], document: dict[str, Any]) -> str:
    needs = operation.get("x-permission", "")
    needed = " or ".join(needs) if isinstance(needs, list) else needs
    parts = [f"<p>{escape(operation.get('description', ''))}</p>"]
    parameters = operation.get("parameters", [])
    if parameters:
        rows = "".join(
            f"<dt><code>{escape(each['name'])}</code></dt>"
            f"<dd>in the {escape(each['in'])}{', required' if each.get('required') else ''}; "
            f"<code>{escape(json.dumps(each['schema']))}</code></dd>"
            for each in parameters
        )
        parts.append(f"<dl>{rows}</dl>")
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        parts.append(f"<dt>Body</dt>{_schema(body['schema'], document)}")
    for status, response in operation.get("responses", {}).items():
        content = response.get("content", {}).get("application/json", {}).get("schema")
        if status.startswith("2") and content:
            parts.append(f"<dt>Answer {escape(status)}</dt>{_schema(content, document)}")
    return (
        f"<details><summary><b>{escape(method.upper())}</b><code>{escape(path)}</code>"
        f'<span>{escape(needed)}</span></summary><div class="body">{"".join(parts)}</div></details>'
    )


def _schema(schema: dict[str, Any], document: dict[str, Any]) -> str:
    return f"<pre>{escape(json.dumps(_resolved(schema, document, 0), indent=2))}</pre>"


def _resolved(schema: Any, document: dict[str, Any], depth: int) -> Any:
    if isinstance(schema, list):
        return [_resolved(each, document, depth) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if depth > 3:
            return name
        return _resolved(document["components"]["schemas"][name], document, depth + 1)
    return {key: _resolved(value, document, depth) for key, value in schema.items()}
