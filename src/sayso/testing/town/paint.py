"""The ground of a town as one large picture, seen straight from above.

`paint_ground` gives colours without light; `Light` casts the shadows of what
stands on it, so that one town can be seen at noon, at dawn and by night.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from sayso.testing.town.plan import WORLD_M, Colour, Field, Plan, Points, Road, along

PX_PER_M = 3.2
SIDE_PX = int(WORLD_M * PX_PER_M)

CROPS: dict[str, tuple[Colour, Colour, float]] = {  # ground, rows, metres from row to row
    "wheat": ((176, 158, 104), (162, 142, 90), 2.2),
    "stubble": ((188, 172, 124), (170, 154, 108), 3.4),
    "ploughed": ((116, 92, 70), (98, 76, 58), 2.8),
    "beet": ((92, 112, 62), (112, 100, 70), 2.4),
    "meadow": ((110, 124, 72), (104, 118, 68), 9.0),
    "maize": ((82, 106, 54), (66, 88, 46), 2.0),
}
GRASS: Colour = (98, 108, 70)
ASPHALT: Colour = (104, 104, 104)
EARTH: Colour = (150, 128, 98)
SLAB: Colour = (166, 162, 152)
WATER: Colour = (72, 88, 84)

Values = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Where the light comes from, and how it colours things."""

    azimuth: float  # radians from east to south, of where the sun stands
    elevation: float  # radians above the horizon
    tint: tuple[float, float, float] = (1.0, 0.98, 0.93)  # of what it falls on
    shade: float = 0.5  # how bright shadows are

    def direction(self) -> NDArray[np.float64]:
        """Return the unit vector towards the sun."""
        c = np.cos(self.elevation)
        return np.array([c * np.cos(self.azimuth), c * np.sin(self.azimuth), np.sin(self.elevation)])

    def shift(self, height_m: float) -> NDArray[np.float64]:
        """Return how far the shadow of a point at `height_m` lies from its foot, in metres."""
        length = min(height_m / np.tan(self.elevation), 90.0)
        away = np.array([np.cos(self.azimuth), np.sin(self.azimuth)])
        return np.asarray(-length * away)


def noise(rng: np.random.Generator, height: int, width: int, cell_px: int) -> Values:
    """Return smooth noise of about -1 to 1, (height, width), whose blobs are `cell_px` wide."""
    coarse = rng.standard_normal((height // cell_px + 3, width // cell_px + 3)).astype(np.float32) * 0.5
    return np.asarray(Image.fromarray(coarse).resize((width, height), Image.Resampling.BICUBIC))


def paint_ground(plan: Plan, *, burnt: bool = False) -> NDArray[np.uint8]:
    """Return the colours of the ground, (SIDE_PX, SIDE_PX, 3) RGB, row 0 north.

    Args:
        burnt: whether there is soot around the place of the fire.
    """
    rng = np.random.default_rng(plan.seed + 1000)
    image = Image.new("RGB", (SIDE_PX, SIDE_PX), GRASS)
    for piece in plan.fields:
        _paint_field(image, piece, rng)
    draw = ImageDraw.Draw(image)
    _paint_plots(draw, plan, rng)
    for outline in plan.dirt:
        tone = rng.uniform(0.86, 1.08)
        draw.polygon(_px(outline), fill=tuple(int(c * tone) for c in EARTH))
    for outline in plan.yards:
        _paint_yard(draw, outline)
    _paint_water(image, plan, rng)
    for road in sorted(plan.roads, key=lambda r: r.kind == "main"):
        _paint_road(draw, road)
    _roughen(image_array := np.array(image), rng)
    if burnt:
        _blacken(image_array, plan.fire[:2], rng)
    return image_array


def shadow_mask(plan: Plan, light: Light) -> Values:
    """Return how much of the light reaches the ground, (SIDE_PX, SIDE_PX), `light.shade` to 1."""
    image = Image.new("L", (SIDE_PX, SIDE_PX), 255)
    draw = ImageDraw.Draw(image)
    for house in plan.buildings:
        height = house.eave_m + 0.6 * (house.ridge_m - house.eave_m)
        low = house.corners() + light.shift(house.base_m)
        _sweep(draw, low, light.shift(height) - light.shift(house.base_m))
    for silo in plan.silos:
        _sweep(draw, _circle(silo.x, silo.y, silo.radius_m), light.shift(silo.height_m))
    for tree in plan.trees:
        dx, dy = light.shift(1.4 * tree.radius_m)
        outline = _circle(tree.x + dx, tree.y + dy, tree.radius_m * 0.95)
        draw.polygon(_px(outline), fill=40)
    soft = image.filter(ImageFilter.BoxBlur(1.5))
    return light.shade + (1 - light.shade) / 255 * np.asarray(soft, dtype=np.float32)


def lit(ground: NDArray[np.uint8], plan: Plan, light: Light) -> NDArray[np.uint8]:
    """Return the ground as `light` shows it."""
    mask = shadow_mask(plan, light)[:, :, None]
    shown = np.minimum(ground * (mask * np.asarray(light.tint, np.float32)), 255)
    return np.asarray(shown, dtype=np.uint8)


def lamp_map(plan: Plan) -> NDArray[np.uint8]:
    """Return what street lamps throw on the ground, (WORLD_M, WORLD_M), one pixel a metre."""
    lamps = np.zeros((WORLD_M, WORLD_M), np.float32)
    for x, y in plan.lamps:
        _add_pool(lamps, x, y, 9.0, 1.0)
    return (np.clip(lamps, 0, 1) * 255).astype(np.uint8)


def fire_map(plan: Plan) -> NDArray[np.uint8]:
    """Return what a fire throws on the ground around it, (WORLD_M, WORLD_M), one pixel a metre."""
    y, x = np.mgrid[0:WORLD_M, 0:WORLD_M].astype(np.float32)
    away = np.hypot(x - plan.fire[0], y - plan.fire[1])
    return np.asarray(255 / (1 + (away / 24) ** 2.2), dtype=np.uint8)


def _px(points: Points) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in points * PX_PER_M]


def _circle(x: float, y: float, radius_m: float) -> Points:
    t = np.linspace(0, 2 * np.pi, 15)[:-1]
    return np.stack([x + radius_m * np.cos(t), y + radius_m * np.sin(t)], axis=1)


def _sweep(draw: ImageDraw.ImageDraw, outline: Points, shift: NDArray[np.float64]) -> None:
    ends = outline + shift
    draw.polygon(_px(outline), fill=0)
    draw.polygon(_px(ends), fill=0)
    for k in range(len(outline)):
        m = (k + 1) % len(outline)
        draw.polygon(_px(np.array([outline[k], outline[m], ends[m], ends[k]])), fill=0)


def _add_pool(lamps: Values, x: float, y: float, radius_m: float, level: float) -> None:
    r = int(3 * radius_m)
    left, top = max(0, int(x) - r), max(0, int(y) - r)
    part = lamps[top : int(y) + r, left : int(x) + r]
    if part.size:
        ys, xs = np.ogrid[top : top + part.shape[0], left : left + part.shape[1]]
        part += level * np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / (2 * radius_m**2)).astype(np.float32)


