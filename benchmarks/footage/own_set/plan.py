"""Which recordings are kept, which are asked about, and what is true of each pair of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from takes import FPS, Take
from views import Map, box_of, flipped, from_box, into_box, onto, same, turned

LONGEST_QUERY_S = 6.0
KEPT_OF_FIXED = 0.45  # of a fixed camera's take: the rest is the same place at another moment
OUTSIDE = 0.25  # of the takes that are kept nowhere: hosts, fillers, and what must not be found
CUT = 2  # recordings of which the archive has a part of the picture only
KEPT_CUT = from_box(0.15, 0.1, 0.85, 0.9)
KEPT_STILLS = 2  # takes of which the archive has one still only
SPEEDS = (0.5, 0.75, 0.8, 0.9, 1.1, 1.25, 1.5, 2.0)
Row = dict[str, Any]


@dataclass(frozen=True)
class Stored:
    """A recording, or one still of it, in the archive."""

    name: str
    take: Take
    start_s: float
    end_s: float
    view: Map = field(default_factory=same)
    is_still: bool = False

    @property
    def file_name(self) -> str:
        """Its file."""
        return f"{self.name}.{'jpg' if self.is_still else 'mp4'}"


@dataclass(frozen=True)
class Piece:
    """A stretch of a take as a query shows it."""

    take: Take
    start_s: float
    end_s: float
    view: Map = field(default_factory=same)
    speed: float = 1.0
    ground: Take | str = "black"  # what lies around: "black", "blurred", or another take
    is_filmed: bool = False
    is_frozen: bool = False  # its first picture, all the time

    @property
    def shown_s(self) -> float:
        """How long it is on screen."""
        return (self.end_s - self.start_s) / self.speed


@dataclass(frozen=True)
class Asked:
    """A query: pieces one after the other, or one still; a sound that may be another's."""

    family: str
    pieces: tuple[Piece, ...]
    size: tuple[int, int]
    sound: tuple[Take, float] | None = None  # whose, and from which second on
    suffix: str = "mp4"  # "jpg" or "png" for a still, "wav" for sound alone
    quality: int = 88
    caption: str = ""


class Planner:
    """Chooses takes, times and views by chance, and never the same take twice before all had their turn."""

    def __init__(self, takes: list[Take], seed: int) -> None:
        self.chance = np.random.default_rng(seed)
        groups = sorted({take.group for take in takes})
        self.chance.shuffle(groups)
        fixed = [take for take in takes if take.is_fixed]
        groups.sort(key=lambda group: any(take.group == group for take in fixed))  # these are needed inside
        outside = groups[: max(KEPT_STILLS + 2, round(OUTSIDE * len(groups)))]
        alone = outside[:KEPT_STILLS]
        self.outsiders = [take for take in takes if take.group in outside[KEPT_STILLS:]]
        self.stored = self._stored([take for take in takes if take.group not in outside])
        self.second_takes = [take for take in fixed if all(one.take is not take for one in self.stored)]
        self.cut = [one for one in self.stored if not (one.take.is_fixed or one.take.is_motionless)][:CUT]
        self.stored = [replace(one, view=KEPT_CUT) if one in self.cut else one for one in self.stored]
        self.kept_stills = [
            self._still_of(next(take for take in takes if take.group == group)) for group in alone
        ]
        self._orders: dict[str, list[Stored]] = {}

    def _stored(self, takes: list[Take]) -> list[Stored]:
        stored: list[Stored] = []
        once: set[str] = set()
        for take in takes:
            if take.is_fixed and take.group in once:  # a second take of a fixed camera is asked about only
                continue
            once.add(take.group)
            alone = sum(other.group == take.group for other in takes) == 1
            end = take.seconds * KEPT_OF_FIXED if take.is_fixed and alone else take.seconds
            name = f"kept_{len(stored):02d}"
            stored.append(Stored(name, take, 0.0, end))
        return stored

    def _still_of(self, take: Take) -> Stored:
        at = round(take.seconds * self.between(0.3, 0.7) * FPS) / FPS
        return Stored(f"kept_still_{take.name}", take, at, at + 1 / FPS, is_still=True)

    def kept(self, family: str, *, least_s: float = 3.0, sound: bool = False, fixed: bool = False) -> Stored:
        """Return the next stored recording that will do."""
        order = self._orders.setdefault(family, [])
        for _ in range(2):
            for place, one in enumerate(order):
                fits = one.end_s - one.start_s >= least_s and (one.take.sound is not None or not sound)
                if fits and not one.take.is_motionless and one.take.is_fixed >= fixed:
                    return order.pop(place)
            order += [self.stored[place] for place in self.chance.permutation(len(self.stored))]
        raise ValueError(f"no take will do for {family}")

    def outsider(self, *, sound: bool = False) -> Take:
        """Return a take that is kept nowhere."""
        may = [take for take in self.outsiders if take.sound is not None or not sound]
        return may[int(self.chance.integers(len(may)))]

    def stretch(self, one: Stored, most_s: float = LONGEST_QUERY_S) -> tuple[float, float]:
        """Return a part of a stored recording, to the frame."""
        length = min(most_s, (one.end_s - one.start_s) * 0.8)
        start = one.start_s + float(self.chance.uniform(0, one.end_s - one.start_s - length))
        return round(start * FPS) / FPS, round((start + length) * FPS) / FPS

    def between(self, low: float, high: float) -> float:
        """Return a number by chance."""
        return float(self.chance.uniform(low, high))

    def crop(self, low: float, high: float) -> Map:
        """Return a map that shows a part of so many fractions of either side."""
        across, down = self.between(low, high), self.between(low, high)
        left, top = self.between(0, 1 - across), self.between(0, 1 - down)
        return from_box(left, top, left + across, top + down)

    def inset(self, host: Take, guest: Take, share: float) -> Map:
        """Return a map that lays a guest into a host's picture, undistorted, at any place."""
        wide = share
        tall = share * host.size[0] / guest.size[0] * guest.size[1] / host.size[1]
        if tall > 0.8:
            wide, tall = wide * 0.8 / tall, 0.8
        left, top = self.between(0.02, 0.98 - wide), self.between(0.02, 0.98 - tall)
        return into_box(left, top, left + wide, top + tall)


