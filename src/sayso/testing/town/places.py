"""Two plans: a grain port on a river, and an old brickworks among fields."""

from __future__ import annotations

import numpy as np

from sayso.testing.town.plan import (
    WORLD_M,
    Building,
    Colour,
    Ground,
    Plan,
    Points,
    Road,
    Silo,
    Site,
    Tree,
    add_fields,
    add_houses,
    add_tree,
    add_tree_line,
    along,
    curve,
    plot_of,
)

STEEL: Colour = (168, 172, 174)
CONCRETE: Colour = (186, 184, 176)
RUST: Colour = (128, 74, 54)
BRICK: Colour = (152, 88, 64)

CONTAINERS: tuple[Colour, ...] = (
    (150, 62, 48),
    (52, 84, 122),
    (62, 104, 84),
    (176, 140, 60),
    (128, 128, 130),
)

BRIDGE_Y_M = 262.0
LAMP_EVERY_M = 34.0


def port_town(seed: int = 7) -> Plan:
    """Lay out a town on the west bank of a river: silos on a quay, a bridge, streets, fields beyond."""
    rng = np.random.default_rng(seed)
    plan, ground = Plan(seed=seed), Ground()
    site = Site(plan, ground, rng)
    line = river_line()
    plan.water.append(_strip(line, 112.0))
    ground.take(_strip(line, 120.0))
    _lay_out_terminal(site)
    plan.roads = _port_roads()
    _take_roads(plan, ground)
    add_fields(site)
    _remove_town_fields(plan)
    for road in plan.roads[1:]:
        if road.kind == "street":
            add_houses(site, road)
    _build_bridge(plan)
    _fill_quay_meadow(site)
    for off in (-64.0, 66.0):
        add_tree_line(site, line, every_m=9.0, off_m=off)
    add_tree_line(site, plan.roads[0].points, every_m=15.0, off_m=8.5)
    _add_lamps(plan)
    return plan


def brickworks(seed: int = 23) -> Plan:
    """Lay out a disused brickworks: a kiln shed, two chimneys, a flooded clay pit, a hamlet, woods."""
    rng = np.random.default_rng(seed)
    plan, ground = Plan(seed=seed), Ground()
    site = Site(plan, ground, rng)
    plan.roads = [
        Road(curve([(620, -20), (600, 300), (640, 620), (600, 920)], bend_m=16), 7.5, "main"),
        Road(curve([(612, 420), (520, 430), (470, 440)], bend_m=4), 5.5, "street"),
        Road(curve([(606, 250), (760, 270), (920, 240)]), 5.5, "street"),
        Road(curve([(-20, 560), (200, 590), (420, 560), (600, 585)]), 4.0, "track"),
    ]
    _take_roads(plan, ground)
    _lay_out_kilns(site)
    add_fields(site, tilt=-0.2)
    _litter_kilns(site)
    for road in plan.roads[:3]:
        add_houses(site, road, every_m=34.0)
    for _ in range(420):
        x, y = rng.normal((250, 320), (60, 80))
        add_tree(site, float(x), float(y))
    add_tree_line(site, plan.roads[0].points, every_m=13.0, off_m=-8.0)
    add_tree_line(site, plan.roads[3].points, every_m=8.0, off_m=6.0)
    _add_lamps(plan)
    return plan


def river_line() -> Points:
    """Return the middle of the port's river, north to south."""
    y = np.linspace(-60, WORLD_M + 60, 60)
    return np.stack([628 + 26 * np.sin(y / 170.0), y], axis=1)


def _strip(line: Points, width_m: float) -> Points:
    """Return the outline of a band along a line."""
    d = np.gradient(line, axis=0)
    normal = np.stack([-d[:, 1], d[:, 0]], axis=1) / np.hypot(d[:, 0], d[:, 1])[:, None]
    return np.vstack([line + normal * width_m / 2, (line - normal * width_m / 2)[::-1]])


