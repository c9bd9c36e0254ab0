"""TLS to a carrier: the certificate is verified, name and authority both."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hubbub.channels.sms.smpp.endpoint import Tls
from hubbub.channels.sms.smpp.link import LinkState
from hubbub.channels.sms.smpp.pdus import Status
from hubbub.channels.sms.smpp.server import ServerRules, Smsc
from tests.channels.sms.smpp.wire import HELLO, QUICK, Carrier, connected, endpoint, eventually


def certificate_for(name: str) -> tuple[bytes, bytes]:
    """A self-signed certificate and its key, PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return (
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


@pytest.mark.parametrize(
    ("server_name", "is_trusted", "state"),
    [
        ("smsc.example", True, LinkState.BOUND),
        ("other.example", True, LinkState.RETRYING),
        ("smsc.example", False, LinkState.RETRYING),
    ],
)
async def test_certificates(tmp_path: Path, server_name: str, is_trusted: bool, state: LinkState):
    certificate, key = certificate_for("smsc.example")
    chain = tmp_path / "chain.pem"
    chain.write_bytes(certificate + key)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain)
    them = Carrier()
    smsc = Smsc(ServerRules(them.authenticate, them.on_submit, limits=QUICK))
    port = await smsc.start("127.0.0.1", 0, context)
    tls = Tls(server_name, certificate.decode() if is_trusted else None)
    async with connected(endpoint(port, tls=tls)) as us:
        await eventually(lambda: us.report.state in {LinkState.BOUND, LinkState.RETRYING})
        assert us.report.state is state
        if state is LinkState.RETRYING:
            assert "certificate is not trusted" in us.report.reason
        else:
            assert await smsc.peers[0].deliver(HELLO) == Status.OK
    await smsc.stop()


async def test_a_port_without_tls_is_said():
    them = Carrier()
    await them.start()
    async with connected(endpoint(them.port, tls=Tls())) as us:
        await eventually(lambda: us.report.state is LinkState.RETRYING)
        assert us.report.reason
    await them.stop()
