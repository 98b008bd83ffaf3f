"""A drone's flight over a town, frame by frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from sayso.testing.pictures import Picture
from sayso.testing.town.air import Blaze, NightLights, at_night, blaze_items, veiled
from sayso.testing.town.camera import OVERSAMPLING, Camera, ground_levels, see_ground
from sayso.testing.town.drone import Display, Sensor, with_display
from sayso.testing.town.paint import PX_PER_M, Light, fire_map, lamp_map, lit, paint_ground
from sayso.testing.town.plan import Plan, scorched
from sayso.testing.town.solids import Canvas, Sprites, draw_solids
from sayso.testing.town.traffic import Vehicle, vehicle_items

NOON = Light(azimuth=1.0, elevation=0.85)
MORNING = Light(azimuth=0.25, elevation=0.36, tint=(1.06, 0.95, 0.82), shade=0.5)
OVERCAST = Light(azimuth=1.2, elevation=1.1, tint=(0.86, 0.88, 0.9), shade=0.82)
MOON = Light(azimuth=2.4, elevation=0.9, tint=(0.9, 0.95, 1.0), shade=0.7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waypoint:
    """Where a flight passes: metres and radians, as in `Camera`."""

    x: float
    y: float
    z: float
    yaw: float
    pitch: float

    def values(self) -> NDArray[np.float64]:
        """Return x, y, z, yaw and pitch, (5,)."""
        return np.array([self.x, self.y, self.z, self.yaw, self.pitch])


@dataclass(frozen=True)
class Town:
    """A plan, and its ground painted once."""

    plan: Plan
    burnt: bool = False
    _lit: dict[Light, list[Image.Image]] = field(default_factory=dict, repr=False)

    @cached_property
    def ground(self) -> NDArray[np.uint8]:
        """The colours of the ground without light."""
        return paint_ground(self.plan, burnt=self.burnt)

    @cached_property
    def standing(self) -> Plan:
        """The plan as it stands: after a fire, what was near it is black."""
        return scorched(self.plan) if self.burnt else self.plan

    @cached_property
    def lamps(self) -> Image.Image:
        """What street lamps throw on the ground, one pixel a metre."""
        return Image.fromarray(lamp_map(self.plan))

    @cached_property
    def fire(self) -> Image.Image:
        """What a fire throws on the ground, one pixel a metre."""
        return Image.fromarray(fire_map(self.plan))

    def levels(self, light: Light) -> list[Image.Image]:
        """Return the lit ground in several sizes, made once for each light."""
        if light not in self._lit:
            self._lit[light] = ground_levels(lit(self.ground, self.plan, light))
        return self._lit[light]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flight:
    """One take: the path, the hour, what moves and burns, and the camera's habits."""

    path: Sequence[Waypoint]
    duration_s: float
    fps: int = 12
    light: Light = NOON
    night: bool = False
    blaze: Blaze | None = None
    vehicles: Sequence[Vehicle] = ()
    display: Display | None = None
    haze_m: float = 900.0
    haze: tuple[int, int, int] = (186, 194, 200)
    noise: float = 3.0
    sway: float = 1.0  # 0: as on rails
    seed: int = 0

    @property
    def frame_count(self) -> int:
        """How many frames it has."""
        return round(self.duration_s * self.fps)


def fly(town: Town, flight: Flight, *, width: int = 640, height: int = 360) -> Iterator[Picture]:
    """Yield the frames of a flight, (height, width, 3) uint8 RGB."""
    sensor = Sensor(width, height, noise=flight.noise, seed=flight.seed)
    sprites = Sprites(flight.light)
    for number in range(flight.frame_count):
        seconds = number / flight.fps
        camera = camera_at(flight, seconds, width=width, height=height)
        picture = sensor.expose(_light_of(town, flight, camera, sprites, seconds))
        if flight.display is not None:
            picture = with_display(
                picture, flight.display, seconds=seconds, altitude_m=camera.z, yaw=camera.yaw
            )
        yield picture


def camera_at(flight: Flight, seconds: float, *, width: int = 640, height: int = 360) -> Camera:
    """Return the camera at a moment: between the waypoints, with the sway of a small drone in the wind."""
    share = np.clip(seconds / flight.duration_s, 0, 1) * (len(flight.path) - 1)
    stations = np.array([point.values() for point in flight.path])
    x, y, z, yaw, pitch = (np.interp(share, range(len(stations)), stations[:, k]) for k in range(5))
    t, s, phase = seconds, flight.sway, flight.seed * 1.7
    return Camera(
        x=float(x + s * 0.7 * np.sin(0.9 * t + phase)),
        y=float(y + s * 0.6 * np.sin(0.7 * t + 2 + phase)),
        z=float(z + s * 0.5 * np.sin(0.6 * t + 1 + phase)),
        yaw=float(yaw + s * 0.006 * np.sin(1.1 * t + phase)),
        pitch=float(pitch + s * 0.004 * np.sin(1.7 * t + 3 + phase)),
        roll=float(s * 0.012 * np.sin(0.8 * t + 4 + phase)),
        width=int(width * OVERSAMPLING),
        height=int(height * OVERSAMPLING),
    )


def _light_of(
    town: Town, flight: Flight, camera: Camera, sprites: Sprites, seconds: float
) -> NDArray[np.float32]:
    scene = see_ground(camera, town.levels(flight.light), PX_PER_M)
    glow = Image.new("RGB", scene.size) if flight.night else None
    canvas = Canvas(camera, flight.light, scene, glow)
    more = vehicle_items(canvas, list(flight.vehicles), seconds)
    if flight.blaze is not None:
        more += blaze_items(canvas, flight.blaze, sprites, seconds)
    draw_solids(canvas, town.standing, sprites, more, seed=town.plan.seed)
    size = round(camera.width / OVERSAMPLING), round(camera.height / OVERSAMPLING)
    picture = np.asarray(scene.resize(size, Image.Resampling.BOX), dtype=np.float32)
    if glow is None:
        return veiled(picture, camera, haze_m=flight.haze_m, colour=flight.haze)
    return at_night(picture, camera, glow, _night_lights(town, flight.blaze, seconds))


def _night_lights(town: Town, blaze: Blaze | None, seconds: float) -> NightLights:
    return NightLights(
        lamps=town.lamps,
        fire=town.fire,
        fire_at=town.plan.fire if blaze is None else blaze.place,
        fire_level=0.0 if blaze is None else blaze.flicker(seconds),
    )