def asked_of(plan: Planner) -> Iterator[Asked]:
    """Yield all queries."""
    yield from _regions(plan)
    yield from _speeds(plan)
    yield from _moments(plan)
    yield from _sounds(plan)
    yield from _stills(plan)
    yield from _kept_parts(plan)
    yield from _several(plan)
    yield from _motionless(plan)


def _one(
    plan: Planner, family: str, view: Map, size: tuple[int, int] | None = None, **of_piece: Any
) -> Asked:
    one = plan.kept(family.split("-", maxsplit=1)[0])
    piece = Piece(one.take, *plan.stretch(one), view=view, **of_piece)
    return Asked(family, (piece,), size or one.take.size)


def _regions(plan: Planner) -> Iterator[Asked]:
    for low, high in ((0.75, 0.9), (0.6, 0.75), (0.45, 0.6)):
        yield _one(plan, "crop", plan.crop(low, high))
    yield _one(plan, "mirror", flipped())
    yield _one(plan, "mirror-crop", plan.crop(0.6, 0.8) @ flipped())
    yield _one(plan, "mirror-bars", into_box(0, 0.15, 1, 0.85) @ flipped())
    yield _one(plan, "bars", into_box(0, 0.12, 1, 0.88))
    yield _one(plan, "bars", into_box(0.2, 0, 0.8, 1))
    yield _one(plan, "fill", into_box(0, 0.34, 1, 0.66), (360, 640), ground="blurred")
    for centre in (0.4, 0.6):
        yield _one(plan, "vertical", from_box(centre - 0.16, 0, centre + 0.16, 1), (360, 640))
    for degrees in (-6, 9):
        yield _one(plan, "turn", turned(degrees, 16 / 9, 1.2))
    off = plan.chance.uniform(0.03, 0.13, (4, 2))
    corners = [(off[0, 0], off[0, 1]), (1 - off[1, 0], off[1, 1])]
    corners += [(1 - off[2, 0], 1 - off[2, 1]), (off[3, 0], 1 - off[3, 1])]
    yield _one(plan, "screen", onto([(float(x), float(y)) for x, y in corners]), is_filmed=True)
    for share, mirror in ((0.55, False), (0.4, False), (0.5, True)):
        one, host = plan.kept("inset"), plan.outsider()
        view = plan.inset(host, one.take, share) @ (flipped() if mirror else same())
        yield Asked("inset", (Piece(one.take, *plan.stretch(one), view=view, ground=host),), host.size)
    one, host = plan.kept("split"), plan.outsider()
    yield Asked(
        "split", (Piece(one.take, *plan.stretch(one), view=into_box(0.5, 0, 1, 1), ground=host),), (640, 360)
    )


def _speeds(plan: Planner) -> Iterator[Asked]:
    for speed in SPEEDS:
        one = plan.kept("speed", least_s=min(4.0, 2.5 * speed))
        start, end = plan.stretch(one, LONGEST_QUERY_S * speed)
        yield Asked("speed", (Piece(one.take, start, end, speed=speed),), one.take.size)


