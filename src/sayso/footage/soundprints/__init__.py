"""Ways to fingerprint sound; `SOUNDPRINTS` is their table.

An entry is a class that takes no arguments and holds to `sayso.footage.types.SoundPrint`;
`sayso.testing.contracts.sounds` has the tests that each one must pass.
"""

from sayso.values import Table

SOUNDPRINTS = Table(
    "sound fingerprint",
    "sayso.soundprints",
    {"chroma": "sayso.footage.soundprints.chroma:Chroma"},
)
