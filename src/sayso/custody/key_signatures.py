"""Signatures by a certificate's key: over a stamp's attributes, over another certificate, over a text.

Source: RFC 5652, section 5.4; RFC 4055, 5753 and 8419 for the algorithms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.custody import der
from sayso.custody.certificates import BadCertificate, NotKnownHere, name_of
from sayso.custody.der import NotDer, Value
from sayso.custody.stamp_reply import BROKEN_HASHES, HASHES
from sayso.custody.stamp_signature import Signature

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.padding import AsymmetricPadding
    from cryptography.hazmat.primitives.hashes import HashAlgorithm
    from cryptography.x509 import Certificate

_RSA_PREFIX = "1.2.840.113549.1.1"
_RSA, _RSA_PSS = "1.2.840.113549.1.1.1", "1.2.840.113549.1.1.10"
_MGF1 = "1.2.840.113549.1.1.8"
_RSA_WITH = {"4": "md5", "5": "sha1", "14": "sha224", "11": "sha256", "12": "sha384", "13": "sha512"}
_ECDSA_WITH = {
    "1.2.840.10045.4.1": "sha1",
    "1.2.840.10045.4.3.1": "sha224",
    "1.2.840.10045.4.3.2": "sha256",
    "1.2.840.10045.4.3.3": "sha384",
    "1.2.840.10045.4.3.4": "sha512",
}
_ECDSA = "1.2.840.10045.2.1"
_EDWARDS = {"1.3.101.112", "1.3.101.113"}


def check_signature(certificate: Certificate, signature: Signature) -> None:
    """Check a signature over its signed attributes with a certificate's key.

    Raises:
        BadCertificate: when it is not by this key.
        NotKnownHere: when its algorithm is not known here.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        _verify(certificate.public_key(), signature, _hash_of(signature))
        return
    except InvalidSignature:
        pass
    except BadCertificate:
        raise
    except (UnsupportedAlgorithm, TypeError) as error:
        raise NotKnownHere(f"the signature's algorithm is not known here: {error}") from error
    except ValueError as error:
        raise BadCertificate(f"the signature or its key is malformed: {error}") from error
    raise BadCertificate("the signature does not hold: what was signed was changed, or another key signed it")


def check_issued(certificate: Certificate, issuer: Certificate) -> None:
    """Check that a certificate is signed by another's key, whatever either says of itself.

    Raises:
        BadCertificate: when it is not.
        NotKnownHere: when its algorithm is not known here.
    """
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm

    try:
        certificate.verify_directly_issued_by(issuer)
    except UnsupportedAlgorithm as error:
        raise NotKnownHere(
            f"the signature on {name_of(certificate)} cannot be checked here: {error}"
        ) from error
    except (InvalidSignature, ValueError, TypeError) as error:
        raise BadCertificate(f"{name_of(certificate)} is not signed by {name_of(issuer)}") from error


def check_text_signature(key: object, signature: bytes, text: str) -> None:
    """Check an ECDSA signature with SHA-256 over a text, in either of the two ways to write one.

    Raises:
        BadCertificate: when it is not by this key.
        NotKnownHere: when the key is of another kind.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise NotKnownHere("its key is of a kind that is not known here")
    number_bytes = (key.curve.key_size + 7) // 8
    written = [signature]
    if len(signature) == 2 * number_bytes:
        numbers = (signature[:number_bytes], signature[number_bytes:])
        written.append(encode_dss_signature(*(int.from_bytes(number, "big") for number in numbers)))
    for form in written:
        try:
            key.verify(form, text.encode("utf-8"), ec.ECDSA(_hash("sha256")))
        except InvalidSignature:
            continue
        return
    raise BadCertificate("it does not hold: what was signed was changed, or another key signed it")


def read_public_key(data: bytes) -> object:
    """Read a public key (SubjectPublicKeyInfo, DER).

    Raises:
        BadCertificate: when it is none.
        NotKnownHere: when it is of a kind that is not known here.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        return load_der_public_key(data)
    except UnsupportedAlgorithm as error:
        raise NotKnownHere(f"its key is of a kind that is not known here: {error}") from error
    except ValueError as error:
        raise BadCertificate("its key cannot be read") from error