def _moments(plan: Planner) -> Iterator[Asked]:
    """Yield what the same fixed cameras show at another moment: no copies."""
    kept = {one.take.group: one for one in plan.stored if one.take.is_fixed}
    for one, take, start in _other_moments(plan, kept)[:6]:
        end = min(take.seconds, start + LONGEST_QUERY_S)
        yield Asked("moment", (Piece(take, start, end),), one.take.size)


def _other_moments(plan: Planner, kept: dict[str, Stored]) -> list[tuple[Stored, Take, float]]:
    found = []
    for one in kept.values():
        if one.end_s < one.take.seconds - 2:
            found.append((one, one.take, round((one.end_s + 0.5) * FPS) / FPS))
        else:
            found += [(one, take, 0.0) for take in plan.second_takes if take.group == one.take.group]
    return found


def _sounds(plan: Planner) -> Iterator[Asked]:
    def silent(one: Stored) -> Piece:
        return Piece(one.take, *plan.stretch(one))

    try:
        one, heard = plan.kept("sound"), plan.kept("sound-heard", sound=True)
        yield Asked("sound-other", (silent(one),), one.take.size, (heard.take, 0.5))
        host, heard = plan.outsider(), plan.kept("sound-heard", sound=True)
        yield Asked("sound-alone", (Piece(host, 0.0, min(6.0, host.seconds)),), host.size, (heard.take, 0.25))
        one = plan.kept("sound-moved", sound=True, least_s=7)
        piece = Piece(one.take, one.start_s, one.start_s + 5)
        yield Asked("sound-moved", (piece,), one.take.size, (one.take, one.start_s + 2))
        one = plan.kept("sound-heard", sound=True)
        yield Asked("sound-file", (silent(one),), one.take.size, (one.take, 0.5), suffix="wav")
    except ValueError as missing:
        print(missing)


def _stills(plan: Planner) -> Iterator[Asked]:
    def still(family: str, view: Map, size: tuple[int, int] | None = None, **of: Any) -> Asked:
        one = plan.kept("still")
        at = round(plan.between(one.start_s, one.end_s - 0.2) * FPS) / FPS
        filmed = bool(of.pop("is_filmed", False))
        piece = Piece(one.take, at, at + 1 / FPS, view=view, is_filmed=filmed)
        return Asked(family, (piece,), size or one.take.size, suffix=of.pop("suffix", "jpg"), **of)

    yield still("still-plain", same(), suffix="png")
    yield still("still-plain", same(), quality=40)
    yield still("still-small", same(), (240, 136), quality=60)
    yield still("still-phone", into_box(0, 0.35, 1, 0.65), (390, 844), suffix="png", caption="12:41")
    for low, high in ((0.7, 0.85), (0.5, 0.65)):
        yield still("still-crop", plan.crop(low, high), quality=35)
    yield still("still-mirror", flipped(), quality=50)
    off = plan.chance.uniform(0.03, 0.1, (4, 2))
    corners = [(off[0, 0], off[0, 1]), (1 - off[1, 0], off[1, 1])]
    corners += [(1 - off[2, 0], 1 - off[2, 1]), (off[3, 0], 1 - off[3, 1])]
    yield still("still-photo", onto([(float(x), float(y)) for x, y in corners]), quality=60, is_filmed=True)
    for _ in range(3):
        host = plan.outsider()
        at = round(plan.between(0, host.seconds - 0.2) * FPS) / FPS
        yield Asked("still-other", (Piece(host, at, at + 1 / FPS),), host.size, suffix="jpg")
    kept = {one.take.group: one for one in plan.stored if one.take.is_fixed}
    for one, take, start in _other_moments(plan, kept)[:5]:
        at = round(plan.between(start, take.seconds - 0.2) * FPS) / FPS
        yield Asked("still-moment", (Piece(take, at, at + 1 / FPS),), one.take.size, suffix="jpg")


def _kept_parts(plan: Planner) -> Iterator[Asked]:
    """Yield what the archive has less of than the query: a part of the picture, or one still."""
    for one in plan.cut:
        yield Asked("wider", (Piece(one.take, *plan.stretch(one)),), one.take.size)
    for one in plan.kept_stills:
        start, end = max(0.0, one.start_s - 2), min(one.take.seconds, one.start_s + 2)
        yield Asked("kept-still", (Piece(one.take, *_framed((start, end))),), one.take.size)


