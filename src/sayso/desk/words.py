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


def in_words(entry: Entry, names: Mapping[str, str] | None = None) -> str:
    """Return what an entry of the log says, as a short phrase for a reader.

    Args:
        names: item id -> the name to call it by; else its digest's beginning stands.
    """
    try:
        return _in_words(entry, names or {})
    except (KeyError, TypeError, ValueError, AttributeError):  # others can write lines that link well, too
        return f"{entry.act}, in a form that sayso does not write"


def _in_words(entry: Entry, names: Mapping[str, str]) -> str:
    body: Any = entry.body
    name = names.get(body.get("item", ""), f"exhibit {str(body.get('exhibit', ''))[:10]}")
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
            what = "a claim was" if body["verdict"] == "misread" else "claims were"
            return f"{what} judged, {body['verdict']}: {body['reason']}"
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
        case "erase" if not body["items"]:
            return f"object {str(body['exhibit'])[:10]}, which no entry named, was erased: {body['reason']}"
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
