"""A certificate of our own for https without a proxy: self-signed, made and renewed by itself."""

import fcntl
import os
import re
import secrets
import socket
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from hubbub.kernel.clock import now

LIFE = timedelta(days=397)
"""The longest that browsers accept."""
RENEW_BEFORE = timedelta(days=30)
ALWAYS = ("localhost", "127.0.0.1", "::1")
NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - not an address to certify


@dataclass(frozen=True, slots=True)
class Certificate:
    """Where the certificate and its key lie."""

    chain: Path
    key: Path


def local_certificate(home: Path, host: str) -> Certificate:
    """The certificate of this machine, made anew when there is none, when it ends soon, or when
    it lacks one of the names. The key never leaves the home folder."""
    folder = home / "keys" / "tls"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = Certificate(folder / "certificate.pem", folder / "key.pem")
    names = _names(host)
    with _alone(folder):
        if not _serves(kept, names, now() + RENEW_BEFORE):
            _make(kept, names)
    return kept


def _names(host: str) -> list[str]:
    wanted = [*ALWAYS, socket.gethostname().lower()]
    wanted += [] if host in EVERYWHERE else [host.lower()]
    # A machine may be called something that no certificate can name.
    return [name for name in dict.fromkeys(wanted) if ":" in name or NAME.fullmatch(name)]


def _serves(kept: Certificate, names: list[str], moment: datetime) -> bool:
    try:
        certificate = x509.load_pem_x509_certificate(kept.chain.read_bytes())
        key = serialization.load_pem_private_key(kept.key.read_bytes(), None)
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except (OSError, ValueError, TypeError, x509.ExtensionNotFound):
        return False
    return (
        certificate.not_valid_before_utc <= now()
        and certificate.not_valid_after_utc > moment
        and certificate.public_key() == key.public_key()
        and set(_alternative(names)) <= set(found.value)
    )


def _make(kept: Certificate, names: list[str]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hubbub on this machine")])
    began = now() - timedelta(hours=1)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + LIFE)
        .add_extension(x509.SubjectAlternativeName(_alternative(names)), critical=False)
        # Whoever trusts it trusts these names, and nothing that it could sign.
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )
    certificate = builder.sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    _write(kept.key, key.private_bytes(pem, *plain))
    _write(kept.chain, certificate.public_bytes(pem))


def _alternative(names: list[str]) -> list[x509.GeneralName]:
    return [_alternative_name(name) for name in names]


def _alternative_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{secrets.token_hex(8)}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    new.rename(path)


@contextmanager
def _alone(folder: Path) -> Generator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