def rows_of(name: str, asked: Asked, stored: list[Stored]) -> list[Row]:
    """Return what is true of a query and each recording of the archive that has to do with it."""
    rows: list[Row] = []
    clock = 0.0
    for piece in asked.pieces:
        for one in stored:
            if one.take.group == piece.take.group and asked.suffix != "wav":
                rows.append(_row(name, asked, piece, one, clock))
        clock += piece.shown_s
    heard = asked.sound
    if heard is not None:
        take, start = heard
        for one in stored:
            if one.take is take and not one.is_still:
                end = min(clock, one.end_s - start)
                seconds = [0.0, end, start - one.start_s, start - one.start_s + end]
                rows.append(_base(name, asked, one, "same-sound") | {"segments": [seconds]})
            elif one.take.group == take.group:
                rows.append(_base(name, asked, one, "ignore"))
    return _joined(rows) or [_base(name, asked, None, "nothing")]


def _base(name: str, asked: Asked, one: Stored | None, kind: str, also: tuple[str, ...] = ()) -> Row:
    reference = None if one is None else one.name
    return {"query": name, "family": asked.family, "reference": reference, "kind": kind, "also": list(also)}


def _row(name: str, asked: Asked, piece: Piece, one: Stored, clock: float) -> Row:
    first, last = max(piece.start_s, one.start_s), min(piece.end_s, one.end_s)
    if one.take is not piece.take or last <= first:
        both_fixed = one.take.is_fixed and piece.take.is_fixed
        if not both_fixed:
            return _base(name, asked, one, "ignore")
        return _base(name, asked, one, "same-place", ("undecided",) if _is_still(asked) else ())
    seen = piece.view @ np.linalg.inv(one.view)
    shown_at = clock + (first - piece.start_s) / piece.speed
    seconds = [shown_at, shown_at + (last - first) / piece.speed, first - one.start_s, last - one.start_s]
    kind = "same-footage"
    also: tuple[str, ...] = ()
    if piece.take.is_motionless or piece.is_frozen:
        kind, also = "undecided", ("same-footage",)
    if _is_still(asked) or one.is_still:
        also = ("undecided",)
        around = piece.take.alike_around(first, one.start_s, one.end_s)
        seconds[2:] = [each - one.start_s for each in around]
    return _base(name, asked, one, kind, also) | {
        "segments": [[round(each, 3) for each in seconds]],
        "query_region": box_of(seen),
        "found_region": box_of(np.linalg.inv(seen)),
        "mirror": bool(np.linalg.det(seen[:2, :2]) < 0),
        "speed": piece.speed,
    }


def _is_still(asked: Asked) -> bool:
    return asked.suffix in ("jpg", "png")


def _joined(rows: list[Row]) -> list[Row]:
    """Join what several pieces say of one recording; a copy counts for more than the same place."""
    joined: dict[tuple[str, str], Row] = {}
    for row in rows:
        key = row["reference"], row["kind"]
        if key in joined and "segments" in row:
            joined[key]["segments"] += row["segments"]
        joined.setdefault(key, row)
    copied = {reference for reference, kind in joined if kind in ("same-footage", "undecided")}
    return [
        row
        for (ref, kind), row in joined.items()
        if kind == "same-sound" or ref not in copied or kind in ("same-footage", "undecided")
    ]


def _several(plan: Planner) -> Iterator[Asked]:
    one = plan.kept("several", least_s=8)
    third = (one.end_s - one.start_s) / 3
    parts = [(one.start_s + n * third + 0.2, one.start_s + n * third + 2.4) for n in (2, 0, 1)]
    yield Asked("several-order", tuple(Piece(one.take, *_framed(part)) for part in parts), one.take.size)
    one = plan.kept("several", least_s=5)
    part = _framed((one.start_s + 0.5, one.start_s + 3.0))
    host = plan.outsider()
    between = Piece(host, 0.0, 1.5)
    yield Asked("several-repeat", (Piece(one.take, *part), between, Piece(one.take, *part)), one.take.size)
    pieces = []
    for _ in range(3):
        one, host = plan.kept("several"), plan.outsider()
        start, _ = plan.stretch(one, 2.4)
        pieces += [Piece(one.take, *_framed((start, min(one.end_s, start + 2.4)))), Piece(host, 0.5, 2.0)]
    yield Asked("several-mixed", tuple(pieces), (640, 360))


def _motionless(plan: Planner) -> Iterator[Asked]:
    for _ in range(2):
        one = plan.kept("frozen")
        start, _ = plan.stretch(one)
        yield Asked("frozen", (Piece(one.take, start, start + 4, is_frozen=True),), one.take.size)
    still = [one for one in plan.stored if one.take.is_motionless]
    for one in still[:2]:
        yield Asked("motionless", (Piece(one.take, *plan.stretch(one)),), one.take.size)


def _framed(part: tuple[float, float]) -> tuple[float, float]:
    return round(part[0] * FPS) / FPS, round(part[1] * FPS) / FPS
