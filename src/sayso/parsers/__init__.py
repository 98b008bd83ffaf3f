"""Hostile bytes -> plain values, each reader in a child process with limits.

Here are the functions that ask for a reading and check the answer; the readers
themselves (`text`, `html`, `pdf`, `pictures`, `video`, `audio`) run in the child
and are imported nowhere else.
"""

from sayso.parsers.errors import CouldNotRead, ReaderBroke, ReaderStopped, printable
from sayso.parsers.idle_workers import close_workers
from sayso.parsers.limits import PICTURE_LIMITS, SOUND_LIMITS, TEXT_LIMITS, VIDEO_LIMITS, Limits
from sayso.parsers.pictures import encode_jpeg, encode_png
from sayso.parsers.playing import Video, frames_at, open_video, read_audio
from sayso.parsers.reading import TEXT_READERS, read_picture, read_text
from sayso.parsers.types import Frame, PictureRead, ReadText, Sampling, SoundRead, VideoFacts

__all__ = [
    "PICTURE_LIMITS",
    "SOUND_LIMITS",
    "TEXT_LIMITS",
    "TEXT_READERS",
    "VIDEO_LIMITS",
    "CouldNotRead",
    "Frame",
    "Limits",
    "PictureRead",
    "ReadText",
    "ReaderBroke",
    "ReaderStopped",
    "Sampling",
    "SoundRead",
    "Video",
    "VideoFacts",
    "close_workers",
    "encode_jpeg",
    "encode_png",
    "frames_at",
    "open_video",
    "printable",
    "read_audio",
    "read_picture",
    "read_text",
]
