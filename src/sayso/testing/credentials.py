"""Pictures with content credentials (C2PA), signed by an invented authority, and some broken on purpose."""

from __future__ import annotations

import io
import json
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOTE = "made for a test in Ostwick"  # stands in an assertion, to be changed behind the signer's back
CAPTURED = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
LIVES_S = (2, 8, 32)  # of a certificate that is to expire; a busy machine may need the longer ones to sign


@dataclass(frozen=True, slots=True)
class Signing:
    """A certificate with its key, and the authority that issued it."""

    certificate: x509.Certificate
    key: EllipticCurvePrivateKey
    authority: x509.Certificate

    @property
    def anchors(self) -> str:
        """The authority's certificate, as PEM."""
        return _pem(self.authority).decode("ascii")


def make_signing(*, life: timedelta = timedelta(days=30)) -> Signing:
    """Make an authority, and a signer whose certificate holds from now on for so long."""
    now = datetime.now(UTC)
    root_key = generate_private_key(SECP256R1())
    long = (now - timedelta(days=9), timedelta(days=900))
    root = _certificate("Ostwick Authority", root_key, root_key, None, long)
    key = generate_private_key(SECP256R1())
    certificate = _certificate("Ostwick Camera", key, root_key, root, (now - timedelta(seconds=1), life))
    return Signing(certificate, key, root)


def sign_picture(
    picture: bytes,
    signing: Signing,
    *,
    media_type: str = "image/jpeg",
    parent: bytes | None = None,
    remote_url: str | None = None,
) -> bytes:
    """Give a picture credentials that say it was captured, or made from `parent`; the same kind of bytes."""
    from c2pa import Builder, C2paSignerInfo, Context, Signer

    settings = {
        "verify": {"verify_after_sign": False, "remote_manifest_fetch": False},
        "builder": {"thumbnail": {"enabled": False}},
    }
    builder = Builder(json.dumps(_manifest(media_type, parent)), context=Context.from_dict(settings))
    if parent is not None:
        what = {"title": "parent.jpg", "relationship": "parentOf", "label": "parent"}
        builder.add_ingredient(json.dumps(what), media_type, io.BytesIO(parent))
    if remote_url is not None:
        builder.set_no_embed()
        builder.set_remote_url(remote_url)
    chain = _pem(signing.certificate) + _pem(signing.authority)
    signer = Signer.from_info(
        C2paSignerInfo(alg=b"es256", sign_cert=chain, private_key=_key_pem(signing.key), ta_url=None)
    )
    signed = io.BytesIO()
    builder.sign(signer, media_type, io.BytesIO(picture), signed)
    return signed.getvalue()


def broken_pictures(picture: bytes, signing: Signing) -> dict[str, tuple[bytes, str]]:
    """Return pictures whose credentials do not hold, each with a word that stands among the broken parts."""
    signed = sign_picture(picture, signing)
    edited = sign_picture(picture, signing, parent=signed)
    expired = _signed_by_one_who_expired(picture)
    note = NOTE.encode("ascii")
    return {
        "content changed": (_flip(signed, len(signed) - 40), "content"),
        "assertion changed": (signed.replace(note, note[::-1]), "assertion"),
        "claim changed": (signed.replace(b"Ostwick Press", b"Ostwick Prest"), ""),
        "signature changed": (_flip(signed, _signature_of(signed)), "signature"),
        "certificate expired": (expired, "certificate"),
        "assertion removed": (signed.replace(b"org.ostwick.note", b"org.ostwick.nope"), ""),
        "ingredient changed": (edited.replace(note, note[::-1]), "ingredient"),
        "ingredient was broken": (
            sign_picture(picture, signing, parent=_flip(signed, len(signed) - 40)),
            "ingredient",
        ),
        "store cut short": (signed[: signed.index(note)], "manifest store"),
    }


def _signed_by_one_who_expired(picture: bytes) -> bytes:
    """Sign while the certificate holds, since nobody can sign later, and wait until it does not."""
    from c2pa import C2paError

    for life_s in LIVES_S:
        signing = make_signing(life=timedelta(seconds=life_s))
        try:
            signed = sign_picture(picture, signing)
        except C2paError:  # it had expired already
            continue
        left_s = (signing.certificate.not_valid_after_utc - datetime.now(UTC)).total_seconds()
        time.sleep(max(0.0, left_s) + 1)
        return signed
    raise TimeoutError("signing took longer than any of these certificates lives")


def _manifest(media_type: str, parent: bytes | None) -> dict[str, Any]:
    action: dict[str, Any] = {"action": "c2pa.created", "digitalSourceType": CAPTURED}
    if parent is not None:
        action = {"action": "c2pa.opened", "parameters": {"ingredientIds": ["parent"]}}
    assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [action]}}]
    if parent is None:
        assertions.append({"label": "org.ostwick.note", "data": {"note": NOTE}})
    return {
        "claim_generator_info": [{"name": "Ostwick Press", "version": "1"}],
        "title": "quay.jpg",
        "format": media_type,
        "assertions": assertions,
    }


def _flip(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def _signature_of(signed: bytes) -> int:
    """Return a place within the 64 bytes of an ES256 signature: the last CBOR string of that length."""
    return signed.rindex(b"\x58\x40") + 20


def _certificate(
    name: str,
    key: EllipticCurvePrivateKey,
    issuer_key: EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    holds: tuple[datetime, timedelta],
) -> x509.Certificate:
    is_root = issuer is None
    names = {NameOID.ORGANIZATION_NAME: "Ostwick", NameOID.COMMON_NAME: name}
    subject = x509.Name([x509.NameAttribute(kind, value) for kind, value in names.items()])
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(holds[0])
        .not_valid_after(holds[0] + holds[1])
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False
        )
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                key_cert_sign=is_root,
                crl_sign=is_root,
                encipher_only=False,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
    )
    if not is_root:
        mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
        made = made.add_extension(mail, critical=True)
    return made.sign(issuer_key, hashes.SHA256())


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
