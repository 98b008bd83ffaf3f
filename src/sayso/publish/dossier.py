"""The dossier: all that is shown about a case, as plain values.

Whoever has the archive gathers these values (`sayso.desk`); whoever has only
these values can write, read and check a dossier anywhere. Nothing here reads a
database, an archive or a clock.

*Nothing found* and *not looked* are told apart by `looked` and `not_looked`:
what stands in neither is shown as not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sayso.claims.types import Claim
from sayso.compare.types import Comparison
from sayso.footage.types import Box, Copy
from sayso.values import Digest, Method, known_by, within

Work = Literal["claims", "copies", "comparison", "text"]
NO_METHOD_YET = ("speech", "text in the picture")  # work that nothing here does yet, on any exhibit


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSheet:
    """Which case this is, and the state of the archive that the dossier was made from."""

    title: str
    slug: str
    made_at: datetime  # with a zone
    version: str  # of sayso
    archive_name: str
    log_size: int  # entries of the custody log at that moment
    log_root_hex: str  # root of the log's tree at that size
    head_note: str = ""  # the signed tree head, as it stands in its file; "" where none was signed
    question: str = ""  # what the case asks, in its people's words
    language: str = "en"  # of our own words, ISO 639-1


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a document carries."""

    name: str
    digest: Digest | None = None  # None where its bytes are not in the archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One frame, as a JPEG of the size to be shown, upright and without metadata."""

    at_s: float
    jpeg: bytes
    veiled: bool = False  # distressing: grey, blurred and small until asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAs:
    """A name under which some bytes are kept, and the case that holds them so."""

    name: str
    case: str  # its title


