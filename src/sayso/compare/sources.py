"""Claims -> the origins they go back to, each link with its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from sayso.compare.grouping import reachable
from sayso.compare.names import bond
from sayso.compare.origins import Origins
from sayso.compare.reading import Reading
from sayso.compare.speakers import Speakers
from sayso.compare.stating import moment
from sayso.compare.types import Finding, Origin, OriginLink
from sayso.values import Digest, digest_json

NOT_TAKEN_UP = "no other claim takes it up"
NO_POSITION = "it takes no position"


def origins_of(
    readings: Sequence[Reading], findings: Sequence[Finding], speakers: Speakers, known: Origins
) -> list[Origin]:
    """Return the sources that two or more claims go back to; a claim may have several.

    What a speaker says in his own text, and nobody passes on, answers or denies, goes back to him as all
    does that he says, and is his voice; as nothing comes from it, it stands aside of his group. So
    does what takes no position.
    """
    aside = _aside(readings, findings, known)
    found = _by_speaker(readings, speakers, aside)
    found += _by_repetition(readings, [*_alike(readings, findings, known)], found, known)
    return sorted(found, key=lambda origin: origin.id)


def origin_id(name: str, claims: Iterable[Digest]) -> str:
    """Return the id of an origin: the same for the same name and claims, in whatever order."""
    return "o-" + digest_json([name, sorted(claims)])[:16]


def _aside(readings: Sequence[Reading], findings: Iterable[Finding], known: Origins) -> dict[Digest, str]:
    """Why claims stand aside of the group of their speaker."""
    taken_up = _taken_up({reading.id: reading for reading in readings}, findings)
    own = [one for one in readings if known.in_own_text(one) and one.id not in taken_up]
    silent = [one for one in readings if not one.takes_position]
    return {one.id: NOT_TAKEN_UP for one in own} | {one.id: NO_POSITION for one in silent}


def _taken_up(by_id: Mapping[Digest, Reading], findings: Iterable[Finding]) -> set[Digest]:
    """The claims that one of another document or of another speaker stands in any relation to."""
    pairs = ((by_id[finding.left], by_id[finding.right]) for finding in findings)
    return {
        one.id
        for left, right in pairs
        if (left.claim.doc_id, left.speaker) != (right.claim.doc_id, right.speaker)
        for one in (left, right)
    }


def _by_speaker(readings: Sequence[Reading], speakers: Speakers, aside: Mapping[Digest, str]) -> list[Origin]:
    """One person or body, under whatever name."""
    of_speaker: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        if not reading.unnamed:
            of_speaker[reading.speaker].append(reading)
    out = []
    for key, members in sorted(of_speaker.items()):
        name = speakers.name_of(key)
        if len(members) > 1:
            said = [(reading.id, _said_by(reading, name)) for reading in members]
            out.append(_origin(name, said, is_speaker=True, aside=aside))
    return out


def _said_by(reading: Reading, name: str) -> str:
    speaker = reading.claim.speaker
    return f"said by {name}" if speaker == name else f"said by {speaker}, who {bond(speaker, name)}"


def _alike(
    readings: Sequence[Reading], findings: Sequence[Finding], known: Origins
) -> Iterator[tuple[Digest, Digest, str]]:
    """Yield pairs of claims that repeat one another, or stand in two captures of one thing."""
    by_id = {reading.id: reading for reading in readings}
    for finding in findings:
        again = finding.relation == "updates" and known.recaptured(by_id[finding.left], by_id[finding.right])
        if again or finding.relation == "repeats":
            yield finding.left, finding.right, finding.reason


def _by_repetition(
    readings: Sequence[Reading],
    alike: Iterable[tuple[Digest, Digest, str]],
    spoken: Sequence[Origin],
    known: Origins,
) -> list[Origin]:
    """Claims that repeat one another and have no speaker in common."""
    homes: dict[Digest, set[int]] = defaultdict(set)
    for number, origin in enumerate(spoken):
        for link in origin.links:
            homes[link.claim].add(number)
    by_id = {reading.id: reading for reading in readings}
    links: dict[Digest, dict[Digest, str]] = defaultdict(dict)
    for left, right, reason in alike:
        if homes[left].isdisjoint(homes[right]):
            links[left][right] = reason
            links[right][left] = reason
    out, seen = [], set[Digest]()
    for start in sorted(links):
        if start in seen:
            continue
        members = reachable(start, links)
        seen |= members
        first = _first_of([by_id[claim] for claim in sorted(members)], known)
        where = f" in {first.claim.doc_id}" if first.unnamed else ""
        who = first.claim.speaker
        out.append(
            _origin(
                f"what {'the ' if who[:1].islower() else ''}{who} said{where}",
                [(claim, next(iter(links[claim].values()))) for claim in sorted(members)],
                first=first.id,
            )
        )
    return out


def _first_of(readings: Sequence[Reading], known: Origins) -> Reading:
    """The claim that others repeat: the earliest, and in one text that which another passes on."""
    return min(
        readings,
        key=lambda one: (
            moment(one.said_at),
            known.is_headline(one),
            _passes_on(one, readings),
            one.number,
        ),
    )


def _passes_on(one: Reading, readings: Iterable[Reading]) -> bool:
    """Whether its speaker says in the same text what another of the claims says."""
    return any(one.speaker in other.through and one.claim.doc_id == other.claim.doc_id for other in readings)


def _origin(
    name: str,
    links: Sequence[tuple[Digest, str]],
    *,
    is_speaker: bool = False,
    first: Digest | None = None,
    aside: Mapping[Digest, str] = MappingProxyType({}),
) -> Origin:
    return Origin(
        id=origin_id(name, (claim for claim, _ in links)),
        name=name,
        links=tuple(
            OriginLink(claim=claim, evidence=evidence, aside=aside.get(claim, ""))
            for claim, evidence in sorted(links)
        ),
        is_speaker=is_speaker,
        first=first,
    )
