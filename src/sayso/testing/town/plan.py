"""What stands where in an invented town: roads, fields, houses, trees, a river.

Lengths are metres; x goes east, y south, z up, from the north-western corner
of a square world. Everything follows from a seed; nothing here knows pixels
of a picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

WORLD_M = 900  # side of the square that a town is made in

Points = NDArray[np.float64]  # (n, 2): x and y
Colour = tuple[int, int, int]
RoadKind = Literal["main", "street", "track", "rail"]

ROOFS: tuple[Colour, ...] = (
    (142, 78, 58),
    (128, 66, 50),
    (116, 84, 66),
    (98, 98, 102),
    (84, 80, 82),
    (150, 98, 74),
)
WALLS: tuple[Colour, ...] = (
    (214, 206, 190),
    (198, 190, 176),
    (206, 188, 158),
    (184, 170, 152),
    (222, 218, 210),
)


@dataclass(frozen=True, slots=True)
class Road:
    """A way along a line."""

    points: Points
    width_m: float
    kind: RoadKind = "street"


@dataclass(frozen=True, kw_only=True)
class Building:
    """A box with a gable or a flat roof, or any other box: a wagon, a gantry, a hull."""

    x: float
    y: float
    along_m: float  # half its length, along the ridge
    across_m: float  # half its width
    angle: float  # of the ridge, radians from east to south
    eave_m: float  # height of the walls' top
    ridge_m: float  # the same as `eave_m` for a flat roof
    wall: Colour
    roof: Colour
    base_m: float = 0.0  # height of its underside
    windows: bool = True

    @cached_property
    def outline(self) -> Points:
        """Its four corners, going round, (4, 2)."""
        return self.corners()

    def corners(self, margin_m: float = 0.0) -> Points:
        """Return the corners of an outline that lies `margin_m` outside of its walls, (4, 2)."""
        a, b = self.along_m + margin_m, self.across_m + margin_m
        local = np.array([(-a, -b), (a, -b), (a, b), (-a, b)])
        c, s = np.cos(self.angle), np.sin(self.angle)
        return np.asarray(local @ np.array([(c, s), (-s, c)]) + (self.x, self.y))


@dataclass(frozen=True, slots=True, kw_only=True)
class Silo:
    """An upright cylinder: a silo, a tank or a chimney."""

    x: float
    y: float
    radius_m: float
    height_m: float
    colour: Colour = (196, 196, 190)


@dataclass(frozen=True, slots=True)
class Tree:
    """A crown on a trunk."""

    x: float
    y: float
    radius_m: float
    variant: int  # which of the sprites


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of farmland."""

    outline: Points
    crop: str
    row_angle: float


@dataclass(slots=True)
class Plan:
    """Everything that stands in a town."""

    seed: int
    roads: list[Road] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    silos: list[Silo] = field(default_factory=list)
    trees: list[Tree] = field(default_factory=list)
    water: list[Points] = field(default_factory=list)  # outlines
    yards: list[Points] = field(default_factory=list)  # concrete
    dirt: list[Points] = field(default_factory=list)  # bare earth
    plots: list[tuple[Points, float]] = field(default_factory=list)  # gardens, and how light their grass is
    bridges: list[Road] = field(default_factory=list)
    lamps: list[tuple[float, float]] = field(default_factory=list)
    fire: tuple[float, float, float] = (450.0, 450.0, 2.0)  # where it burns, if it does: x, y, z


class Ground:
    """Which square metres are taken."""

    def __init__(self) -> None:
        self._image = Image.new("1", (WORLD_M, WORLD_M))
        self._draw = ImageDraw.Draw(self._image)

    def take(self, outline: Points) -> None:
        """Mark the inside of an outline as taken."""
        self._draw.polygon([tuple(p) for p in outline], fill=1)

    def take_line(self, points: Points, width_m: float) -> None:
        """Mark a strip along a line as taken."""
        self._draw.line([tuple(p) for p in points], fill=1, width=max(1, round(width_m)))

    def is_free(self, outline: Points) -> bool:
        """Tell whether nothing at a quadrilateral's corners, edges and middle is taken."""
        middle = outline.mean(axis=0)
        probes = np.vstack([outline, (outline + np.roll(outline, 1, axis=0)) / 2, middle[None]])
        return all(self._free_at(x, y) for x, y in probes)

    def _free_at(self, x: float, y: float) -> bool:
        inside = 2 <= x < WORLD_M - 2 and 2 <= y < WORLD_M - 2
        return inside and not self._image.getpixel((int(x), int(y)))


