"""What operations of the wire answer with: written down by hand, and read from the vendor's own
document where it lies beside the checkout."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import jsonschema_rs

if TYPE_CHECKING:
    import httpx2

CHECKOUT = Path(__file__).resolve().parents[3]
FOLDER = Path(os.environ.get("HUBBUB_VENDOR_API", CHECKOUT.parent / "shared" / "vendor-api"))
WHY_ABSENT = "The vendor's document is not here; HUBBUB_VENDOR_API says in which folder it is."

TEXT: dict[str, Any] = {"type": "string"}
TEXTS: dict[str, Any] = {"type": "array", "items": TEXT}
FLAG: dict[str, Any] = {"type": "boolean"}
COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
EMPTY = None


def shape(optional: dict[str, Any] | None = None, /, **required: Any) -> dict[str, Any]:
    """An object with these members and no others."""
    return {
        "type": "object",
        "properties": {**(optional or {}), **required},
        "required": [*required],
        "additionalProperties": False,
    }


EXCEPTION = shape(
    {"validationErrors": {"type": "object", "additionalProperties": TEXTS}},
    messageId=TEXT, text=TEXT,
)  # fmt: skip
REQUEST_ERROR = shape(serviceException=EXCEPTION)
A = shape(requestError=REQUEST_ERROR)
B = shape(
    errorCode=TEXT, description=TEXT, action=TEXT, resources={"const": []},
    violations={"type": "array", "items": shape(property=TEXT, violation=TEXT)},
)  # fmt: skip


def family(error: dict[str, Any], *statuses: int) -> dict[int, Any]:
    return dict.fromkeys(statuses, error)


class Checking(Protocol):
    """Fails for an answer that is not as it should be."""

    def check(self, method: str, path: str, answer: httpx2.Response) -> None: ...


@dataclass(frozen=True)
class Contract:
    """`operations` are by hand, so that they are checked where the document is not."""

    name: str
    operations: dict[tuple[str, str], dict[int, Any]]
    checks_formats: bool = True
    """The vendor's own times are not all what its document calls a time."""
    undeclared: frozenset[int] = frozenset()
    """Statuses of ours that the document has for some operations only."""

    @property
    def document(self) -> Path:
        return FOLDER / self.name

    def operation_of(self, method: str, path: str) -> tuple[str, str]:
        """The operation that answers at this path."""
        for found, template in self.operations:
            pattern = re.sub(r"{\w+}", "[^/]+", template)
            if found == method and re.fullmatch(pattern, path):
                return found, template
        raise AssertionError(f"no operation {method} {path}")

    def check(self, method: str, path: str, answer: httpx2.Response) -> None:
        """An answer is as the table says, and as the document says where there is one."""
        operation = self.operation_of(method, path)
        told = self.operations[operation]
        assert answer.status_code in told, (operation, answer.status_code, answer.text)
        schema = told[answer.status_code]
        if schema is EMPTY:
            assert not answer.content
            return
        is_csv = answer.headers["content-type"].startswith("text/csv")
        body = answer.text if is_csv else answer.json()
        jsonschema_rs.validate(schema, body, validate_formats=True)
        declared = self.declared(*operation, answer.status_code)
        if declared is not None:
            jsonschema_rs.validate(declared, body, validate_formats=self.checks_formats)

    def declared(self, method: str, template: str, status: int) -> dict[str, Any] | None:
        """The document's schema of an answer, also of an error whose status it has only as a
        range; None without a document."""
        if not self.document.exists():
            return None
        whole = read(self.document)
        answers = whole["paths"][template][method.lower()]["responses"]
        found = answers.get(str(status)) or answers.get(f"{status // 100}XX")
        if found is None and status in self.undeclared:
            return None
        assert found is not None, (method, template, status)
        return with_components(whole, found)


def with_components(whole: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """The schema of an answer, or of the body of a webhook, that can be validated by itself."""
    if "$ref" in answer:
        answer = whole["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    content: dict[str, Any] = answer.get("content", {})
    schema = next((each["schema"] for each in content.values()), {})
    return {**schema, "components": whole["components"]}


@cache
def read(document: Path) -> dict[str, Any]:
    return json.loads(document.read_text(encoding="utf-8"))
