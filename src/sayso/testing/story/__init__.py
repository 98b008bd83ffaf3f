"""The story that `sayso demo` tells: texts as package data, clips and pictures drawn on the spot.

All places, people and organisations in it are invented.
"""

from sayso.testing.story.tell import FOLDERS, LAST_YEAR, THIS_EVENT, read_truth, write_story

__all__ = ["FOLDERS", "LAST_YEAR", "THIS_EVENT", "read_truth", "write_story"]