def _port_roads() -> list[Road]:
    bridge_road = np.array(
        [(-20.0, 300), (240, 286), (420, 270), (540, BRIDGE_Y_M), (720, BRIDGE_Y_M), (920, 226)]
    )
    roads = [Road(bridge_road, 9.0, "main")]
    for y in (96, 182, 372, 458, 546, 640, 742):
        roads.append(Road(curve([(96, y), (250, y + 12), (418, y)]), 6.0))
    for x, width in ((112, 6.0), (214, 6.0), (316, 6.0), (418, 8.0)):
        roads.append(Road(curve([(x, 60), (x + 6, 420), (x - 4, 800)]), width))
    roads.append(Road(curve([(742, -20), (760, 400), (730, 920)], bend_m=14), 5.5, "track"))
    roads.append(Road(np.array([(446.0, -20), (448, 300), (446, 640), (440, 920)]), 3.2, "rail"))
    roads.append(Road(np.array([(448.0, 330), (456, 380), (456, 640)]), 3.2, "rail"))
    return roads


def _take_roads(plan: Plan, ground: Ground) -> None:
    for road in plan.roads:
        ground.take_line(road.points, road.width_m + 3)


def _remove_town_fields(plan: Plan) -> None:
    """Lay gardens and wasteland under the streets: drop the fields whose middle is in town."""
    kept = []
    for piece in plan.fields:
        x, y = piece.outline.mean(axis=0)
        if not (70 < x < 560 and 40 < y < 820):
            kept.append(piece)
    plan.fields = kept


def _add_lamps(plan: Plan) -> None:
    for road in plan.roads:
        if road.kind in ("main", "street"):
            plan.lamps += [
                (x - np.sin(a) * road.width_m * 0.6, y + np.cos(a) * road.width_m * 0.6)
                for x, y, a in along(road.points, LAMP_EVERY_M, 10.0)
            ]


def _box(
    x: float, y: float, size: tuple[float, float, float], colour: Colour, *, roof: Colour | None = None,
    base_m: float = 0.0, ridge_m: float = 0.0, angle: float = 0.0, windows: bool = False,
) -> Building:  # fmt: skip
    """Return a box of length, width and height `size`, its length east to west."""
    length, width, height = size
    return Building(
        x=x, y=y, along_m=length / 2, across_m=width / 2, angle=angle, base_m=base_m, eave_m=base_m + height,
        ridge_m=base_m + height + ridge_m, wall=colour, roof=roof or colour, windows=windows,
    )  # fmt: skip