@dataclass(frozen=True, slots=True, kw_only=True)
class DateOnWord:
    """A date of an appearance, and whose word it is."""

    date: str  # ISO 8601, as exact as it was stated
    on_word_of: str  # such as "Ridge Watch", "our own capture"
    kept: KeptAs | None = None  # the name under which the bytes appeared so; None where that is not known
    carrier: str = (
        ""  # the short name of what carried them then, and is dated so; "" where they are themselves
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One exhibit of the case, with what was recorded about it: somebody's word, never checked here."""

    digest: Digest  # of the bytes as they came
    doc_id: str  # its name within the case; no two are the same
    media_type: str
    size_bytes: int
    name: str = ""  # as its source named the file
    title: str | None = None
    kind: str | None = None
    style: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None  # ISO 8601, as recorded of itself
    dated: DateOnWord | None = None  # the earliest date known of it: its own, or that of what carries it
    url: str | None = None
    forwarded_from: str | None = None
    language: str | None = None
    cites: tuple[str, ...] = ()  # doc_ids
    attachments: tuple[Attachment, ...] = ()
    captured_at: datetime | None = None
    captured_by: str = ""  # the capture source, such as "folder 1"
    log_seq: int | None = None  # the entry of the custody log by which it came in
    text: str | None = None  # in full; None for media, and for what could not be read
    text_digest: Digest | None = None
    still: Frame | None = None  # one frame to know it by; None for texts, and for what could not be read
    gaps: tuple[str, ...] = ()  # what belongs to it and could not be taken
    sound_alone: bool = False  # it is of a video's type, and holds sound and no picture

    @property
    def date(self) -> str | None:
        """The earliest date that is known of it, its own or that of what carries it."""
        return self.published if self.dated is None else self.dated.date


OWN_CAPTURE = "our own capture"  # on its word a thing was here; not when it first appeared


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One recording as it was seen somewhere."""

    exhibit: Digest
    name: str
    dates: tuple[DateOnWord, ...] = ()
    duration_s: float | None = None  # None for a still, or where it is not known
    is_still: bool = False  # a still, or a video of one frame, as its fingerprint says
    undated_by: tuple[str, ...] = ()  # who published or made it, where that came without a date
    kept: tuple[KeptAs, ...] = ()  # the first one first; several where the same bytes came in again
    own: KeptAs | None = None  # the one of these that `name` is; None where that is not known

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that keep it under this name."""
        return tuple(dict.fromkeys(kept.case for kept in self.kept if kept.name == self.name))

    @property
    def said(self) -> tuple[DateOnWord, ...]:
        """The dates that others than ourselves gave, the earliest first."""
        others = (date for date in self.dates if date.on_word_of != OWN_CAPTURE)
        return tuple(sorted(others, key=lambda one: known_by(one.date)))

    @property
    def captured(self) -> str:
        """Since when it is kept here; "" where that is not known."""
        return next((one.date for one in self.dates if one.on_word_of == OWN_CAPTURE), "")

    @property
    def earliest(self) -> DateOnWord | None:
        """The earliest date that anybody gave; None where nobody gave one."""
        return min(self.dates, key=lambda one: known_by(one.date), default=None)

    @property
    def stated(self) -> DateOnWord | None:
        """The earliest date that somebody else gave; None where nobody did, so that no order is known."""
        return next(iter(self.said), None)

    @property
    def is_ahead(self) -> bool:
        """Tell whether `stated` lies after it was kept here, which cannot be."""
        kept, said = within(self.captured), None if self.stated is None else within(self.stated.date)
        return said is not None and kept is not None and kept.end <= said.start

    def stated_of(self, kept: KeptAs) -> DateOnWord | None:
        """The earliest date that somebody else gave of these bytes as they were kept that time."""
        return next((one for one in self.said if one.kept == kept), None)

    @property
    def elsewhere(self) -> KeptAs | None:
        """Where the bytes were kept that appeared when `stated` says, if that is not what they go by here."""
        dated = None if self.stated is None else self.stated.kept
        return None if self.own is None or dated == self.own else dated


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPair:
    """Two moments side by side. The boxes are those of the copy where they are None here."""

    query: Frame
    found: Frame
    query_box: Box | None = None
    found_box: Box | None = None
    technique: str = ""
    distance_bits: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCopy:
    """A finding about footage, with what a reader needs in order to judge it."""

    copy: Copy
    query: Appearance
    found: Appearance
    pairs: tuple[ShownPair, ...] = ()
    error_rate: str = ""  # what is known of the score's errors, in words; "" where not measured
    method: str = ""  # name and version
    unshown: tuple[str, ...] = ()  # of which recording which frames are not shown, and why, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A piece of work that was done on an exhibit, also where it found nothing."""

    what: Work
    exhibit: Digest | None  # None where it concerns the whole case
    method: str  # name and version
    against: str = ""  # what was searched, in words, such as "41 exhibits, 2,210 keyframes"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLooked:
    """A piece of work that was not done, and why."""

    what: str  # a `Work`, or words of one's own
    exhibit: Digest | None
    reason: str
    name: str = ""  # what it was called, where it is no exhibit of this case
    count: int = 1  # on how many files, where they are not named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingNotes:
    """What was noted when a recording or picture was read: damage, an early end, times that were made up."""

    exhibit: Digest
    name: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEntry:
    """One line of the custody log that concerns this case, in words."""

    seq: int
    at: datetime
    act: str
    words: str
    exhibit: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSheet:
    """A method that something in the dossier rests on."""

    what: str  # such as "Finds claims in texts"
    method: Method
    error_rate: str = ""  # known error rates in words, with the data they were measured on; "" = not measured
    error_in_short: str = ""  # the error that weighs most, in a sentence; "" where none is told in short
    outputs: tuple[Digest, ...] = ()  # the derived records that it wrote for this case


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCommand:
    """Something that a reader can run."""

    command: str
    says: str  # what its answer shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """A case, ready to be written down."""

    sheet: CaseSheet
    material: tuple[Material, ...]
    claims: tuple[Claim, ...] = ()
    misread: tuple[
        Claim, ...
    ] = ()  # that people judged so: they are shown where they stand, and count nowhere
    comparison: Comparison | None = None  # None where the claims were not compared
    copies: tuple[ShownCopy, ...] = ()
    kept_again: tuple[Appearance, ...] = ()  # footage whose very bytes are kept more than once, anywhere
    reading_notes: tuple[ReadingNotes, ...] = ()  # of footage that could not be read as it should
    looked: tuple[Looked, ...] = ()
    not_looked: tuple[NotLooked, ...] = ()
    custody: tuple[CustodyEntry, ...] = ()
    methods: tuple[MethodSheet, ...] = ()
    commands: tuple[CheckCommand, ...] = ()
    notes: tuple[str, ...] = field(default=())
