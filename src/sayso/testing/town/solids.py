"""What stands up from the ground, drawn from far to near: houses, silos, trees, traffic.

Everything is drawn twice at night: on the scene, and black on the layer of
what shines by itself, so that a lit window is hidden by the house before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from sayso.testing.town.camera import Camera
from sayso.testing.town.paint import Light
from sayso.testing.town.plan import Building, Colour, Plan, Points, Silo, Tree

Vector = NDArray[np.float64]
Item = tuple[float, Callable[[], None]]  # distance in metres, and what draws it

NEAREST_M = 8.0
STOREY_M = 2.9
WINDOW_EVERY_M = 3.4
SMALLEST_WINDOW_PX = 4.0  # height of a storey below which no windows are drawn
TREE_GREENS: tuple[Colour, ...] = (
    (74, 92, 48), (62, 82, 46), (88, 100, 54), (70, 78, 42), (96, 98, 52), (58, 76, 50),
)  # fmt: skip
LIT_WINDOWS: tuple[Colour, ...] = ((255, 206, 128), (255, 224, 168), (230, 226, 210))
SPRITE_PX = 72


@dataclass(slots=True)
class Canvas:
    """What a frame is drawn on."""

    camera: Camera
    light: Light
    scene: Image.Image
    glow: Image.Image | None = None  # what shines by itself; None by day
    pen: ImageDraw.ImageDraw = field(init=False)
    glow_pen: ImageDraw.ImageDraw | None = field(init=False)
    _sun: tuple[float, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.pen = ImageDraw.Draw(self.scene)
        self.glow_pen = None if self.glow is None else ImageDraw.Draw(self.glow)
        self._sun = tuple(self.light.direction().tolist())

    def fill(self, outline: Vector, colour: Colour, shining: Colour | None = (0, 0, 0)) -> None:
        """Fill an outline of pixels (n, 2); what does not shine hides what does, unless None."""
        points = outline.ravel().tolist()
        self.pen.polygon(points, fill=colour)
        if self.glow_pen is not None and shining is not None:
            self.glow_pen.polygon(points, fill=shining)

    def shaded(self, colour: Colour, normal: Vector) -> Colour:
        """Return a surface's colour under the light that falls on it."""
        nx, ny, nz = normal.tolist()
        sx, sy, sz = self._sun
        sky = self.light.shade * (0.75 + 0.25 * nz)
        level = sky + (1.12 - self.light.shade) * max(0.0, nx * sx + ny * sy + nz * sz)
        r, g, b = (min(255, int(c * level * t)) for c, t in zip(colour, self.light.tint, strict=True))
        return r, g, b

    def sees(self, pixels: Vector, depth: Vector) -> bool:
        """Tell whether any of a thing may lie in the picture."""
        if depth.min() < NEAREST_M:
            return False
        low, high = pixels.min(axis=0), pixels.max(axis=0)
        return bool(
            high[0] > 0 and high[1] > 0 and low[0] < self.camera.width and low[1] < self.camera.height
        )


def draw_solids(canvas: Canvas, plan: Plan, sprites: Sprites, more: list[Item], *, seed: int = 0) -> None:
    """Draw all that stands in a town, and `more`, in one order from far to near."""
    items = list(more)
    items += building_items(canvas, plan.buildings, seed=seed)
    items += [item for silo in plan.silos if (item := _silo_item(canvas, silo)) is not None]
    items += _tree_items(canvas, plan.trees, sprites)
    for _, draw in sorted(items, key=lambda item: -item[0]):
        draw()


def building_items(canvas: Canvas, buildings: list[Building], *, seed: int = 0) -> list[Item]:
    """Return the buildings that are in the picture."""
    if not buildings:
        return []
    middles = np.array([(b.x, b.y, (b.base_m + b.eave_m) / 2) for b in buildings])
    reach = np.array([np.hypot(b.along_m, b.across_m) + b.ridge_m for b in buildings])
    pixels, depth = canvas.camera.project(middles)
    margin = reach / np.maximum(depth, 1) * canvas.camera.focal_px
    near = (depth > NEAREST_M) & (np.abs(pixels - _middle(canvas)) < _middle(canvas) + margin[:, None]).all(
        axis=1
    )
    shown = [(int(i), buildings[i]) for i in np.flatnonzero(near)]
    if not shown:
        return []
    outlines = np.stack([house.outline for _, house in shown])
    floors = np.array([(house.base_m, house.eave_m) for _, house in shown])
    solids = np.empty((len(shown), 2, 4, 3))
    solids[..., :2] = outlines[:, None]
    solids[..., 2] = floors[:, :, None]
    pixels, depth = canvas.camera.project(solids)
    return [
        (_away(canvas, house.x, house.y), _drawer(canvas, house, pixels[k], seed + i))
        for k, (i, house) in enumerate(shown)
        if canvas.sees(pixels[k].reshape(-1, 2), depth[k])
    ]


