"""How much of the machine a reader of hostile bytes may use.

The child sets these on itself before it sees a byte. Where a system does not
enforce one (macOS ignores the address space), the time limits still hold.
"""

from __future__ import annotations

import resource
from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one reading may use; more ends the child."""

    wall_s: float  # seconds that we wait for the child; the time our side takes is not counted
    cpu_s: int  # seconds of processor time, by RLIMIT_CPU
    memory_bytes: int  # address space, by RLIMIT_AS; libraries alone take up to 0.15 GiB of it
    input_bytes: int  # a larger file is not opened
    output_bytes: int  # all that the child may send back
    open_files: int = 64  # libraries open a few while they are imported


# On one core of a 2-core server, a page of 5 MB takes 2 s, a PDF of 1,000 full pages 3 s.
TEXT_LIMITS = Limits(
    wall_s=120, cpu_s=60, memory_bytes=2 * GIB, input_bytes=256 * MIB, output_bytes=128 * MIB
)

# 120 megapixels, the most that is read, need 0.36 GB as RGB and up to three copies of it.
PICTURE_LIMITS = Limits(
    wall_s=90, cpu_s=45, memory_bytes=3 * GIB, input_bytes=512 * MIB, output_bytes=512 * MIB
)

# An hour of 1080p H.264 decodes in about 10 minutes on one core; 8K needs between 1 and 2 GiB.
VIDEO_LIMITS = Limits(
    wall_s=4 * 3600, cpu_s=4 * 3600, memory_bytes=4 * GIB, input_bytes=1 << 40, output_bytes=1 << 40
)

# Four hours at 11,025 samples a second are 0.3 GiB as 16-bit numbers.
SOUND_LIMITS = Limits(
    wall_s=3600, cpu_s=1800, memory_bytes=2 * GIB, input_bytes=1 << 40, output_bytes=1 * GIB
)

# A packed bag or web archive is read in bounded memory, at 200 MB/s or so; what unfolds to
# over 100 times its size is not unfolded, so a bomb takes seconds.
PACKAGE_LIMITS = Limits(
    wall_s=6 * 3600, cpu_s=6 * 3600, memory_bytes=512 * MIB, input_bytes=1 << 44, output_bytes=16 * MIB
)

# What a packed bag holds comes over the wire piece by piece; how much it may be, the check before said.
UNPACK_LIMITS = Limits(
    wall_s=6 * 3600, cpu_s=6 * 3600, memory_bytes=512 * MIB, input_bytes=1 << 44, output_bytes=1 << 44
)

# exiftool reads what it needs of a file; its largest answers have some hundred kilobytes.
TAGS_LIMITS = Limits(wall_s=60, cpu_s=30, memory_bytes=2 * GIB, input_bytes=1 << 40, output_bytes=8 * MIB)

# c2pa reads a file through once, at some 200 MB/s.
CREDENTIALS_LIMITS = Limits(
    wall_s=900, cpu_s=600, memory_bytes=3 * GIB, input_bytes=1 << 40, output_bytes=32 * MIB
)


def bind(limits: Limits, requests: int) -> None:
    """Set on this process what holds for all its life, for up to `requests` readings."""
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_CPU, limits.cpu_s * requests + limits.cpu_s)


def allow_cpu(limits: Limits) -> None:
    """Give this process `limits.cpu_s` more seconds of processor time, for one reading."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + limits.cpu_s
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))


def _lower(which: int, most: int) -> None:
    _, hard = resource.getrlimit(which)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(which, (most, most))
    except (ValueError, OSError):
        if which != resource.RLIMIT_AS:  # macOS refuses it; the other limits must hold
            raise
