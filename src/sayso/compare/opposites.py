"""Scales with two ends that exclude each other: "genuine" and "a forgery".

A word of a statement tells on which end of a scale it stands; whether the
statement says so or denies it is for `sayso.compare.polarity` to tell.
"""

from __future__ import annotations

from sayso.compare.words import stem

# Scales: name, words for one end, words for the other.
_SCALES: dict[str, tuple[str, str]] = {
    "authentic": (
        "genuine authentic real unaltered",
        """fake faked fabrication fabricated forgery forged doctored hoax manipulated false
        invention invented lie lies""",
    ),
    "alive": (
        "alive survived living safe well unharmed",
        "dead died die dying killed death corpse corpses slain drowned bodies perished",
    ),
    "occupied": ("inside trapped voices occupied full", "empty vacant deserted evacuated"),
    "old": ("old archive", "recent fresh yesterday"),
    "open": ("open opened reopened", "closed shut blocked sealed"),
    "won": ("won win winner wins elected re-elected leads ahead victory", "short loser defeated"),
    "accident": (
        "accident accidental technical fault fuse malfunction corrosion",
        "purpose deliberate deliberately sabotage intentional intentionally arson planted",
    ),
    "misfire": ("misfired misfire stray", "airstrike airstrikes warplane warplanes bombed targeted"),
    "contained": ("contained dispersed extinguished", "spreading uncontrolled escalating"),
    "safe": ("safe harmless", "dangerous unsafe toxic hazardous poisonous"),
    "working": ("intact operational", "broken disabled faulty"),
    "passed": ("passed valid approved", "failed expired ban banned"),
    "calm": ("calm mirror windless", "wave waves storm gale rough"),
    "lawful": ("lawful legal permit permitted authorised allowed", "unlawful illegal unauthorised forbidden"),
    "natural": ("heart stroke illness natural", "blows kicked beaten strangled tortured"),
    "willing": ("voluntary voluntarily willing freely", "forced coerced conscripts pressed"),
    "guilty": ("guilty convicted", "innocent acquitted"),
    "rising": ("rising rose risen increased growing", "falling fell fallen decreased shrinking"),
    "armed": ("armed", "unarmed"),
    "punctual": ("punctual punctually promptly", "late delayed overdue"),
    "enough": ("enough sufficient ample", "lack lacking shortage scarce"),
    "moored": ("anchored moored berthed", "underway steaming"),
    "stayed": ("remained stayed", "abandoned deserted"),
    "present": ("present attended", "absent"),
}

_SCALE_OF: dict[str, tuple[tuple[str, int], ...]] = {}
for _name, _ends in _SCALES.items():
    for _end, _words in zip((1, -1), _ends, strict=True):
        for _root in frozenset(stem(word) for word in _words.split()):
            _SCALE_OF[_root] = (*_SCALE_OF.get(_root, ()), (_name, _end))


def scales_of(root: str) -> tuple[tuple[str, int], ...]:
    """Return the scales that a stem stands on, with the end: 1 or -1."""
    return _SCALE_OF.get(root, ())