def box_of(x: float, y: float, heading: float, size: tuple[float, float, float], colour: Colour) -> Building:
    """Return a plain box on the ground, such as a vehicle: length, width and height in metres."""
    length, width, height = size
    return Building(
        x=x, y=y, along_m=length / 2, across_m=width / 2, angle=heading, eave_m=height, ridge_m=height,
        wall=colour, roof=colour, windows=False,
    )  # fmt: skip


class Sprites:
    """Pictures of tree crowns and puffs of smoke, kept in the sizes that were asked for."""

    def __init__(self, light: Light, seed: int = 5) -> None:
        rng = np.random.default_rng(seed)
        self._trees = [_crown(rng, colour, light) for colour in TREE_GREENS]
        self._puffs = [_puff(rng) for _ in range(6)]
        self._sized: dict[tuple[str, int, int], Image.Image] = {}

    def tree(self, variant: int, size_px: int) -> Image.Image:
        """Return an RGBA crown, `size_px` across."""
        return self._sized_from("tree", self._trees[variant % len(self._trees)], variant, size_px)

    def puff(self, variant: int, size_px: int) -> Image.Image:
        """Return the density of a puff, "L", `size_px` across."""
        return self._sized_from("puff", self._puffs[variant % len(self._puffs)], variant, size_px)

    def _sized_from(self, kind: str, sprite: Image.Image, variant: int, size_px: int) -> Image.Image:
        key = (kind, variant, size_px)
        if key not in self._sized:
            self._sized[key] = sprite.resize((size_px, size_px), Image.Resampling.BILINEAR, reducing_gap=2.0)
        return self._sized[key]


def _middle(canvas: Canvas) -> Vector:
    return np.array([canvas.camera.width / 2, canvas.camera.height / 2])


def _away(canvas: Canvas, x: float, y: float) -> float:
    return float(np.hypot(x - canvas.camera.x, y - canvas.camera.y))


def _drawer(canvas: Canvas, house: Building, pixels: Vector, seed: int) -> Callable[[], None]:
    return lambda: _draw_building(canvas, house, pixels, seed)


def _draw_building(canvas: Canvas, house: Building, pixels: Vector, seed: int) -> None:
    """Draw walls, windows and roof; `pixels` (2, 4, 2) are the corners below and at the eaves."""
    outline = house.outline
    away = canvas.camera.place[:2] - outline
    for k in range(4):
        m = (k + 1) % 4
        ex, ey = (outline[m] - outline[k]).tolist()
        length = max(1e-9, (ex * ex + ey * ey) ** 0.5)
        if away[k, 0] * ey - away[k, 1] * ex > 0:
            normal = np.array([ey / length, -ex / length, 0.0])
            quad = np.array([pixels[0, k], pixels[0, m], pixels[1, m], pixels[1, k]])
            canvas.fill(quad, canvas.shaded(house.wall, normal))
            if house.windows:
                _draw_windows(canvas, quad, (length, house.eave_m - house.base_m), seed * 4 + k)
    if house.ridge_m - house.eave_m > 0.1:
        _draw_gable(canvas, house)
    else:
        _draw_flat_roof(canvas, house, pixels[1])


def _draw_windows(canvas: Canvas, quad: Vector, size: tuple[float, float], seed: int) -> None:
    length_m, height_m = size
    storeys = max(1, int(height_m / STOREY_M))
    columns = min(9, int(length_m / WINDOW_EVERY_M))
    tall_px = float(np.hypot(*(quad[3] - quad[0]))) / storeys
    if columns < 1 or tall_px < SMALLEST_WINDOW_PX:
        return
    lit = np.random.default_rng(seed).random((storeys, columns)) < 0.22
    for pane, is_lit in zip(_panes(quad, storeys, columns), lit.ravel(), strict=True):
        canvas.fill(pane, (74, 80, 88), LIT_WINDOWS[seed % 3] if is_lit else None)


