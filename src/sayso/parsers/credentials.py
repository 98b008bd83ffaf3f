"""What a file's content credentials (C2PA) come to: absent, intact, broken, or not looked at.

c2pa reads and validates in a child; here its answer is judged more strictly than by c2pa itself: a
broken ingredient or a broken identity counts, too. Who signed is trusted only as far as anchors that a
person named say so.

Source: C2PA Technical Specification 2.2, section 15 (validation codes); CAWG Identity Assertion 1.1.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from sayso.parsers.errors import CouldNotRead, ReaderBroke, printable
from sayso.parsers.idle_workers import ask_worker
from sayso.parsers.limits import CREDENTIALS_LIMITS, Limits

State = Literal["absent", "intact-unknown", "intact-trusted", "broken", "could-not-look"]

MAX_PARTS = 200
# These say that nobody vouches for the signer, or that it was not asked: nothing is broken by that.
ONLY_UNTRUSTED = {
    "signingCredential.untrusted",
    "timeStamp.untrusted",
    "cawg.x509.credential.untrusted",
    "cawg.ica.untrusted_issuer",
}
# These say that something could not be looked at here, without a network or because it is of another kind.
NOT_LOOKED = {
    "manifest.inaccessible",
    "assertion.inaccessible",
    "signingCredential.ocsp.unknown",
    "com.adobe.prerelease",
    "cawg.ica.did_unavailable",
    "cawg.identity.sig_type.unknown",
    "signingCredential.ocsp.skipped",
    "signingCredential.ocsp.inaccessible",
}
# These say that something holds, or is only to be known; older ingredients list them with what does not.
_NO_FAILURE = re.compile(
    r"\.(match|validated|trusted|insideValidity|accessible|notRevoked|credential_valid|well-formed)$"
    r"|\.(skipped|deprecated|additionalExclusionsPresent|unknownProvenance)$|^timeStamp\."
)
NOT_REACHED = ("Io", "NotSupported", "Other", "FileNotFound")  # errors before a store was found
TRUSTED = "signingCredential.trusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What was found."""

    state: State
    reason: str  # why it could not be looked at, or what is broken, in words
    parts: tuple[str, ...]  # what broke, such as "content: assertion.dataHash.mismatch"
    not_looked: tuple[str, ...]  # parts that could not be looked at
    claimed: tuple[Mapping[str, object], ...]  # what each manifest says of itself; nobody vouches for that


def read_credentials(
    path: Path, media_type: str, *, anchors: str = "", limits: Limits = CREDENTIALS_LIMITS
) -> Credentials:
    """Look for content credentials in a file, with no network.

    Args:
        path: the captured bytes.
        media_type: what they are.
        anchors: PEM certificates of those whose word on a signer is taken; "" where nobody's is.
        limits: what the child may use.

    A file that c2pa cannot read is never called absent: it is `broken` where it carries a
    store, and else `could-not-look`. So is one that ends early, and in which none are found.
    """
    try:
        asked = {"media_type": media_type, "anchors": anchors}
        head, data = ask_worker("credentials", path, asked, limits)
        return _judged(path, head, bytes(data))
    except CouldNotRead as error:
        return _not_looked(error.reason)


def _judged(path: Path, head: Mapping[str, object], data: bytes) -> Credentials:
    ends_early = str(head.get("ends_early") or "")
    if head.get("outcome") == "none" and head.get("has_store") is False:
        if ends_early:
            return _not_looked(f"the file {ends_early}: there are none in what is left of it")
        return Credentials(state="absent", reason="", parts=(), not_looked=(), claimed=())
    if head.get("outcome") == "store":
        try:
            found = judge(json.loads(data))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            return _not_looked(ReaderBroke(path.name, f"its answer does not hold together: {error}").reason)
        is_cut = found.state == "broken" and ends_early
        return replace(found, reason=f"{found.reason}: the file {ends_early}") if is_cut else found
    said = printable(f"{head.get('kind')}: {head.get('text')}")
    cut = f"the file {ends_early}; " if ends_early else ""
    if head.get("kind") == "RemoteManifest" or "remote" in said.lower():
        return _not_looked(f"its credentials lie elsewhere, and nothing is fetched ({said})")
    if head.get("outcome") == "none":
        return _not_looked("its bytes hold a store of credentials where none is looked for")
    if head.get("has_store") is True or head.get("kind") not in NOT_REACHED:
        why = f"{cut}it carries a store of credentials that cannot be read ({said})"
        return Credentials(
            state="broken", reason=why, parts=(f"manifest store: {said}",), not_looked=(), claimed=()
        )
    return _not_looked(f"{cut}it cannot be looked through ({said})")


def _not_looked(reason: str) -> Credentials:
    return Credentials(state="could-not-look", reason=printable(reason), parts=(), not_looked=(), claimed=())


