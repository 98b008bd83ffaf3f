"""Dossiers of one invented case, and what hostile material makes of them."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sayso.claims.types import Act, Claim, ClaimTime, Located, Place, Qualifier, Quantity
from sayso.compare.types import (
    Comparison,
    Finding,
    Origin,
    OriginLink,
    Position,
    PositionSort,
    Question,
    Relation,
)
from sayso.footage.types import Box, Copy, Segment
from sayso.publish.dossier import (
    Appearance,
    Attachment,
    CaseSheet,
    CheckCommand,
    CustodyEntry,
    DateOnWord,
    Dossier,
    Frame,
    KeptAs,
    Looked,
    Material,
    MethodSheet,
    NotLooked,
    ReadingNotes,
    ShownCopy,
    ShownPair,
)
from sayso.values import Digest, Method, StatedTime, TextSpan, digest_bytes, is_digest

T = TypeVar("T")
# 16 x 9 pixels: a red block before water and sky
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWG"
    "kJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSk"
    "pKSkpKSkpKSkpKSkpKT/wAARCAAJABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIF/8QAGxAAAgEFAAAAAAAA"
    "AAAAAAAAAQIABSEjYrH/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/EABgRAQEAAwAAAAAAAAAAAAAAABEAARIh/9oADAMBAAIR"
    "AxEAPwC3qSEY1IO4t2EqSAZFJOgt2ZkSurDjUL//2Q=="
)
MADE_AT = datetime(2031, 5, 14, 9, 30, tzinfo=UTC)
HARBOUR = (
    "Ferry aground off Orrin\n\n"
    "At least 12 people were hurt{spell} when the ferry ran aground on 9 May, the harbour office said.\n\n"
    "The owner, Sund Lines, denied that anyone had been hurt. Captain Ivo Rask declined to comment."
)
POST = "From the quay: 30 people hurt. The harbour office says at least 12 people were hurt."
NOTE = "The ferry sails at six. It takes the northern channel."
# what stands for one of a closed list of words, by the name of its field or by itself
CLOSED_NAMES = (
    "act",
    "certainty",
    "endorsement",
    "event_status",
    "mode",
    "qualifier",
    "relation",
    "sort",
    "status",
    "verdict",
)
CLOSED_VALUES = ("claims", "copies", "text", "same-footage")


def make_dossier(spell: str = "") -> Dossier:
    """Return a dossier with everything in it: claims, conflicts, origins, a copy, what was not looked at.

    Args:
        spell: words that stand within the content of a claim.
    """
    harbour = _text("harbour", HARBOUR.format(spell=spell), published="2031-05-10T08:00:00Z")
    post = _text("quay", POST, published="2031-05-09T19:05:00+02:00", forwarded_from="Quay Watch")
    note = _text("note", NOTE, published=None)
    clip = _media("clip", published="2031-05-09")
    old = _media("old-clip", published="2028-11")
    sound = _media("call", published=None, media_type="audio/ogg")
    claims = _claims(harbour, post, spell)
    looked = [
        Looked(what="claims", exhibit=item.digest, method="claims.rules 1") for item in (harbour, post, note)
    ]
    return Dossier(
        sheet=_sheet("The Orrin ferry", "orrin"),
        material=(harbour, post, note, clip, old, sound),
        claims=tuple(claims.values()),
        comparison=_comparison(claims),
        copies=(_copy(clip.digest, old.digest),),
        kept_again=(_again(clip.digest),),
        reading_notes=(ReadingNotes(exhibit=clip.digest, name="clip.mp4", notes=("2 frames are damaged",)),),
        looked=(
            *looked,
            Looked(what="copies", exhibit=clip.digest, method="footage.copies 1", against="2 recordings"),
        ),
        not_looked=(
            NotLooked(what="copies", exhibit=sound.digest, reason="it has no pictures"),
            NotLooked(what="text", exhibit=None, name="scan.pdf", reason="its pages are pictures"),
        ),
        custody=tuple(
            CustodyEntry(seq=seq, at=MADE_AT, act="deposit", words=f"{item.name} kept", exhibit=item.digest)
            for seq, item in enumerate((harbour, post, note, clip, old, sound), start=2)
        ),
        methods=_methods(),
        commands=(CheckCommand(command="sayso verify", says="walks the custody log"),),
        notes=("Times in claims are as their speakers state them.",),
    )


def make_bare_dossier() -> Dossier:
    """Return a dossier with one text that was read and holds no claim, and one film that nobody searched."""
    note = _text("note", NOTE, published=None)
    return Dossier(
        sheet=_sheet("One note", "note"),
        material=(note, _media("clip", published=None)),
        looked=(Looked(what="claims", exhibit=note.digest, method="claims.rules 1"),),
    )


def haunted(value: T, spell: str) -> T:
    """Return the same values with a spell at the end of every text that may come from outside."""
    return _haunted(value, spell)  # type: ignore[no-any-return]


def _haunted(value: Any, spell: str, name: str = "") -> Any:
    if isinstance(value, str):
        closed = name in CLOSED_NAMES or value in CLOSED_VALUES or is_digest(value)
        return value if closed else value + spell
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _haunted(getattr(value, f.name), spell, f.name) for f in fields(value)}
        return replace(value, **changed)
    if isinstance(value, Mapping):
        return {key + spell: _haunted(item, spell) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_haunted(item, spell, name) for item in value)
    return value


def _sheet(title: str, slug: str) -> CaseSheet:
    return CaseSheet(
        title=title,
        slug=slug,
        made_at=MADE_AT,
        version="0.0.0",
        archive_name="desk",
        log_size=9,
        log_root_hex=digest_bytes(b"root"),
        head_note="desk/log\n9\nroot\n",
        question="How many people were hurt?",
    )


def _text(doc_id: str, text: str, *, published: str | None, forwarded_from: str | None = None) -> Material:
    digest = digest_bytes(text.encode("utf-8", "surrogatepass"))
    return Material(
        digest=digest,
        doc_id=doc_id,
        media_type="text/plain",
        size_bytes=len(text),
        name=f"{doc_id}.txt",
        kind="article" if doc_id == "harbour" else "post",
        publisher={"harbour": "Orrin Gazette", "quay": "Ferry Spotter"}.get(doc_id),
        url=f"https://news.example/{doc_id}",
        published=published,
        forwarded_from=forwarded_from,
        cites=("harbour",) if doc_id == "quay" else (),
        attachments=(Attachment(name="clip.mp4", digest=digest_bytes(b"clip")), Attachment(name="lost.mp4"))
        if doc_id == "quay"
        else (),
        captured_at=MADE_AT,
        captured_by="folder 1",
        log_seq=2,
        text=text,
        text_digest=digest,
        language="en",
    )


def _media(doc_id: str, *, published: str | None, media_type: str = "video/mp4") -> Material:
    return Material(
        digest=digest_bytes(doc_id.encode()),
        doc_id=doc_id,
        media_type=media_type,
        still=Frame(at_s=2.5, jpeg=JPEG) if media_type.startswith("video/") else None,
        size_bytes=2_345_678,
        name=f"{doc_id}.mp4",
        published=published,
        captured_at=MADE_AT,
        log_seq=40,
        gaps=("its thumbnail: not in the folder",) if doc_id == "call" else (),
    )


def _span(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan(start, start + len(words))


def _claim(
    item: Material,
    speaker: str,
    source: str,
    cue: str,
    content: str,
    *,
    act: Act = "assert",
    figure: tuple[float, Qualifier] | None = None,
) -> Claim:
    text = item.text or ""
    day = "on 9 May"
    return Claim(
        doc_id=item.doc_id,
        text_digest=item.text_digest or Digest(""),
        speaker=speaker,
        source=(_span(text, source),) if source else (),
        cue=(_span(text, cue),) if cue else (),
        content=(_span(text, content),),
        mode="indirect" if source else "direct",
        act=act,
        endorsement="neutral",
        certainty="unspecified",
        event_status="happened",
        quantities=(Quantity(value=figure[0], unit="people", qualifier=figure[1]),) if figure else (),
        times=(
            ClaimTime(
                span=_span(text, day),
                stated=StatedTime(text=day, start="2031-05-09", end="2031-05-09"),
            ),
        )
        if day in content
        else (),
        places=(_place(text, "the quay"),) if "the quay" in content else (),
    )


def _place(text: str, name: str) -> Place:
    located = Located(
        status="several",
        source="an invented table",
        name="Orrin Quay",
        country="XA",
        latitude=60.125,
        longitude=-24.5,
        candidates=3,
        chosen="in a country that the text names otherwise",
    )
    return Place(text=name, span=_span(text, name), located=located)


def _claims(harbour: Material, post: Material, spell: str) -> dict[str, Claim]:
    twelve = f"At least 12 people were hurt{spell} when the ferry ran aground on 9 May"
    return {
        "twelve": _claim(
            harbour, "harbour office", "the harbour office", "said", twelve, figure=(12, "at-least")
        ),
        "none": _claim(
            harbour,
            "Sund Lines",
            "The owner, Sund Lines",
            "denied",
            "that anyone had been hurt",
            act="deny",
        ),
        "silent": _claim(
            harbour,
            "Ivo Rask",
            "Captain Ivo Rask",
            "declined to comment",
            "anyone had been hurt",
            act="no-comment",
        ),
        "thirty": _claim(post, "Quay Watch", "", "", "the quay: 30 people hurt", figure=(30, "exact")),
        "again": _claim(
            post,
            "harbour office",
            "The harbour office",
            "says",
            "at least 12 people were hurt",
            figure=(12, "at-least"),
        ),
    }


def _comparison(claims: Mapping[str, Claim]) -> Comparison:
    def position(name: str, sort: PositionSort, value: str) -> Position:
        return Position(claim=claims[name].id, sort=sort, value=value)

    def finding(relation: Relation, left: str, right: str, reason: str) -> Finding:
        return Finding(
            relation=relation,
            left=claims[left].id,
            right=claims[right].id,
            reason=reason,
            question="hurt",
        )

    return Comparison(
        findings=(
            finding("repeats", "twelve", "again", "The same speaker gives the same figure."),
            finding("conflicts", "twelve", "thirty", "30 is more than a quarter above 12."),
            finding("conflicts", "none", "thirty", "One denies what the other says."),
        ),
        questions=(
            Question(
                id="hurt",
                text="How many people were hurt?",
                unit="people",
                positions=(
                    position("twelve", "says", "at least 12"),
                    position("again", "says", "at least 12"),
                    position("thirty", "says", "30"),
                    position("none", "denies", ""),
                    position("silent", "declines", ""),
                ),
            ),
            Question(
                id="day",
                text="On which day did it run aground?",
                positions=(position("twelve", "says", "9 May"),),
            ),
        ),
        origins=(
            Origin(
                id="office",
                name="the harbour office",
                links=tuple(
                    OriginLink(claim=claims[name].id, evidence="names the harbour office")
                    for name in ("twelve", "again")
                ),
            ),
        ),
        method=Method(name="compare.rules", version="1"),
        notes=("One claim states no figure.",),
    )


def _again(clip: Digest) -> Appearance:
    here = KeptAs(name="clip.mp4", case="The Orrin ferry")
    before = KeptAs(name="spring.mp4", case="Spring floods")
    dates = (
        DateOnWord(date="2031-05-09", on_word_of="Ferry Spotter", kept=here),
        DateOnWord(date="2029-03-01", on_word_of="Dam Watch", kept=before),
    )
    return Appearance(exhibit=clip, name="clip.mp4", dates=dates, kept=(here, before), own=here)


def _copy(clip: Digest, old: Digest) -> ShownCopy:
    box = Box(left=0.25, top=0.1, right=0.9, bottom=0.8)
    return ShownCopy(
        copy=Copy(
            kind="same-footage",
            query=clip,
            found=old,
            segments=(Segment(query_start_s=0, query_end_s=4, found_start_s=10.5, found_end_s=15.5),),
            query_region=None,
            found_region=box,
            mirror=True,
            speed=1.25,
            score=0.97,
            evidence=(),
            techniques=("pdq 1",),
            unlike_looked_for=True,
        ),
        query=Appearance(
            exhibit=clip,
            name="clip.mp4",
            dates=(DateOnWord(date="2031-05-09", on_word_of="Ferry Spotter's post"),),
            duration_s=6.4,
        ),
        found=Appearance(
            exhibit=old,
            name="old-clip.mp4",
            dates=(
                DateOnWord(date="2031-05-14", on_word_of="our capture"),
                DateOnWord(date="2028-11", on_word_of="its uploader"),
            ),
            duration_s=31.0,
        ),
        pairs=(
            ShownPair(
                query=Frame(at_s=1.0, jpeg=JPEG),
                found=Frame(at_s=11.75, jpeg=JPEG, veiled=True),
                technique="pdq 1",
                distance_bits=18,
            ),
        ),
        error_rate="Of 100 pairs with this score, 1 is wrong.",
        method="footage.copies 1",
    )


def _methods() -> tuple[MethodSheet, ...]:
    method = Method(
        name="claims.rules",
        version="1",
        parameters={"languages": ["en"]},
        packages={"parser": "3.8"},
        models={"small": digest_bytes(b"model")},
    )
    return (
        MethodSheet(
            what="Finds claims in texts",
            method=method,
            error_rate="Of 100 claims 83 are found.",
            outputs=(digest_bytes(b"record"),),
        ),
        MethodSheet(
            what="Compares claims",
            method=Method(name="compare.rules", version="1"),
            error_in_short="Measured: of 100 conflicts that are found, 9 are none.",
        ),
    )