def _panes(quad: Vector, storeys: int, columns: int) -> Vector:
    """Return the windows of a wall, (storeys * columns, 4, 2) pixels."""
    row, column = np.mgrid[0:storeys, 0:columns].reshape(2, -1, 1)
    u = (column + np.array([0.32, 0.68, 0.68, 0.32])) / columns
    v = (row + np.array([0.34, 0.34, 0.78, 0.78])) / storeys
    return _on_quad(quad, u[..., None], v[..., None])


def _on_quad(quad: Vector, u: Vector | float, v: Vector | float) -> Vector:
    low = quad[0] + u * (quad[1] - quad[0])
    high = quad[3] + u * (quad[2] - quad[3])
    return np.asarray(low + v * (high - low))


def _draw_gable(canvas: Canvas, house: Building) -> None:
    eaves = np.column_stack([house.corners(0.5), np.full(4, house.eave_m - 0.15)])
    ends = np.array([(eaves[3] + eaves[0]) / 2, (eaves[1] + eaves[2]) / 2])
    ends[:, 2] = house.ridge_m
    rise, run = house.ridge_m - house.eave_m, house.across_m + 0.5
    side = np.array([-np.sin(house.angle), np.cos(house.angle), 0.0])
    slopes = []
    for sign, (a, b), (c, d) in ((-1, (0, 1), (1, 0)), (1, (2, 3), (0, 1))):
        normal = (sign * side * rise + np.array([0, 0, run])) / np.hypot(rise, run)
        slope = np.array([eaves[a], eaves[b], ends[c], ends[d]])
        slopes.append((float(np.linalg.norm(slope.mean(axis=0) - canvas.camera.place)), slope, normal))
    for wall in ((1, 2, 1), (3, 0, 0)):
        face = np.array([eaves[wall[0]], eaves[wall[1]], ends[wall[2]]])
        outward = (ends[wall[2]] - ends[1 - wall[2]]) / max(1e-9, 2 * house.along_m)
        outward[2] = 0
        canvas.fill(canvas.camera.project(face)[0], canvas.shaded(house.wall, outward))
    for _, slope, normal in sorted(slopes, key=lambda s: -s[0]):
        if (canvas.camera.place - slope[0]) @ normal > 0:
            _draw_slope(canvas, canvas.camera.project(slope)[0], canvas.shaded(house.roof, normal))


