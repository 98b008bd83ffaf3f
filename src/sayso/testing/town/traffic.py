"""Cars and lorries that keep to their side of a road."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sayso.testing.town.plan import Colour, Plan, Road, along
from sayso.testing.town.solids import Canvas, Item, box_of, building_items, outline_on_ground

PAINT: tuple[Colour, ...] = (
    (214, 214, 210), (60, 62, 68), (150, 152, 156), (142, 44, 40), (52, 76, 120), (226, 224, 214),
    (92, 96, 90),
)  # fmt: skip
STEP_M = 2.0
LANE = 0.24  # of a road's width: from its middle to the middle of a lane
HEADLIGHT: Colour = (255, 244, 214)
TAIL_LIGHT: Colour = (220, 30, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """A car or a lorry on a road."""

    way: NDArray[np.float64]  # x, y and direction every `STEP_M` along the road, (n, 3)
    lane_m: float  # how far from the road's middle it keeps
    start_m: float  # along the road, at second 0
    speed: float  # metres a second; negative: the other way
    colour: Colour
    is_lorry: bool = False


def traffic(plan: Plan, *, seed: int = 0, every_m: float = 60.0, moving: bool = True) -> list[Vehicle]:
    """Put vehicles on all roads for cars, about one in `every_m` metres."""
    rng = np.random.default_rng(seed)
    vehicles = []
    for road in plan.roads:
        if road.kind in ("rail", "track"):
            continue
        way = np.array(along(road.points, STEP_M))
        length = len(way) * STEP_M
        for start in np.arange(rng.uniform(0, every_m), length, every_m):
            pace = rng.uniform(9, 14) if road.kind == "main" else rng.uniform(5, 9)
            vehicles.append(
                Vehicle(
                    way=way,
                    lane_m=road.width_m * LANE,
                    start_m=float(start + rng.uniform(-0.4, 0.4) * every_m),
                    speed=float(pace * rng.choice([-1, 1])) if moving else 0.0,
                    colour=PAINT[rng.integers(len(PAINT))],
                    is_lorry=bool(rng.random() < (0.3 if road.kind == "main" else 0.08)),
                )
            )
    return vehicles


def queue(road: Road, *, start_m: float, count: int, seed: int = 0) -> list[Vehicle]:
    """Line up vehicles that stand and wait, most of them lorries."""
    rng = np.random.default_rng(seed)
    way = np.array(along(road.points, STEP_M))
    vehicles, at = [], start_m
    for _ in range(count):
        is_lorry = bool(rng.random() < 0.65)
        at += 17.5 if is_lorry else 7.5
        colour = PAINT[rng.integers(len(PAINT))]
        vehicles.append(
            Vehicle(
                way=way, lane_m=road.width_m * LANE, start_m=at, speed=0.0, colour=colour, is_lorry=is_lorry
            )
        )
    return vehicles


def vehicle_items(canvas: Canvas, vehicles: list[Vehicle], seconds: float) -> list[Item]:
    """Return the vehicles that are in the picture at a moment."""
    items: list[Item] = []
    for vehicle in vehicles:
        place = _place(vehicle, seconds)
        if place is not None and _in_view(canvas, place):
            items += _items_of(canvas, vehicle, place)
    return items


def _place(vehicle: Vehicle, seconds: float) -> tuple[float, float, float] | None:
    """Return x, y and heading, or None where the vehicle has left its road."""
    at = (vehicle.start_m + vehicle.speed * seconds) / STEP_M
    n = int(at)
    if not 0 <= n < len(vehicle.way) - 1:
        return None
    (x0, y0, heading), (x1, y1, _) = vehicle.way[n], vehicle.way[n + 1]
    ahead = 1 if vehicle.speed >= 0 else -1
    side = ahead * vehicle.lane_m
    x, y = x0 + (at - n) * (x1 - x0), y0 + (at - n) * (y1 - y0)
    return x - np.sin(heading) * side, y + np.cos(heading) * side, heading + (0 if ahead > 0 else np.pi)


def _in_view(canvas: Canvas, place: tuple[float, float, float]) -> bool:
    pixels, depth = canvas.camera.project(np.array([[place[0], place[1], 1.0]]))
    inside = (pixels[0] > -60) & (pixels[0] < (canvas.camera.width + 60, canvas.camera.height + 60))
    return bool(depth[0] > 10 and inside.all())


def _items_of(canvas: Canvas, vehicle: Vehicle, place: tuple[float, float, float]) -> list[Item]:
    x, y, heading = place
    ahead = np.array([np.cos(heading), np.sin(heading)])
    _draw_shadow(canvas, vehicle, place)
    if vehicle.is_lorry:
        cab, load = np.array([x, y]) + ahead * 6.4, np.array([x, y]) - ahead * 1.2
        boxes = [
            box_of(load[0], load[1], heading, (12.0, 2.6, 3.6), vehicle.colour),
            box_of(cab[0], cab[1], heading, (2.4, 2.5, 3.0), (178, 92, 40)),
        ]
        length = 15.0
    else:
        cabin = np.array([x, y]) - ahead * 0.3
        boxes = [
            box_of(x, y, heading, (4.4, 1.8, 0.85), vehicle.colour),
            box_of(cabin[0], cabin[1], heading, (2.3, 1.6, 1.45), _darker(vehicle.colour)),
        ]
        length = 4.4
    items = building_items(canvas, boxes)
    if canvas.glow is not None:
        items.append((0.0, lambda: _shine(canvas, place, length)))
    return items


def _draw_shadow(canvas: Canvas, vehicle: Vehicle, place: tuple[float, float, float]) -> None:
    x, y, heading = place
    size = (14.6, 2.8, 3.0) if vehicle.is_lorry else (4.6, 2.0, 1.2)
    outline = box_of(x, y, heading, size, (0, 0, 0)).corners() + canvas.light.shift(size[2]) * 0.6
    canvas.fill(outline_on_ground(canvas.camera, outline), (52, 52, 54))


def _shine(canvas: Canvas, place: tuple[float, float, float], length: float) -> None:
    x, y, heading = place
    for end, colour in ((length / 2, HEADLIGHT), (-length / 2, TAIL_LIGHT)):
        for off in (-0.7, 0.7):
            px = x + np.cos(heading) * end - np.sin(heading) * off
            py = y + np.sin(heading) * end + np.cos(heading) * off
            pixels, depth = canvas.camera.project(np.array([[px, py, 0.8]]))
            r = max(1.2, 0.35 / depth[0] * canvas.camera.focal_px)
            u, v = pixels[0]
            spot = np.array([(u - r, v), (u, v - r), (u + r, v), (u, v + r)])
            canvas.fill(spot, colour, colour)


def _darker(colour: Colour) -> Colour:
    r, g, b = colour
    return int(r * 0.55), int(g * 0.57), int(b * 0.62)
