"""A method's origins, with what people judged: put to one origin, found independent, or no repetition.

Evidence that the method had for a link stays beside the person's word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from sayso.claims.types import Claim
from sayso.compare.grouping import reachable
from sayso.compare.judgements import Pair, Ruling, Rulings
from sayso.compare.sources import NOT_TAKEN_UP, origin_id
from sayso.compare.types import RELATIONS, Comparison, Origin, OriginLink
from sayso.values import Digest

_Links = Mapping[Digest, set[Digest]]  # claim -> those that it goes back to one thing with


def regrouped(comparison: Comparison, ruled: Rulings, claims: Mapping[Digest, Claim]) -> tuple[Origin, ...]:
    """Return the origins of a comparison as people's judgements leave them, sorted by id.

    A repetition that a person judged to be something else links two claims no more. Who
    is one speaker stays that, unless the claims were judged independent.
    """
    one_origin, independent = (
        {pair: one for pair, one in ruled.origins.items() if one.verdict == verdict}
        for verdict in ("one-origin", "independent")
    )
    repeats = {frozenset((f.left, f.right)): f.reason for f in comparison.findings if f.relation == "repeats"}
    cut = {pair for pair, one in ruled.relations.items() if one.verdict != "repeats"} - one_origin.keys()
    kept = {pair: reason for pair, reason in repeats.items() if pair not in cut}
    origins = _without(_taken_up(comparison.origins, ruled), repeats.keys() & cut, kept)
    by_entry = sorted(one_origin.values(), key=lambda one: one.judgement.entry)
    origins = _joined(origins, by_entry, claims)
    links = _links_of([*(kept.keys() - ruled.origins.keys()), *one_origin])
    return tuple(sorted(_parted(origins, independent, links, claims), key=lambda origin: origin.id))


def _taken_up(origins: Iterable[Origin], ruled: Rulings) -> Iterator[Origin]:
    """Put into its speaker's group what a person found another claim to take up."""
    related = {pair for pair, one in ruled.relations.items() if one.verdict in RELATIONS}
    related |= {pair for pair, one in ruled.origins.items() if one.verdict == "one-origin"}
    claims = set[Digest]().union(*related)
    for origin in origins:
        links = (
            replace(link, aside="") if link.claim in claims and link.aside == NOT_TAKEN_UP else link
            for link in origin.links
        )
        yield replace(origin, links=tuple(links))


def _without(origins: Iterable[Origin], cut: set[Pair], kept: Mapping[Pair, str]) -> list[Origin]:
    """Take away repetitions; what nothing else holds together falls apart."""
    links, out = _links_of(kept), []
    reasons: dict[Digest, list[str]] = defaultdict(list)
    for pair, reason in kept.items():
        for claim in pair:
            reasons[claim].append(reason)
    for origin in origins:
        members = {link.claim for link in origin.links}
        if origin.is_speaker or not any(pair <= members for pair in cut):
            out.append(origin)
            continue
        while members:
            part = reachable(min(members), links, members)
            members -= part
            held = [_on_evidence(link, reasons[link.claim]) for link in origin.links if link.claim in part]
            out += [_origin(origin, held)] if len(held) > 1 else []
    return out


def _on_evidence(link: OriginLink, reasons: Sequence[str]) -> OriginLink:
    """A link on the evidence of a repetition that still is one."""
    return link if link.evidence in reasons or not reasons else replace(link, evidence=reasons[0])


