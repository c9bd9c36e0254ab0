"""The certificate that Hubbub makes for itself is kept, renewed in time, and fits its key."""

from __future__ import annotations

import ssl
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from cryptography import x509

from hubbub.kernel import certificates
from hubbub.kernel.certificates import LIFE, RENEW_BEFORE, Certificate, local_certificate

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def read(found: Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(found.chain.read_bytes())


def names(found: Certificate) -> set[str]:
    extension = read(found).extensions.get_extension_for_class(x509.SubjectAlternativeName)
    return {str(name.value) for name in extension.value}


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(certificates, "now", lambda: moment)


def test_it_is_for_this_machine_and_made_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Desk.local")
    found = local_certificate(tmp_path, "0.0.0.0")
    assert names(found) == {"localhost", "127.0.0.1", "::1", "desk.local"}
    before = found.chain.read_bytes()
    assert local_certificate(tmp_path, "0.0.0.0").chain.read_bytes() == before
    assert stat.S_IMODE(found.key.stat().st_mode) == 0o600
    assert stat.S_IMODE(found.key.parent.stat().st_mode) == 0o700
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(found.chain, found.key)


def test_another_address_to_listen_on_is_added(tmp_path: Path) -> None:
    local_certificate(tmp_path, "127.0.0.1")
    assert "192.0.2.7" in names(local_certificate(tmp_path, "192.0.2.7"))


def test_a_machine_with_a_strange_name_gets_one_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "büro_1")
    assert names(local_certificate(tmp_path, "::")) == {"localhost", "127.0.0.1", "::1"}


@pytest.mark.parametrize(
    ("left", "renewed"),
    [(RENEW_BEFORE + timedelta(days=1), False), (RENEW_BEFORE - timedelta(days=1), True)],
)
def test_it_is_renewed_before_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: timedelta, renewed: bool
) -> None:
    at(monkeypatch, LONG_AGO)
    before = read(local_certificate(tmp_path, "::1"))
    at(monkeypatch, LONG_AGO + LIFE - left)
    after = read(local_certificate(tmp_path, "::1"))
    assert (after != before) is renewed


@pytest.mark.parametrize("broken", ["certificate.pem", "key.pem"])
@pytest.mark.parametrize("content", [b"", b"nonsense", None])
def test_what_is_broken_is_made_anew(tmp_path: Path, broken: str, content: bytes | None) -> None:
    found = local_certificate(tmp_path, "::1")
    path = found.key.with_name(broken)
    path.unlink() if content is None else path.write_bytes(content)
    again = local_certificate(tmp_path, "::1")
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(again.chain, again.key)


def test_a_key_that_does_not_fit_is_noticed(tmp_path: Path) -> None:
    first = local_certificate(tmp_path / "a", "::1")
    second = local_certificate(tmp_path / "b", "::1")
    first.key.write_bytes(second.key.read_bytes())
    again = local_certificate(tmp_path / "a", "::1")
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(again.chain, again.key)


def test_many_who_start_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: read(local_certificate(tmp_path, "::1")), range(8)))
    assert len(set(found)) == 1


def test_whoever_trusts_it_trusts_nothing_that_it_could_sign(tmp_path: Path) -> None:
    made = read(local_certificate(tmp_path, "::1"))
    assert not made.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
