"""The one page of commands that goes along with an export."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from sayso.custody import export_form as form
from sayso.custody.heads import Head
from sayso.custody.stamps import Stamp

WIDTH = 100  # characters


def check_sheet(
    case: form.Case,
    head: Head,
    *,
    key: str,
    stamps: Sequence[Stamp],
    roots: dict[str, str],
    without: Sequence[str],
) -> str:
    """Return the page: what this is, how to check it, and what that shows.

    Args:
        case: what was exported.
        head: over the log.
        key: the archive's, as a text.
        stamps: whose files go along.
        roots: the digest of root certificates -> their file in the export.
        without: what is not in it: erased, left out, or withheld without a word; and which entries say so.
    """
    originals = len({file.path for file in case.files})
    lines = [
        f"{case.title}: an export of sayso",
        "",
        f"{originals} originals lie in data/, under names made of their SHA-256.",
        f"The names that they came in with are in {form.CASE}.",
        *_lines_without(without),
        "",
        "Check everything (Python 3.11 or later; nothing to install, no network):",
        "    python3 verify.py",
        "    python3 verify.py --against RECEIPT     with a head that you were given before",
        "    python3 verify.py --opened FILE         with what was left out, and handed over since",
        "    python3 verify.py --restore FOLDER      and copy the originals out by their own names",
        "verify.py came with what it checks. Whoever does not trust the giver takes one from elsewhere:",
        "    python3 /FROM/ELSEWHERE/verify.py THIS_FOLDER      or      sayso check-bag THIS_FOLDER",
        "",
        "The bytes alone, with other tools:",
        f"    sha256sum -c {form.MANIFEST}",
        f"    sha256sum -c {form.TAG_MANIFEST}",
        "    bagit.py --validate .",
        "",
        *_stamp_lines(stamps, roots),
        f"The log had {head.size} entries. Its head: {form.HEAD}",
        f"Key: {key}",
        "",
        "What this shows: these bytes were in the archive when the head was made, and at the time of each",
        "stamp that covers their entry; they have not changed since. What it does not show: that a page",
        "truly said so, when a file was made, or who made it. That the key is the archive's, you must know",
        "from elsewhere: from a receipt, or from whoever keeps the archive.",
    ]
    return "\n".join(lines) + "\n"


def _stamp_lines(stamps: Sequence[Stamp], roots: dict[str, str]) -> list[str]:
    if not stamps:
        return ["No time stamp covers these entries yet.", ""]
    lines = ["Each stamp's signature, with OpenSSL (the root certificates should come from elsewhere, too):"]
    for stamp in stamps:
        reply = stamp.file_names()[1]
        lines += [
            f"    openssl ts -verify -in {form.STAMPS}{reply} -data {form.head_name(stamp.size)} \\",
            f"        -CAfile {roots[stamp.roots]} -attime {int(stamp.stamped_at.timestamp())}",
            f"    # entries 1 to {stamp.size}, {stamp.stamped_at:%Y-%m-%d %H:%M:%S} UTC, {stamp.authority}",
        ]
    return [*lines, ""]


def _lines_without(without: Sequence[str]) -> list[str]:
    return [line for words in without for line in ("", *wrap(f"Note: {words}.", WIDTH))]
