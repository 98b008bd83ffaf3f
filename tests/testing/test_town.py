"""A made-up town seen from a drone."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.testing.town import (
    MOON,
    NOON,
    Blaze,
    Camera,
    Display,
    Flight,
    Town,
    Waypoint,
    brickworks,
    camera_at,
    fly,
    port_town,
    queue,
    traffic,
)
from sayso.testing.town.camera import ground_distance
from sayso.testing.town.paint import PX_PER_M

PATH = [
    Waypoint(x=440, y=590, z=90, yaw=0.0, pitch=0.6),
    Waypoint(x=400, y=560, z=80, yaw=0.3, pitch=0.7),
]


@pytest.fixture(scope="module")
def town() -> Town:
    return Town(brickworks())


def flight(**changes: object) -> Flight:
    settings: dict[str, object] = {"path": PATH, "duration_s": 0.5, "fps": 8}
    return Flight(**(settings | changes))


def test_a_flight_has_as_many_frames_as_it_says(town: Town) -> None:
    take = flight()
    frames = list(fly(town, take, width=160, height=90))

    assert len(frames) == take.frame_count == 4
    assert all(frame.shape == (90, 160, 3) and frame.dtype == np.uint8 for frame in frames)
    assert not np.array_equal(frames[0], frames[-1])


def test_the_same_flight_gives_the_same_pictures_and_another_seed_others(town: Town) -> None:
    first, again, other = (next(fly(town, flight(seed=seed), width=160, height=90)) for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_night_is_darker_than_day_and_a_fire_lights_it(town: Town) -> None:
    day, night, burning = (
        next(fly(town, take, width=160, height=90))
        for take in (
            flight(light=NOON),
            flight(light=MOON, night=True),
            flight(light=MOON, night=True, blaze=Blaze(place=town.plan.fire)),
        )
    )

    assert night.mean() < day.mean() / 2
    assert burning[..., 0].mean() > night[..., 0].mean() * 1.5
    assert burning[..., 0].mean() > burning[..., 2].mean() * 1.5


def test_what_a_drone_displays_lies_over_the_picture(town: Town) -> None:
    plain, overlaid = (
        next(fly(town, flight(display=display), width=320, height=180)) for display in (None, Display())
    )

    changed = (plain != overlaid).any(axis=2)
    assert 0.002 < changed.mean() < 0.1


def test_a_town_by_another_seed_is_another_town() -> None:
    first, again, other = port_town(1), port_town(1), port_town(2)

    assert [(b.x, b.y) for b in first.buildings] == [(b.x, b.y) for b in again.buildings]
    assert [(b.x, b.y) for b in first.buildings] != [(b.x, b.y) for b in other.buildings]
    assert len(first.buildings) > 150
    assert len(first.trees) > 300


def test_houses_stand_apart_from_one_another() -> None:
    houses = [b for b in port_town().buildings if b.windows and b.ridge_m - b.eave_m > 2]
    places = np.array([(b.x, b.y) for b in houses])
    apart = np.hypot(*(places[:, None] - places[None]).transpose(2, 0, 1)) + 1e3 * np.eye(len(places))

    assert apart.min() > 7


def test_soot_darkens_the_ground_near_the_fire_and_leaves_the_rest(town: Town) -> None:
    clean, burnt = town.ground, Town(town.plan, burnt=True).ground
    x, y = (int(v * PX_PER_M) for v in town.plan.fire[:2])

    assert (
        burnt[y - 20 : y + 20, x - 20 : x + 20].mean() < clean[y - 20 : y + 20, x - 20 : x + 20].mean() / 1.5
    )
    assert np.array_equal(burnt[:300], clean[:300])


def test_a_place_on_the_ground_and_its_pixel_belong_together() -> None:
    camera = Camera(x=300, y=500, z=90, yaw=0.7, pitch=0.6, roll=0.05)
    places = np.array([(340.0, 440.0, 0.0), (390.0, 430.0, 0.0), (350.0, 380.0, 0.0)])

    pixels, depth = camera.project(places)
    back = np.column_stack([pixels, np.ones(3)]) @ camera.ground_matrix().T

    assert (depth > 0).all()
    assert back[:, :2] / back[:, 2:] == pytest.approx(places[:, :2])


def test_straight_down_the_ground_is_as_far_as_the_altitude() -> None:
    camera = Camera(x=300, y=500, z=120, yaw=0.0, pitch=np.pi / 2)

    assert ground_distance(camera)[camera.height // 2] == pytest.approx(120, rel=0.01)


def test_a_camera_begins_and_ends_at_its_waypoints_when_it_does_not_sway() -> None:
    take = flight(sway=0.0)
    first, last = camera_at(take, 0.0), camera_at(take, take.duration_s)

    assert (first.x, first.z, first.pitch) == (440, 90, 0.6)
    assert (last.x, last.z, last.pitch) == (400, 80, 0.7)


def test_traffic_moves_and_a_queue_stands(town: Town) -> None:
    moving = traffic(town.plan, seed=1)
    standing = queue(town.plan.roads[0], start_m=100, count=5)

    assert all(vehicle.speed != 0 for vehicle in moving)
    assert all(vehicle.speed == 0 for vehicle in standing)
    assert [v.start_m for v in standing] == sorted(v.start_m for v in standing)