def _joined(
    origins: Sequence[Origin], rulings: Sequence[Ruling], claims: Mapping[Digest, Claim]
) -> list[Origin]:
    """Put claims to one origin, with all that was found to go back to any of them by repetition."""
    judged = {claim: one for one in rulings for claim in (one.first, one.second)}
    apart, merged = {n: one for n, one in enumerate(origins) if not one.is_speaker}, []
    homes = {link.claim: number for number, one in apart.items() for link in one.links}
    for members in _groups(rulings, list(apart.values())):
        held = [apart.pop(number) for number in sorted({homes[one] for one in members if one in homes})]
        links = {link.claim: link for one in held for link in one.links}
        links |= {one: _judged_link(one, judged[one], links.get(one)) for one in members if one in judged}
        first = next(ruling.first for ruling in rulings if ruling.first in members)
        merged.append(
            _origin(held[0] if held else _new_origin(first, claims.get(first)), list(links.values()))
        )
    return [*(one for one in origins if one.is_speaker), *apart.values(), *merged]


def _groups(rulings: Iterable[Ruling], origins: Iterable[Origin]) -> Iterator[set[Digest]]:
    """Give the claims that judgements put together, each with what its own origin has."""
    pairs = [frozenset((ruling.first, ruling.second)) for ruling in rulings]
    judged = dict.fromkeys(claim for pair in pairs for claim in pair)
    pairs += [frozenset((one.links[0].claim, link.claim)) for one in origins for link in one.links]
    links, seen = _links_of(pairs), set[Digest]()
    for claim in judged:
        if claim not in seen:
            members = reachable(claim, links)
            seen |= members
            yield members


def _new_origin(first: Digest, claim: Claim | None) -> Origin:
    return Origin(id="", name=f"what {claim.speaker if claim else 'one source'} said", links=(), first=first)


def _judged_link(claim: Digest, ruling: Ruling, known: OriginLink | None) -> OriginLink:
    found = known.evidence if known is not None else ""
    return OriginLink(
        claim=claim, evidence=ruling.judgement.reason, judgement=ruling.judgement.id, found=found
    )


def _parted(
    origins: Sequence[Origin],
    rulings: Mapping[Pair, Ruling],
    links: _Links,
    claims: Mapping[Digest, Claim],
) -> list[Origin]:
    """Part each two claims that were found independent, in every origin that holds both."""
    parts, numbers = dict(enumerate(origins)), count(len(origins))
    homes: dict[Digest, set[int]] = defaultdict(set)
    for number, origin in parts.items():
        for link in origin.links:
            homes[link.claim].add(number)
    for ruling in rulings.values():
        for number in homes[ruling.first] & homes[ruling.second]:
            origin = parts.pop(number)
            for link in origin.links:
                homes[link.claim].discard(number)
            for part in _split(origin, _leaving(origin, ruling, claims), links):
                new = next(numbers)
                parts[new] = part
                for link in part.links:
                    homes[link.claim].add(new)
    return list(parts.values())


def _leaving(origin: Origin, ruling: Ruling, claims: Mapping[Digest, Claim]) -> tuple[Digest, Digest]:
    """Which of two claims stays, and which leaves: not the one by whose speaker the origin is called."""
    ends = ruling.first, ruling.second
    own = [claims[one].speaker == origin.name if one in claims else False for one in ends]
    return ends[::-1] if origin.is_speaker and own == [False, True] else ends


def _split(origin: Origin, ends: tuple[Digest, Digest], links: _Links) -> list[Origin]:
    """Part two claims of one origin: each with what repeats it and not the other, else the second alone."""
    first, second = ends
    near = reachable(second, links, {link.claim for link in origin.links})
    if first in near:
        near = {second}
    parts = [[link for link in origin.links if (link.claim in near) is leaves] for leaves in (False, True)]
    return [_origin(origin, part) for part in parts if len(part) > 1]


def _links_of(pairs: Iterable[Pair]) -> _Links:
    links: dict[Digest, set[Digest]] = defaultdict(set)
    for pair in pairs:
        for claim in pair:
            links[claim] |= pair - {claim}
    return links


def _origin(of: Origin, links: Sequence[OriginLink]) -> Origin:
    """An origin under the name of another, with links of its own."""
    ordered = tuple(sorted(links, key=lambda link: link.claim))
    return replace(of, id=origin_id(of.name, (link.claim for link in ordered)), links=ordered)
