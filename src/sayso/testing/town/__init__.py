"""A made-up town seen from a drone: streets, fields, houses, a river, by day and by night.

Everything is drawn from numbers, and the same seed gives the same pictures.

    town = Town(port_town())
    flight = Flight(path=[Waypoint(...), Waypoint(...)], duration_s=8)
    make_video(path, fly(town, flight), flight.fps)
"""

from sayso.testing.town.air import Blaze
from sayso.testing.town.camera import Camera
from sayso.testing.town.drone import Display, Sensor, with_display
from sayso.testing.town.flight import MOON, MORNING, NOON, OVERCAST, Flight, Town, Waypoint, camera_at, fly
from sayso.testing.town.paint import Light, lit, paint_ground
from sayso.testing.town.places import brickworks, port_town
from sayso.testing.town.plan import Plan, Road
from sayso.testing.town.traffic import Vehicle, queue, traffic

__all__ = [
    "MOON",
    "MORNING",
    "NOON",
    "OVERCAST",
    "Blaze",
    "Camera",
    "Display",
    "Flight",
    "Light",
    "Plan",
    "Road",
    "Sensor",
    "Town",
    "Vehicle",
    "Waypoint",
    "brickworks",
    "camera_at",
    "fly",
    "lit",
    "paint_ground",
    "port_town",
    "queue",
    "traffic",
    "with_display",
]