def _lay_out_terminal(site: Site) -> None:
    plan, rng = site.plan, site.rng
    yard = np.array([(462.0, 372), (560, 372), (566, 470), (560, 560), (548, 676), (462, 676)])
    plan.yards.append(yard)
    site.ground.take(yard)
    for row in range(2):
        for n in range(6):
            plan.silos.append(Silo(x=486 + row * 19, y=412 + n * 19, radius_m=8.6, height_m=31))
    tower = _box(495, 392, (13, 13, 46), CONCRETE, windows=True)
    gallery = _box(495.5, 458, (126, 4.2, 3.6), STEEL, base_m=32, angle=np.pi / 2)
    plan.buildings += [tower, gallery, _box(528, 470, (62, 3.0, 3.0), STEEL, base_m=22, angle=0.04)]
    for y in (566, 618):
        plan.buildings.append(
            _box(492, y, (44, 26, 8), (176, 180, 178), roof=(148, 156, 160), ridge_m=3.4, angle=np.pi / 2)
        )
    plan.buildings.append(_box(530, 640, (18, 11, 7), (204, 196, 176), roof=(120, 116, 112), windows=True))
    _moor_ship(plan, 580, 486)
    for y in (440, 520):
        _set_gantry(plan, 555, y)
    for n in range(11):
        tone = 0.8 + 0.4 * rng.random()
        wagon = (int(120 * tone), int(104 * tone), int(86 * tone))
        plan.buildings.append(_box(456, 396 + n * 14.6, (13, 2.8, 3.6), wagon, angle=np.pi / 2))
    for n in range(16):
        colour = CONTAINERS[int(rng.integers(len(CONTAINERS)))]
        place = (476 + (n % 4) * 13.2, 528 + (n // 4) * 3.1)
        plan.buildings.append(_box(*place, (12.2, 2.5, 2.6 * rng.integers(1, 3)), colour))
    for n in range(5):
        paint: Colour = (206, 204, 196) if n % 2 else (70, 92, 132)
        plan.buildings.append(_box(538 + rng.normal(0, 0.4), 548 + n * 5.2, (13, 2.6, 3.5), paint))
    plan.fire = (495.0, 446.0, 33.0)


def _build_bridge(plan: Plan) -> None:
    line = plan.roads[0].points
    for x, y, heading in along(line, 8.0):
        if 562 < x < 708:
            for off in (-5.6, 5.6):
                place = (x - np.sin(heading) * off, y + np.cos(heading) * off)
                plan.buildings.append(_box(*place, (8.2, 0.5, 1.3), CONCRETE, angle=heading))
    plan.yards.append(
        np.array(
            [
                (560.0, BRIDGE_Y_M - 6.6),
                (710, BRIDGE_Y_M - 6.6),
                (710, BRIDGE_Y_M + 6.6),
                (560, BRIDGE_Y_M + 6.6),
            ]
        )
    )


def _fill_quay_meadow(site: Site) -> None:
    """Put allotments, paths and thickets between the rail track and the river."""
    plan, rng = site.plan, site.rng
    for n in range(60):
        x, y = 470 + (n % 5) * 15.0, 60 + (n // 5) * 12.5
        if abs(y - BRIDGE_Y_M) > 24 and y < 225:
            bed = plot_of(x, y, (13.2, 10.8), 0.03)
            plan.plots.append((bed.outline, float(rng.uniform(0.7, 1.35))))
            if rng.random() < 0.6:
                hut = _box(x + rng.uniform(-3, 3), y + rng.uniform(-3, 3), (3.2, 2.6, 2.0), RUST, ridge_m=0.8)
                plan.buildings.append(hut)
            for _ in range(rng.integers(0, 3)):
                add_tree(site, x + rng.uniform(-6, 6), y + rng.uniform(-5, 5), small=True)
    plan.roads.append(Road(curve([(470, 366), (520, 340), (536, 300), (540, 270)], bend_m=2), 3.4, "track"))
    plan.roads.append(Road(curve([(420, 352), (462, 360), (500, 372)], bend_m=1), 6.5))
    for x, y, spread, count in (
        (500, 318, 22, 50),
        (560, 335, 9, 26),
        (545, 720, 14, 60),
        (500, 760, 30, 90),
    ):
        for _ in range(count):
            add_tree(site, float(rng.normal(x, spread)), float(rng.normal(y, spread)))


def ragged(outline: Points, rng: np.random.Generator, *, by_m: float = 3.0) -> Points:
    """Return an outline with the uneven edge of trodden earth."""
    closed = np.vstack([outline, outline[:1]])
    t = np.linspace(0, len(outline), 24 * len(outline), endpoint=False)
    fine = np.stack([np.interp(t, range(len(closed)), closed[:, k]) for k in (0, 1)], axis=1)
    walk = rng.normal(0, by_m, fine.shape)
    smooth = (walk + np.roll(walk, 1, axis=0) + np.roll(walk, 2, axis=0)) / 1.7
    return np.asarray(fine + smooth)


def _moor_ship(plan: Plan, x: float, y: float) -> None:
    plan.buildings += [
        _box(x, y, (92, 13, 4.2), (92, 44, 38), roof=(122, 70, 58), angle=np.pi / 2),
        _box(x, y + 37, (10, 10, 8), (220, 220, 214), base_m=4.2, angle=np.pi / 2, windows=True),
    ]
    for n in range(4):
        hatch = _box(x, y - 34 + n * 17, (13, 9, 1.4), (96, 104, 98), base_m=4.2, angle=np.pi / 2)
        plan.buildings.append(hatch)


def _set_gantry(plan: Plan, x: float, y: float) -> None:
    paint: Colour = (196, 150, 52)
    legs = [_box(x + dx, y + dy, (1.2, 1.2, 18), paint) for dx in (-6, 6) for dy in (-4, 4)]
    plan.buildings += [
        *legs,
        _box(x + 9, y, (44, 2.4, 2.2), paint, base_m=18),
        _box(x - 2, y, (5, 5, 3), paint, base_m=20),
    ]


def _litter_kilns(site: Site) -> None:
    """Let a yard look disused: weeds, saplings, rubble, a container, parked vans."""
    plan, rng = site.plan, site.rng
    for _ in range(70):
        x, y = rng.uniform(352, 492), rng.choice([rng.normal(384, 6), rng.normal(524, 6)])
        plan.trees.append(Tree(float(x), float(y), float(rng.uniform(0.9, 2.6)), int(rng.integers(6))))
    for _ in range(50):
        x, y = rng.normal(388, 16), rng.normal(470, 8)
        size = rng.uniform(0.5, 1.9)
        tone = rng.uniform(0.7, 1.1)
        rubble: Colour = (int(150 * tone), int(108 * tone), int(86 * tone))
        plan.buildings.append(_box(x, y, (size, size, 0.6 * size), rubble, angle=rng.uniform(0, 3)))
    for n, colour in enumerate(CONTAINERS[:3]):
        plan.buildings.append(_box(476 - n * 1.5, 446 + n * 5, (5.2, 2.0, 2.2), colour, angle=0.4))
    for _ in range(16):
        spot = rng.normal(0, 1, (9, 2)) * (7, 4) + (rng.uniform(370, 470), rng.uniform(440, 520))
        plan.dirt.append(ragged(spot[np.argsort(np.arctan2(*(spot - spot.mean(axis=0)).T))], rng, by_m=0.8))


def _lay_out_kilns(site: Site) -> None:
    plan, rng = site.plan, site.rng
    yard = np.array([(352.0, 386), (478, 376), (492, 470), (470, 530), (366, 524)])
    plan.dirt += [ragged(yard, rng, by_m=1.8), ragged(yard * 0.96 + (18, 18), rng)]
    site.ground.take(yard)
    pit = 78 * np.stack([1.5 * np.cos(t := np.linspace(0, 6.28, 26)), np.sin(t)], axis=1)
    pit = pit * (1 + 0.12 * np.sin(3 * t + 1))[:, None] + (292, 704)
    plan.dirt.append((pit - (292, 704)) * 1.12 + (292, 704))
    plan.water.append(pit)
    site.ground.take(pit)
    plan.buildings += [
        _box(412, 416, (86, 22, 7), BRICK, roof=(118, 74, 58), ridge_m=5.5, angle=-0.06),
        _box(386, 494, (34, 14, 5), BRICK, roof=(130, 84, 66), ridge_m=4, angle=0.05),
        _box(458, 480, (14, 26, 4.5), (150, 142, 130), roof=(112, 112, 110), ridge_m=2.5),
    ]
    plan.silos += [
        Silo(x=372, y=440, radius_m=2.4, height_m=36, colour=(150, 92, 70)),
        Silo(x=446, y=436, radius_m=2.0, height_m=30, colour=(140, 84, 64)),
    ]
    for n in range(46):
        x, y = 396 + (n % 12) * 5.2 + rng.uniform(-0.4, 0.4), 452 + (n // 12) * 6.5
        if abs(x - 424) > 11 or abs(y - 462) > 9:
            tone = rng.uniform(0.8, 1.15)
            stack: Colour = (int(156 * tone), int(92 * tone), int(66 * tone))
            plan.buildings.append(_box(x, y, (2.6, 2.6, rng.uniform(1.0, 2.2)), stack))
    plan.fire = (424.0, 462.0, 1.5)
