"""The eight clips and four pictures of the story: what is filmed, and what is passed on of it.

What somebody passed on is made from the file that was passed on, as reposts
are. `README.md` beside this module tells the story; `truth.json` states, for
tests, what is a copy of what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from sayso.testing.frames import reposted
from sayso.testing.pictures import BoxOf, Picture, make_picture, stamped
from sayso.testing.sounds import fire_night
from sayso.testing.town import (
    MOON,
    MORNING,
    OVERCAST,
    Blaze,
    Display,
    Flight,
    Town,
    Waypoint,
    brickworks,
    fly,
    port_town,
    queue,
    traffic,
)
from sayso.testing.videos import Sound, make_video, read_frames

WIDTH, HEIGHT = 640, 360
BITRATE = 1_000_000  # bits a second of a clip as it was filmed, at full size

REPOST_START_S, REPOST_END_S = 3.0, 9.5  # the part of brannet_night.mp4
REPOST_BOX: BoxOf = (0.10, 0.12, 0.90, 0.92)  # leaves out what the drone displays in the corners
CAPTION_SHARE = 0.13  # of the repost's height, at its bottom
REPOST_CAPTION = "KESSARY TONIGHT"
FORWARD_START_S, FORWARD_END_S = 1.0, 8.0  # the part of riverwatch_0240.mp4
AERIAL_STILL_S = 4.0  # of service_aerial.mp4
NIGHT_STILL_S = 6.0  # of brannet_night.mp4


@dataclass(frozen=True)
class Studio:
    """Films the story into two folders.

    Args:
        scale: size of the pictures; 1 is 640 x 360.
        pace: length of all clips; 1 is as `truth.json` says.
    """

    last_year: Path
    this_event: Path
    scale: float = 1.0
    pace: float = 1.0

    def steps(self) -> dict[str, Callable[[Path], None]]:
        """Return what makes each file, by its name, in an order that works."""
        return {
            "brannet_night.mp4": self._brannet_night,
            "brannet_day.mp4": self._brannet_day,
            "brigade_frame.png": self._brigade_frame,
            "kessary_tonight.mp4": self._kessary_tonight,
            "riverwatch_0240.mp4": self._riverwatch,
            "alert_forward.mp4": self._alert_forward,
            "service_aerial.mp4": self._service_aerial,
            "smoke_over_quay.jpg": self._smoke_over_quay,
            "quay_in_june.mp4": self._quay_in_june,
            "bridge_queue.mp4": self._bridge_queue,
            "port_from_above.jpg": self._port_from_above,
            "gate_wednesday.jpg": self._gate_wednesday,
        }

    def path_of(self, name: str) -> Path:
        """Return where a file of the story belongs."""
        folder = self.last_year if name.startswith("brannet_") else self.this_event
        return folder / name

    @cached_property
    def _brannet(self) -> Town:
        return Town(brickworks())

    @cached_property
    def _kessary(self) -> Town:
        return Town(port_town())

    @cached_property
    def _kessary_after(self) -> Town:
        return Town(self._kessary.plan, burnt=True)

    def _brannet_night(self, into: Path) -> None:
        path = [
            Waypoint(x=452, y=592, z=62, yaw=-0.12, pitch=0.56),
            Waypoint(x=420, y=560, z=66, yaw=0.05, pitch=0.62),
            Waypoint(x=380, y=545, z=72, yaw=0.38, pitch=0.66),
        ]
        flight = Flight(
            path=path, duration_s=12, light=MOON, night=True, noise=6.5, seed=1,
            blaze=Blaze(place=self._brannet.plan.fire, size_m=7.5, wind=(2.5, -3.5)),
            vehicles=traffic(self._brannet.plan, seed=4, every_m=190),
            display=Display(clock="21:14:40", battery=64),
        )  # fmt: skip
        self._film(into, self._brannet, flight, sound=fire_night(12 * self.pace, seed=1))

    def _brannet_day(self, into: Path) -> None:
        path = [
            Waypoint(x=462, y=604, z=70, yaw=-0.14, pitch=0.52),
            Waypoint(x=400, y=566, z=70, yaw=0.22, pitch=0.6),
        ]
        cars = traffic(self._brannet.plan, seed=5, every_m=120)
        flight = Flight(path=path, duration_s=6, vehicles=cars, seed=2, display=Display(clock="16:02:11"))
        self._film(into, self._brannet, flight)

    def _riverwatch(self, into: Path) -> None:
        path = [
            Waypoint(x=676, y=590, z=104, yaw=-0.98, pitch=0.40),
            Waypoint(x=664, y=540, z=98, yaw=-1.06, pitch=0.41),
            Waypoint(x=640, y=500, z=92, yaw=-1.2, pitch=0.42),
        ]
        flight = Flight(
            path=path, duration_s=9, light=MOON, night=True, noise=7.5, seed=3, sway=1.4,
            blaze=Blaze(place=self._kessary.plan.fire, size_m=15, wind=(-3.5, -3.0), seed=8),
            vehicles=traffic(self._kessary.plan, seed=6, every_m=260),
        )  # fmt: skip
        self._film(
            into, self._kessary, flight, sound=fire_night(9 * self.pace, seed=2), mark="Tovin River Watch"
        )

    def _service_aerial(self, into: Path) -> None:
        path = [
            Waypoint(x=424, y=668, z=118, yaw=0.24, pitch=0.50),
            Waypoint(x=452, y=622, z=112, yaw=0.2, pitch=0.52),
            Waypoint(x=486, y=596, z=108, yaw=0.06, pitch=0.56),
        ]
        flight = Flight(
            path=path, duration_s=8, light=MORNING, seed=4, haze_m=1100,
            blaze=Blaze(place=self._kessary.plan.fire, strength=0, size_m=9, darkness=0.62, wind=(2.0, -5.0)),
            vehicles=traffic(self._kessary.plan, seed=7, every_m=110),
            display=Display(clock="07:50:02", battery=91),
        )  # fmt: skip
        self._film(into, self._kessary_after, flight)

    def _quay_in_june(self, into: Path) -> None:
        path = [
            Waypoint(x=420, y=650, z=105, yaw=0.35, pitch=0.52),
            Waypoint(x=446, y=560, z=98, yaw=0.42, pitch=0.55),
        ]
        cars = traffic(self._kessary.plan, seed=8, every_m=80)
        flight = Flight(path=path, duration_s=7, vehicles=cars, seed=5, sway=0.4, noise=2.0, haze_m=1400)
        self._film(into, self._kessary, flight, mark="Kessary Port Authority")

    def _bridge_queue(self, into: Path) -> None:
        path = [
            Waypoint(x=470, y=404, z=70, yaw=0.62, pitch=0.44),
            Waypoint(x=540, y=384, z=66, yaw=0.4, pitch=0.46),
        ]
        road = self._kessary.plan.roads[0]
        flight = Flight(
            path=path, duration_s=6, light=OVERCAST, vehicles=queue(road, start_m=400, count=20), seed=6
        )
        self._film(into, self._kessary_after, flight)

    def _kessary_tonight(self, into: Path) -> None:
        original = self.path_of("brannet_night.mp4")
        part = self._part_of(original, REPOST_START_S, REPOST_END_S)
        frames = reposted(
            part,
            crop=REPOST_BOX,
            mirror=True,
            size=self._even(480, 270),
            caption=REPOST_CAPTION,
            caption_share=CAPTION_SHARE,
        )
        make_video(into, frames, 12, bitrate=self._bitrate(380_000))

    def _alert_forward(self, into: Path) -> None:
        part = self._part_of(self.path_of("riverwatch_0240.mp4"), FORWARD_START_S, FORWARD_END_S)
        frames = (
            stamped(frame, "@medranealert", at=(0.97, 0.93))
            for frame in reposted(part, size=self._even(426, 240))
        )
        rate = 48_000
        heard = fire_night(9 * self.pace, seed=2).samples
        cut = heard[round(FORWARD_START_S * self.pace * rate) : round(FORWARD_END_S * self.pace * rate)]
        make_video(into, frames, 12, bitrate=self._bitrate(300_000), sound=Sound(cut, rate))

    def _brigade_frame(self, into: Path) -> None:
        make_picture(into, self._frame_of(self.path_of("brannet_night.mp4"), NIGHT_STILL_S))

    def _smoke_over_quay(self, into: Path) -> None:
        make_picture(into, self._frame_of(self.path_of("service_aerial.mp4"), AERIAL_STILL_S), quality=84)

    def _port_from_above(self, into: Path) -> None:
        above = Waypoint(x=492, y=470, z=330, yaw=0, pitch=np.pi / 2)
        self._photograph(
            into, self._kessary, Flight(path=[above, above], duration_s=1, sway=0, noise=1.0, haze_m=5e3)
        )

    def _gate_wednesday(self, into: Path) -> None:
        place = Waypoint(x=408, y=606, z=62, yaw=0.8, pitch=0.5)
        cars = traffic(self._kessary.plan, seed=9, every_m=55, moving=False)
        flight = Flight(path=[place, place], duration_s=1, light=OVERCAST, vehicles=cars, sway=0, seed=9)
        self._photograph(into, self._kessary_after, flight)

    def _film(
        self, into: Path, town: Town, flight: Flight, *, sound: Sound | None = None, mark: str = ""
    ) -> None:
        take = replace(flight, duration_s=flight.duration_s * self.pace)
        width, height = self._even(WIDTH, HEIGHT)
        frames = fly(town, take, width=width, height=height)
        marked = (stamped(frame, mark) for frame in frames) if mark else frames
        make_video(into, marked, take.fps, bitrate=self._bitrate(BITRATE), sound=sound)

    def _photograph(self, into: Path, town: Town, flight: Flight) -> None:
        width, height = self._even(960, 720)
        make_picture(into, next(fly(town, flight, width=width, height=height)))

    def _part_of(self, path: Path, start_s: float, end_s: float) -> Iterator[Picture]:
        for at, frame in read_frames(path):
            if start_s * self.pace - 0.001 <= at < end_s * self.pace - 0.001:
                yield frame

    def _frame_of(self, path: Path, seconds: float) -> Picture:
        return next(frame for at, frame in read_frames(path) if at >= seconds * self.pace - 0.001)

    def _even(self, width: int, height: int) -> tuple[int, int]:
        return int(width * self.scale) // 2 * 2, int(height * self.scale) // 2 * 2

    def _bitrate(self, full: int) -> int:
        return max(60_000, int(full * self.scale**2))