@dataclass(frozen=True, slots=True)
class Site:
    """A plan in the making: what is there, where there is room, and the chance that decides."""

    plan: Plan
    ground: Ground
    rng: np.random.Generator


def along(points: Points, step_m: float, start_m: float = 0.0) -> list[tuple[float, float, float]]:
    """Return places along a line: x, y and direction in radians, every `step_m`."""
    lengths = np.hypot(*np.diff(points, axis=0).T)
    total = np.concatenate([[0], np.cumsum(lengths)])
    places = []
    for s in np.arange(start_m, total[-1], step_m):
        i = min(int(np.searchsorted(total, s, side="right")) - 1, len(lengths) - 1)
        d = (points[i + 1] - points[i]) / lengths[i]
        x, y = points[i] + d * (s - total[i])
        places.append((float(x), float(y), float(np.arctan2(d[1], d[0]))))
    return places


def curve(points: list[tuple[float, float]], *, bend_m: float = 9.0, count: int = 40) -> Points:
    """Return a line through `points`, resampled and bent a little, as roads in old towns are."""
    given = np.asarray(points, float)
    t = np.linspace(0, len(given) - 1, count)
    x, y = (np.interp(t, range(len(given)), given[:, k]) for k in (0, 1))
    return np.stack([x + bend_m * np.sin(y / 88.0), y + bend_m * np.sin(x / 107.0)], axis=1)


def add_houses(site: Site, road: Road, *, every_m: float = 21.0) -> None:
    """Line a street with houses, gardens and trees, wherever there is room."""
    for place in along(road.points, every_m, site.rng.uniform(6, 14)):
        for side in (-1, 1):
            if site.rng.random() < 0.88:
                _add_house(site, road.width_m, place, side)


def add_tree(site: Site, x: float, y: float, *, small: bool = False) -> None:
    """Plant a tree where nothing stands."""
    radius = float(site.rng.uniform(1.3, 2.8) if small else site.rng.uniform(2.4, 4.8))
    spot = np.array([(x - 1, y - 1), (x + 1, y - 1), (x + 1, y + 1), (x - 1, y + 1)])
    if site.ground.is_free(spot):
        site.plan.trees.append(Tree(x, y, radius, int(site.rng.integers(6))))


def add_tree_line(site: Site, points: Points, *, every_m: float = 7.0, off_m: float = 0.0) -> None:
    """Plant a row of trees along a line, `off_m` to its right."""
    for x, y, heading in along(points, every_m):
        dx, dy = site.rng.normal(0, 0.9, 2)
        if site.rng.random() < 0.86:
            add_tree(site, x - np.sin(heading) * off_m + dx, y + np.cos(heading) * off_m + dy)


def add_fields(site: Site, *, tilt: float = 0.12) -> None:
    """Cover the whole world with farmland; what is built is painted over it."""
    rng = site.rng
    for left, top, right, bottom in _split((-160, -160, WORLD_M + 160, WORLD_M + 160), rng):
        outline = _tilted(np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float), tilt)
        crop = str(rng.choice(["wheat", "stubble", "ploughed", "beet", "meadow", "maize"]))
        angle = tilt + (np.pi / 2 if bottom - top > right - left else 0)
        site.plan.fields.append(Field(outline, crop, angle))
        if rng.random() < 0.4:
            add_tree_line(site, outline[:2], every_m=rng.uniform(5, 9))


def _add_house(site: Site, road_m: float, place: tuple[float, float, float], side: int) -> None:
    house = _house(site.rng, place, side, road_m)
    outline = house.corners(1.5)
    if not site.ground.is_free(outline):
        return
    site.ground.take(outline)
    site.plan.buildings.append(house)
    _add_garden(site, road_m, place, side)