def _paint_field(image: Image.Image, piece: Field, rng: np.random.Generator) -> None:
    corners = piece.outline * PX_PER_M
    left, top = np.clip(corners.min(axis=0), 0, SIDE_PX).astype(int)
    right, bottom = np.clip(corners.max(axis=0), 0, SIDE_PX).astype(int)
    if right - left < 4 or bottom - top < 4:
        return
    ground, rows, spacing_m = CROPS[piece.crop]
    height, width = bottom - top, right - left
    y, x = np.mgrid[top:bottom, left:right].astype(np.float32) / PX_PER_M
    wobble = noise(rng, height, width, 200) * 1.6
    across = -np.sin(piece.row_angle) * x + np.cos(piece.row_angle) * y + wobble
    strength = 0.5 + 0.5 * np.sin(2 * np.pi * across / spacing_m)
    strength *= 0.75 + 0.5 * noise(rng, height, width, 90)
    strength[(across % 21.0) < 0.9] = 1.4  # where the tractor drives
    patches = 1 + 0.10 * noise(rng, height, width, 160) + 0.05 * noise(rng, height, width, 24)
    low, high = np.asarray(ground, np.float32), np.asarray(rows, np.float32)
    tone = rng.uniform(0.88, 1.1)
    colours = (low + (high - low) * strength[:, :, None]) * (patches * tone)[:, :, None]
    mask = Image.new("L", (width, height))
    inner = corners + (corners.mean(axis=0) - corners) * 0.012
    ImageDraw.Draw(mask).polygon([tuple(c) for c in inner - (left, top)], fill=255)
    painted = Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8))
    image.paste(painted, (int(left), int(top)), mask)


def _paint_plots(draw: ImageDraw.ImageDraw, plan: Plan, rng: np.random.Generator) -> None:
    for outline, tone in plan.plots:
        grass = tuple(int(c * tone) for c in (94, 108, 66))
        draw.polygon(_px(outline), fill=grass, outline=(84, 86, 66))
        if rng.random() < 0.5:
            bed = outline.mean(axis=0) + (outline - outline.mean(axis=0)) * rng.uniform(0.2, 0.45)
            draw.polygon(
                _px(bed + rng.normal(0, 2, 2)), fill=(116, 98, 76) if rng.random() < 0.6 else (138, 134, 126)
            )
    for house in plan.buildings:
        if house.windows and house.ridge_m - house.eave_m > 1:
            draw.polygon(_px(house.corners(1.6)), fill=(132, 126, 114))


def _paint_yard(draw: ImageDraw.ImageDraw, outline: Points) -> None:
    draw.polygon(_px(outline), fill=SLAB, outline=(120, 116, 104))
    (left, top), (right, bottom) = outline.min(axis=0), outline.max(axis=0)
    for x in np.arange(left, right, 6.0):
        draw.line(_px(np.array([(x, top), (x, bottom)])), fill=(154, 150, 140))
    for y in np.arange(top, bottom, 6.0):
        draw.line(_px(np.array([(left, y), (right, y)])), fill=(154, 150, 140))