def _draw_slope(canvas: Canvas, quad: Vector, colour: Colour) -> None:
    canvas.fill(quad, colour)
    tall_px = float(np.hypot(*(quad[3] - quad[0])))
    r, g, b = colour
    courses = int(min(7, tall_px // 5))
    for n in range(1, courses):
        ends = np.stack([_on_quad(quad, 0, n / courses), _on_quad(quad, 1, n / courses)])
        canvas.pen.line(ends.ravel().tolist(), fill=(int(r * 0.9), int(g * 0.9), int(b * 0.9)))
    bright = (min(255, int(r * 1.15)), min(255, int(g * 1.15)), min(255, int(b * 1.15)))
    canvas.pen.line(quad[[3, 2]].ravel().tolist(), fill=bright)


def _draw_flat_roof(canvas: Canvas, house: Building, top: Vector) -> None:
    up = np.array([0.0, 0.0, 1.0])
    colour = canvas.shaded(house.roof, up)
    canvas.fill(top, colour)
    if house.windows:
        r, g, b = colour
        inner = top + (top.mean(axis=0) - top) * 0.12
        canvas.fill(inner, (int(r * 0.86), int(g * 0.86), int(b * 0.86)))


def _silo_item(canvas: Canvas, silo: Silo) -> Item | None:
    t = np.linspace(0, 2 * np.pi, 25)[:-1]
    ring = np.stack([silo.x + silo.radius_m * np.cos(t), silo.y + silo.radius_m * np.sin(t)], axis=1)
    low = np.column_stack([ring, np.zeros(24)])
    high = np.column_stack([ring, np.full(24, silo.height_m)])
    pixels, depth = canvas.camera.project(np.stack([low, high]))
    if not canvas.sees(pixels.reshape(-1, 2), depth):
        return None
    return _away(canvas, silo.x, silo.y), lambda: _draw_silo(canvas, silo, pixels, t)


def _draw_silo(canvas: Canvas, silo: Silo, pixels: Vector, angles: Vector) -> None:
    for k in range(24):
        m = (k + 1) % 24
        at = (angles[k] + angles[m] if m else angles[k] * 2 + 0.26) / 2
        normal = np.array([np.cos(at), np.sin(at), 0.0])
        if (canvas.camera.place - (silo.x, silo.y, 0)) @ normal > silo.radius_m:
            strip = np.array([pixels[0, k], pixels[0, m], pixels[1, m], pixels[1, k]])
            canvas.fill(strip, canvas.shaded(silo.colour, normal))
    roof = canvas.shaded(silo.colour, np.array([0.0, 0.0, 1.0]))
    r, g, b = roof
    canvas.fill(pixels[1], roof)
    middle = pixels[1].mean(axis=0)
    canvas.fill(middle + (pixels[1] - middle) * 0.86, (int(r * 0.9), int(g * 0.9), int(b * 0.9)))
    canvas.fill(middle + (pixels[1] - middle) * 0.2, (int(r * 0.75), int(g * 0.75), int(b * 0.75)))


def _tree_items(canvas: Canvas, trees: list[Tree], sprites: Sprites) -> list[Item]:
    if not trees:
        return []
    crowns = np.array([(t.x, t.y, 1.35 * t.radius_m) for t in trees])
    pixels, depth = canvas.camera.project(crowns)
    size = 2.5 * np.array([t.radius_m for t in trees]) / np.maximum(depth, 1) * canvas.camera.focal_px
    edge = _middle(canvas) + size[:, None]
    shown = (depth > NEAREST_M) & (np.abs(pixels - _middle(canvas)) < edge).all(axis=1) & (size >= 3)
    items: list[Item] = []
    for i in np.flatnonzero(shown):
        sprite = sprites.tree(trees[i].variant, int(min(size[i], 160)))
        items.append((_away(canvas, trees[i].x, trees[i].y), _paster(canvas, sprite, pixels[i])))
    return items


def _paster(canvas: Canvas, sprite: Image.Image, at: Vector) -> Callable[[], None]:
    place = (int(at[0] - sprite.width / 2), int(at[1] - sprite.height / 2))

    def paste() -> None:
        canvas.scene.paste(sprite, place, sprite)
        if canvas.glow is not None:
            canvas.glow.paste((0, 0, 0), place, sprite)

    return paste


def _crown(rng: np.random.Generator, colour: Colour, light: Light) -> Image.Image:
    """Return a crown of many leaf clumps, lit from the sun's side, as RGBA."""
    density, shine = np.zeros((SPRITE_PX, SPRITE_PX)), np.full((SPRITE_PX, SPRITE_PX), 0.45)
    y, x = np.mgrid[0:SPRITE_PX, 0:SPRITE_PX] / SPRITE_PX * 2 - 1
    to_sun = np.array([np.cos(light.azimuth), np.sin(light.azimuth) - 0.5]) * 0.6
    for _ in range(46):
        angle, away = rng.uniform(0, 2 * np.pi), 0.68 * np.sqrt(rng.random())
        cx, cy, r = away * np.cos(angle), away * np.sin(angle), rng.uniform(0.13, 0.28)
        inside = (x - cx) ** 2 + (y - cy) ** 2 < r**2
        facing = ((x - cx) * to_sun[0] + (y - cy) * to_sun[1]) / r
        level = 0.72 + 0.3 * facing + 0.35 * (cx * to_sun[0] + cy * to_sun[1]) + rng.uniform(-0.1, 0.1)
        shine = np.where(inside, level, shine)
        density = np.where(inside, 1.0, density)
    shine *= 1 + 0.22 * rng.standard_normal(shine.shape)
    rgb = np.clip(np.asarray(colour) * 1.25 * shine[:, :, None] * np.asarray(light.tint), 0, 255)
    alpha = Image.fromarray((density * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.0))
    crown = Image.fromarray(rgb.astype(np.uint8))
    crown.putalpha(alpha)
    return crown


def _puff(rng: np.random.Generator) -> Image.Image:
    """Return the density of a ragged puff of smoke, as "L"."""
    side = 128
    y, x = np.mgrid[0:side, 0:side] / side * 2 - 1
    ragged = np.zeros((side, side), np.float32)
    for cell, weight in ((4, 0.55), (8, 0.4), (16, 0.25)):
        coarse = rng.standard_normal((cell, cell)).astype(np.float32)
        ragged += weight * np.asarray(Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC))
    body = np.clip(1.0 - np.hypot(x, y), 0, 1) ** 0.8
    return Image.fromarray((np.clip(body * (0.9 + 0.75 * ragged), 0, 1) * 255).astype(np.uint8))


def outline_on_ground(camera: Camera, outline: Points) -> Vector:
    """Return the pixels of an outline that lies on the ground."""
    return camera.project(np.column_stack([outline, np.zeros(len(outline))]))[0]