def _house(rng: np.random.Generator, place: tuple[float, float, float], side: int, road_m: float) -> Building:
    x, y, heading = place
    a, b = rng.uniform(5.2, 7.6), rng.uniform(4.0, 5.2)
    turned = rng.random() < 0.3
    off = side * (road_m / 2 + 3.0 + (a if turned else b) + rng.uniform(0, 4))
    eave = float(rng.choice([3.2, 5.6, 6.0]))
    return Building(
        x=x - np.sin(heading) * off + rng.uniform(-1, 1),
        y=y + np.cos(heading) * off + rng.uniform(-1, 1),
        along_m=a,
        across_m=b,
        angle=heading + (np.pi / 2 if turned else 0) + rng.normal(0, 0.04),
        eave_m=eave,
        ridge_m=eave + rng.uniform(2.3, 3.4),
        wall=WALLS[rng.integers(len(WALLS))],
        roof=_shade(ROOFS[rng.integers(len(ROOFS))], rng.uniform(0.85, 1.12)),
    )


def _add_garden(site: Site, road_m: float, place: tuple[float, float, float], side: int) -> None:
    x, y, heading = place
    depth = site.rng.uniform(22, 34)
    off = side * (road_m / 2 + 1.5 + depth / 2)
    plot = plot_of(
        x - np.sin(heading) * off, y + np.cos(heading) * off, (site.rng.uniform(17, 21), depth), heading
    )
    site.plan.plots.append((plot.outline, float(site.rng.uniform(0.8, 1.2))))
    c, s = np.cos(heading), np.sin(heading)
    for u, v in site.rng.uniform(-1, 1, (site.rng.integers(3, 9), 2)) * (plot.along_m, plot.across_m):
        add_tree(site, plot.x + c * u - s * v, plot.y + s * u + c * v, small=True)


def plot_of(x: float, y: float, size: tuple[float, float], angle: float) -> Building:
    """Return a piece of ground, as a building without height: length and width in metres."""
    return Building(
        x=x, y=y, along_m=size[0] / 2, across_m=size[1] / 2, angle=angle, eave_m=0, ridge_m=0,
        wall=WALLS[0], roof=ROOFS[0],
    )  # fmt: skip


def scorched(plan: Plan, *, reach_m: float = 34.0) -> Plan:
    """Return a plan in which what stands within `reach_m` of the fire is black from soot."""

    def soot(x: float, y: float, colour: Colour) -> Colour:
        away = float(np.hypot(x - plan.fire[0], y - plan.fire[1])) / reach_m
        return _shade(colour, min(1.0, 0.25 + 0.75 * away))

    return replace(
        plan,
        buildings=[
            replace(b, wall=soot(b.x, b.y, b.wall), roof=soot(b.x, b.y, b.roof)) for b in plan.buildings
        ],
        silos=[replace(silo, colour=soot(silo.x, silo.y, silo.colour)) for silo in plan.silos],
    )


def _split(
    box: tuple[float, float, float, float], rng: np.random.Generator
) -> list[tuple[float, float, float, float]]:
    left, top, right, bottom = box
    wide, tall = right - left, bottom - top
    if max(wide, tall) < 190 or (max(wide, tall) < 290 and rng.random() < 0.35):
        return [box]
    cut = rng.uniform(0.36, 0.64)
    if wide > tall:
        x = left + cut * wide
        return _split((left, top, x, bottom), rng) + _split((x, top, right, bottom), rng)
    y = top + cut * tall
    return _split((left, top, right, y), rng) + _split((left, y, right, bottom), rng)


def _tilted(points: Points, angle: float) -> Points:
    c, s = np.cos(angle), np.sin(angle)
    middle = WORLD_M / 2
    return np.asarray((points - middle) @ np.array([(c, s), (-s, c)]) + middle)


def _shade(colour: Colour, by: float) -> Colour:
    r, g, b = (int(min(255, max(0, c * by))) for c in colour)
    return r, g, b