def _paint_water(image: Image.Image, plan: Plan, rng: np.random.Generator) -> None:
    mask = Image.new("L", image.size)
    for outline in plan.water:
        ImageDraw.Draw(mask).polygon(_px(outline), fill=255)
    bank = mask.filter(ImageFilter.BoxBlur(9)).point(lambda v: 255 if v > 12 else 0)
    image.paste((134, 122, 92), (0, 0), bank.filter(ImageFilter.BoxBlur(3)))
    depth = (
        np.asarray(mask.resize((360, 360)).filter(ImageFilter.BoxBlur(8)).resize(image.size), np.float32)
        / 255
    )
    ripples = noise(rng, SIDE_PX, SIDE_PX, 10) * 3 + noise(rng, SIDE_PX, SIDE_PX, 130) * 7
    shallow = (1 - depth) * 34
    colours = np.asarray(WATER, np.float32) + (ripples + shallow)[:, :, None] * np.array(
        [1.1, 1.0, 0.8], np.float32
    )
    for road in plan.roads:
        if road.kind != "rail":
            ImageDraw.Draw(mask).line(_px(road.points), fill=0, width=int((road.width_m + 4) * PX_PER_M))
    image.paste(Image.fromarray(np.clip(colours, 0, 255).astype(np.uint8)), (0, 0), mask)


def _paint_road(draw: ImageDraw.ImageDraw, road: Road) -> None:
    line = _px(road.points)
    if road.kind == "rail":
        _paint_rail(draw, road)
        return
    if road.kind == "track":
        draw.line(line, fill=(158, 142, 112), width=round(road.width_m * PX_PER_M), joint="curve")
        _paint_side_lines(draw, road, 0.0, (122, 120, 84), 1.0)
        return
    edge = (150, 146, 138) if road.kind == "street" else (134, 128, 112)
    draw.line(line, fill=edge, width=round((road.width_m + 3.2) * PX_PER_M), joint="curve")
    draw.line(line, fill=ASPHALT, width=round(road.width_m * PX_PER_M), joint="curve")
    if road.kind == "main":
        for side in (-1, 1):
            _paint_side_lines(draw, road, side * (road.width_m / 2 - 0.5), (196, 196, 190), 0.3)
    for x, y, heading in along(road.points, 6.0):
        d = np.array([np.cos(heading), np.sin(heading)]) * 1.4
        draw.line(_px(np.array([(x - d[0], y - d[1]), (x + d[0], y + d[1])])), fill=(206, 206, 200), width=1)


def _paint_rail(draw: ImageDraw.ImageDraw, road: Road) -> None:
    draw.line(_px(road.points), fill=(126, 116, 104), width=round((road.width_m + 1.6) * PX_PER_M))
    for x, y, heading in along(road.points, 0.9):
        d = np.array([-np.sin(heading), np.cos(heading)]) * 1.3
        draw.line(_px(np.array([(x - d[0], y - d[1]), (x + d[0], y + d[1])])), fill=(96, 84, 74), width=1)
    for side in (-0.75, 0.75):
        _paint_side_lines(draw, road, side, (172, 166, 160), 0.3)


def _paint_side_lines(
    draw: ImageDraw.ImageDraw, road: Road, off_m: float, colour: Colour, width_m: float
) -> None:
    places = np.array([(x - np.sin(a) * off_m, y + np.cos(a) * off_m) for x, y, a in along(road.points, 4.0)])
    draw.line(_px(places), fill=colour, width=max(1, round(width_m * PX_PER_M)))


def _roughen(ground: NDArray[np.uint8], rng: np.random.Generator) -> None:
    """Give every surface the unevenness that it has from the air, in place."""
    tile = 720
    fine = rng.standard_normal((tile, tile)).astype(np.float32) * 0.034
    fine += noise(rng, tile, tile, 3) * 0.05 + noise(rng, tile, tile, 9) * 0.04
    wide = noise(rng, SIDE_PX, SIDE_PX, 300) * 0.07
    for top in range(0, SIDE_PX, tile):
        for left in range(0, SIDE_PX, tile):
            part = ground[top : top + tile, left : left + tile]
            change = 1 + fine + wide[top : top + tile, left : left + tile]
            part[:] = np.clip(part * change[:, :, None], 0, 255)


def _blacken(ground: NDArray[np.uint8], place: tuple[float, float], rng: np.random.Generator) -> None:
    r = int(46 * PX_PER_M)
    x, y = (int(v * PX_PER_M) for v in place)
    part = ground[y - r : y + r, x - r : x + r]
    ys, xs = np.mgrid[-r:r, -r:r].astype(np.float32) / r
    away = np.hypot(xs, ys) + 0.5 * noise(rng, 2 * r, 2 * r, 30)
    soot = np.clip(1.15 - away, 0, 0.85)[: part.shape[0], : part.shape[1], None]
    part[:] = part * (1 - soot) + np.array([34, 31, 29]) * soot
