"""The custody log in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.custody.entries import Entry

WORK_IN_WORDS = {
    "text": "Reads the text of documents",
    "claims": "Finds claims in texts",
    "fingerprint": "Fingerprints footage",
    "copies": "Finds copies of footage",
    "comparison": "Compares claims",
    "proposals": "Asks a language model how claims stand to each other",
    "still": "Takes one frame to know a recording by",
}

# What is known of a method's errors, for this very version; `docs/methods.md` has the measurements.
KNOWN_ERRORS = {
    ("claims.tagger", "4"): (
        "On two annotated cases: of 100 claims about 9 are missed and 9 are none; the speaker is wrong in 11 "
        "of 100, a figure in 17 of 100 that have one. What it adds to the rules there was looked at once "
        "before it was finished, so it may do a little worse elsewhere."
    ),
    ("claims.rules", "3"): (
        "On two annotated cases whose errors were not read while it was written, though its scores were: of "
        "100 claims about 11 are missed and 9 are none; the speaker is wrong in 11 of 100, a figure in 17 of "
        "100 that have one."
    ),
    ("compare.rules", "8"): (
        "On annotated cases: of 100 conflicts that it reports, 19 are none, 29 on two cases whose errors "
        "were not read; three conflicts in five are missed, most of them where claims use other words."
    ),
    ("footage.search", "17"): (
        "On 56 real clips with 22 kinds of alteration, most of which its score was fitted on: 97 of 100 "
        "copies found; of 20,863 pairs of other footage none passed for a copy, at most 2 in 10,000 with "
        "95 % confidence; of 113 pairs of one scene at different times 4 did, and of 280 pairs of short "
        "parts of one take, as an earlier version searched them, 33. Ends are told to a quarter of a second "
        "at best."
    ),
    ("footage.search, of stills", "17"): (
        "On 10 stills of real clips (whole, cut, shrunk, mirrored, photographed; two of them kept, and found "
        "by a video) that it was tuned on: 8 led to the moment, to half a second, 2 to nothing; of 4 of the "
        "same fixed cameras at another moment 1 passed for a copy. What is smaller than a fortieth of the "
        "picture is not compared."
    ),
    ("footage.search, by sound", "17"): (
        "On 23 sounds of real and made recordings, which the threshold was set on: of 100 stretches of 8 s, "
        "96 to 100 found after re-encoding or with light noise; of 2,448 pairs of other sounds, none was "
        "taken for one."
    ),
}


def known_errors(name: str, version: str) -> str:
    """Return what is known of a method's errors, in words; "" where it was not measured."""
    return KNOWN_ERRORS.get((name, version), "")


def in_words(entry: Entry, names: Mapping[str, str] | None = None) -> str:
    """Return what an entry of the log says, as a short phrase for a reader.

    Args:
        names: item id -> the name to call it by; else its digest's beginning stands.
    """
    body: Any = entry.body
    name = (names or {}).get(body.get("item", ""), f"exhibit {str(body.get('exhibit', ''))[:10]}")
    match entry.act:
        case "init":
            return "the archive was founded"
        case "case":
            return f"the case “{body['title']}” was opened"
        case "import":
            return f"{name} came in: {body['size_bytes']:,} bytes, {body['media_type']}"
        case "amend":
            return f"what is recorded about {name} was corrected: {', '.join(body['fields'])}"
        case "derive":
            method = body["method"]
            return f"{WORK_IN_WORDS.get(body['kind'], body['kind'])}: {method['name']} {method['version']}"
        case "judge":
            return f"claims were judged, {body['verdict']}: {body['reason']}"
        case "withdraw":
            return f"judgement j{body['judgement']} was withdrawn: {body['reason']}"
        case "publish":
            return f"a dossier was written ({body['export']})"
        case "settings" if "format" in body:
            return f"the archive is of format {body['format']} from here on"
        case "settings":
            return "the archive's settings were changed"
        case "stamp":
            return f"the first {body['head']['size']:,} entries were stamped by {body['authority']}"
        case "set-aside":
            return f"the stamp of entry {body['stamp']} was set aside: {body['reason']}"
        case "export":
            return f"the case was exported ({body['form']})"
        case "disclose":
            return f"what exports left out was handed over: {', '.join(body['fields'])}"
        case "repair":
            return _repaired(body)
        case "redact" if "exhibit" not in body:
            entries = ", ".join(str(seq) for seq in body["withheld_of"])
            return f"who and where were erased of the entries {entries}: {body['reason']}"
        case "erase" | "redact":
            what = f"exhibit {str(body['exhibit'])[:10]}"
            went = "was erased" if entry.act == "erase" else "keeps its bytes; who and where were erased"
            return f"{what} {went}: {body['reason']}"
        case "seal":
            return f"part {body['segment']} of this log was compressed: {body['lines']:,} entries"
        case "clock":
            seconds = body["by_ms"] / 1000
            return f"the clock was set {'forward' if seconds > 0 else 'back'} by {abs(seconds):,.1f} s"
        case _:
            return entry.act


def _repaired(body: Mapping[str, Any]) -> str:
    line = body["dropped_bytes"]
    parts = [f"an unfinished line of {line:,} bytes was dropped"] if line else []
    for name, went in (("dropped_withheld", "dropped"), ("set_aside_withheld", "set aside")):
        if numbers := ", ".join(str(seq) for seq in body.get(name, [])):
            parts.append(f"what had been withheld for a line that is not there ({numbers}) was {went}")
    return f"{' and '.join(parts)}: a write was interrupted, or the log was cut"
