"""A throw-away certificate authority for push hosts that live on the loopback."""

import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID


@dataclass(frozen=True)
class Certificates:
    """Where the authority's certificate, the hosts' chain and their key lie."""

    authority: Path
    chain: Path
    key: Path


@dataclass(frozen=True)
class Signer:
    """Who signs: a name and its key."""

    name: x509.Name
    key: ec.EllipticCurvePrivateKey


def make_certificates(folder: Path, hosts: Sequence[str]) -> Certificates:
    """Write an authority and one certificate for `hosts`, localhost and 127.0.0.1."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Certificates(folder / "ca.pem", folder / "leaf.pem", folder / "leaf.key")
    signer = Signer(_name("test authority"), ec.generate_private_key(ec.SECP256R1()))
    key = ec.generate_private_key(ec.SECP256R1())
    authority = _pem(_authority(signer))
    made.authority.write_bytes(authority)
    made.chain.write_bytes(_pem(_leaf(signer, key, hosts)) + authority)
    made.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return made


def _authority(signer: Signer) -> x509.Certificate:
    blank = _blank(signer, signer.name, signer.key, is_authority=True)
    return blank.sign(signer.key, hashes.SHA256())


def _leaf(
    signer: Signer, key: ec.EllipticCurvePrivateKey, hosts: Sequence[str]
) -> x509.Certificate:
    names: list[x509.GeneralName] = [x509.DNSName(host) for host in [*hosts, "localhost"]]
    names.append(x509.IPAddress(ipaddress.ip_address("127.0.0.1")))
    return (
        _blank(signer, _name("test push host"), key, is_authority=False)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(signer.key, hashes.SHA256())
    )


def _blank(
    signer: Signer, name: x509.Name, key: ec.EllipticCurvePrivateKey, *, is_authority: bool
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    uses = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
        **uses,
    )
    public = key.public_key()
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.key.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(signer.name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(issuer, critical=False)
        .add_extension(usage, critical=True)
    )


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