def _hash_of(signature: Signature) -> str:
    """Return the hash that a signature rests on; its algorithm and its signer must not name two."""
    prefix, _, last = signature.algorithm.rpartition(".")
    named = _RSA_WITH.get(last) if prefix == _RSA_PREFIX else _ECDSA_WITH.get(signature.algorithm)
    stated = HASHES.get(signature.hash_algorithm)
    if stated is None:
        raise NotKnownHere(f"the signature's hash {signature.hash_algorithm} is not known here")
    if "md5" in (named, stated):
        raise BadCertificate("the signature rests on MD5, which can be forged")
    if named is not None and named != stated:
        raise BadCertificate("the signature names two hashes")
    return stated


def _verify(key: object, signature: Signature, hash_name: str) -> None:
    from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

    data, digest, algorithm = signature.signed_attributes, _hash(hash_name), signature.algorithm
    if isinstance(key, rsa.RSAPublicKey) and algorithm == _RSA_PSS:
        scheme = _pss(signature.algorithm_parameters, hash_name)
        key.verify(signature.signature, data, scheme, digest)
    elif isinstance(key, rsa.RSAPublicKey) and algorithm.rpartition(".")[0] == _RSA_PREFIX:
        if algorithm != _RSA and algorithm.rpartition(".")[2] not in _RSA_WITH:
            raise NotKnownHere(f"the signature's algorithm {algorithm} is not known here")
        key.verify(signature.signature, data, padding.PKCS1v15(), digest)
    elif isinstance(key, ec.EllipticCurvePublicKey) and algorithm in {*_ECDSA_WITH, _ECDSA}:
        key.verify(signature.signature, data, ec.ECDSA(digest))
    elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) and algorithm in _EDWARDS:
        key.verify(signature.signature, data)
    elif isinstance(key, (rsa.RSAPublicKey, ec.EllipticCurvePublicKey, ed25519.Ed25519PublicKey)):
        raise BadCertificate("the signature is of another kind than the signer's key")
    else:
        raise NotKnownHere("the signer's key is of a kind that is not known here")


def _pss(parameters: Value | None, hash_name: str) -> AsymmetricPadding:
    """Read the parameters of a signature; its hash must be `hash_name`, as RFC 4056, section 3, demands."""
    from cryptography.hazmat.primitives.asymmetric import padding

    if parameters is None:
        raise NotDer("the signature's parameters are missing")
    parts = parameters.expect(der.SEQUENCE, "the signature's parameters").parts()
    hashed, masked, salt, trailer = (parts.take_if(tag) for tag in (0xA0, 0xA1, 0xA2, 0xA3))
    parts.end("the signature's parameters")
    named, mask = "sha1", "sha1"  # what stands for a part that is left out
    if hashed is not None:
        named = _hash_name(hashed.parts().take(der.SEQUENCE, "the signature's hash"))
    if named != hash_name:
        raise BadCertificate("the signature names two hashes")
    if masked is not None:
        name, inner = der.algorithm(masked.parts().take(der.SEQUENCE, "the signature's mask"))
        if name != _MGF1 or inner is None:
            raise NotKnownHere("the signature's mask is not known here")
        mask = _hash_name(inner)
    salt_bytes = der.integer(salt.parts().take(der.INTEGER, "the signature's salt")) if salt else 20
    if trailer is not None and der.integer(trailer.parts().take(der.INTEGER, "the trailer")) != 1:
        raise NotKnownHere("the signature's trailer is not known here")
    if mask in BROKEN_HASHES:
        raise BadCertificate("the signature rests on MD5, which can be forged")
    return padding.PSS(padding.MGF1(_hash(mask)), salt_bytes)


def _hash_name(value: Value) -> str:
    name, _ = der.algorithm(value)
    if name not in HASHES:
        raise NotKnownHere(f"the signature's hash {name} is not known here")
    return HASHES[name]


def _hash(name: str) -> HashAlgorithm:
    from cryptography.hazmat.primitives import hashes

    made: HashAlgorithm = getattr(hashes, name.upper())()
    return made