def judge(store: Mapping[str, Any]) -> Credentials:
    """Judge a manifest store as c2pa reports it.

    Raises:
        KeyError, TypeError, AttributeError: when it is none.
    """
    results = store.get("validation_results") or {}
    codes = [*_of_active(results), *_of_ingredients(results), *_recorded(store)]
    broken = tuple(dict.fromkeys(f"{part}: {code}" for part, code in codes if _breaks(code)))[:MAX_PARTS]
    not_looked = tuple(dict.fromkeys(f"{part}: {code}" for part, code in codes if code in NOT_LOOKED))
    state = str(store.get("validation_state"))
    if not broken and state not in ("Valid", "Trusted"):
        broken = (f"manifest: {printable(state, 40)}",)
    successes = {item["code"] for item in (results.get("activeManifest") or {}).get("success", [])}
    is_trusted = state == "Trusted" and TRUSTED in successes
    return Credentials(
        state="broken" if broken else "intact-trusted" if is_trusted else "intact-unknown",
        reason=f"{len(broken)} of its parts do not hold" if broken else "",
        parts=broken,
        not_looked=not_looked[:MAX_PARTS],
        claimed=tuple(_claims(store)),
    )


def _breaks(code: str) -> bool:
    return code not in ONLY_UNTRUSTED and code not in NOT_LOOKED


def _of_active(results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    active = results.get("activeManifest") or {}
    for item in active.get("failure", []):
        yield _part_of(item), str(item["code"])
    for item in active.get("informational", []):
        if item["code"] in NOT_LOOKED and "ocsp" not in item["code"]:
            yield _part_of(item), str(item["code"])


def _of_ingredients(results: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what c2pa finds wrong with ingredients now, that was not when they were taken up."""
    for delta in results.get("ingredientDeltas") or []:
        name = _tail(delta.get("ingredientAssertionURI", ""))
        for item in delta["validationDeltas"].get("failure", []):
            yield f"ingredient {name}: {_part_of(item)}", str(item["code"])


def _recorded(store: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what was wrong with ingredients when they were taken up, which the whole's state leaves out."""
    for manifest in store["manifests"].values():
        for ingredient in manifest.get("ingredients") or []:
            name = printable(str(ingredient.get("title") or ingredient.get("label") or "without a name"), 80)
            listed = ingredient.get("validation_status") or []
            status = [item for item in listed if _NO_FAILURE.search(str(item["code"])) is None]
            recorded = ingredient.get("validation_results") or {}
            status += (recorded.get("activeManifest") or {}).get("failure", [])
            for delta in recorded.get("ingredientDeltas") or []:
                status += delta["validationDeltas"].get("failure", [])
            for item in status:
                yield f"ingredient {name}: {_part_of(item)}", str(item["code"])


def _part_of(item: Mapping[str, Any]) -> str:
    """Name the part that a status is about, in words where there are some."""
    code, place = str(item["code"]), _tail(str(item.get("url") or ""))
    for start, words in _PARTS:
        if code.startswith(start):
            return f"{words} ({place})" if place and words in ("assertion", "ingredient") else words
    return place or "manifest"


_PARTS: Sequence[tuple[str, str]] = (
    ("assertion.dataHash", "content"),
    ("assertion.bmffHash", "content"),
    ("assertion.boxesHash", "content"),
    ("assertion.collectionHash", "content"),
    ("claimSignature", "signature"),
    ("signingCredential", "signer's certificate"),
    ("timeStamp", "time stamp"),
    ("cawg", "identity"),
    ("assertion", "assertion"),
    ("ingredient", "ingredient"),
    ("claim", "claim"),
    ("manifest", "manifest"),
)


def _tail(uri: object) -> str:
    return printable(str(uri).rpartition("/")[2], 80)


def _claims(store: Mapping[str, Any]) -> Iterator[dict[str, object]]:
    """Give what manifests say of themselves, the active one first; all of it is somebody's word."""
    active = store.get("active_manifest")
    for label in sorted(store["manifests"], key=lambda label: label != active):
        manifest = store["manifests"][label]
        signature = manifest.get("signature_info") or {}
        tools = [tool.get("name") for tool in manifest.get("claim_generator_info") or []]
        yield {
            "manifest": printable(str(label), 120),
            "is_active": label == active,
            "title": _said(manifest.get("title")),
            "made_by": [_said(tool) for tool in tools],
            "signed_by": _said(signature.get("common_name")),
            "issuer": _said(signature.get("issuer")),
            "signed_at": _said(signature.get("time")),
            "actions": list(_actions(manifest)),
            "ingredients": [_said(one.get("title")) for one in manifest.get("ingredients") or []],
        }


def _actions(manifest: Mapping[str, Any]) -> Iterator[str]:
    for assertion in manifest.get("assertions") or []:
        if str(assertion.get("label", "")).startswith("c2pa.actions") and isinstance(
            assertion.get("data"), dict
        ):
            for action in assertion["data"].get("actions") or []:
                yield printable(str(action.get("action")), 80)


def _said(value: object) -> str:
    return "" if value is None else printable(str(value))
