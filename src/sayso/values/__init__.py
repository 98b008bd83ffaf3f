"""The words that every room shares."""

from sayso.values.canonical import canonical_json, digest_json
from sayso.values.checks import Check, Findings, Verdict, could_not_look
from sayso.values.dates import Within, known_by, lies_after, read_date, within
from sayso.values.digests import Digest, as_digest, digest_bytes, digest_file, digest_stream, is_digest
from sayso.values.errors import AskedWrongly, SaysoError
from sayso.values.methods import Method
from sayso.values.progress import Progress, silent, told
from sayso.values.spans import MediaSpan, MediaTime, TextSpan, words_of
from sayso.values.tables import NameTaken, NoSuchEntry, Table
from sayso.values.times import StatedTime, in_utc, instant_text, read_instant, utc_beside, utc_now

__all__ = [
    "AskedWrongly",
    "Check",
    "Digest",
    "Findings",
    "MediaSpan",
    "MediaTime",
    "Method",
    "NameTaken",
    "NoSuchEntry",
    "Progress",
    "SaysoError",
    "StatedTime",
    "Table",
    "TextSpan",
    "Verdict",
    "Within",
    "as_digest",
    "canonical_json",
    "could_not_look",
    "digest_bytes",
    "digest_file",
    "digest_json",
    "digest_stream",
    "in_utc",
    "instant_text",
    "is_digest",
    "known_by",
    "lies_after",
    "read_date",
    "read_instant",
    "silent",
    "told",
    "utc_beside",
    "utc_now",
    "within",
    "words_of",
]
