"""What those that a figure counts did, or what was done with them, by the verb nearest to it.

Lorries that were sent and lorries that were searched are two counts, though both count lorries.
A table of news English; a verb that it lacks parts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.compare.words import Token

# Families, each in words that follow on "those that": within one, accounts of one count exchange the words.
_OF_THINGS = {
    "were sent": "sent send sends sending dispatched despatched loaded shipped",
    "were ordered": "ordered orders booked requested",
    "arrived": "arrived arrive arrives arriving reached unloaded delivered",
    "left": "leave leaving departed sailed",
    "were stopped": "stopped halted blocked",
    "waited": "waiting wait queue queued queuing stuck parked stranded",
    "were searched": "searched inspected checked examined scanned",
    "were seized": "seized confiscated impounded looted",
    "were wrecked": "wrecked destroyed burned burnt damaged smashed gutted collapsed",
    "were repaired": "repaired restored rebuilt",
    "were viewed": "viewed opened accessed",
    "were copied": "copied downloaded stolen exfiltrated extracted",
    "were fired": "fired launched",
    "were intercepted": "intercepted downed",
}
_OF_PEOPLE = {
    "were held": """
        arrested arrest arrests detained detain seized rounded custody held hold holding holds cells jailed
        detention
    """,
    "were charged": "charged indicted",
    "were convicted": "convicted sentenced fined",
    "were questioned": "questioned interrogated",
    "were registered": "registered",
    "were infected": "infected infections",
    "were confirmed": "confirmed tested positive",
    "were treated": "treated treatment",
    "were admitted": "admitted hospitalised hospitalized",
}
_REACH = 8.0  # tokens from the number; one that follows is nearer than one before
_BEFORE = 1.5
_BORDER = re.compile(r"[.;:!?,]|\b(?:and|but|who|which|that|while|of whom)\b", re.IGNORECASE)
_BORDER_COST = 4.0


def _table(families: dict[str, str]) -> dict[str, str]:
    return {word: name for name, words in families.items() for word in words.split()}


_THINGS, _PEOPLE = _table(_OF_THINGS), _table(_OF_PEOPLE)


def done_with(text: str, tokens: Sequence[Token], at: int, *, people: bool) -> str | None:
    """Return what is said of those that a number counts, as "were sent"; None where no known verb is near.

    Args:
        text: that the tokens are of.
        tokens: its words.
        at: which of them is the number.
        people: whether it counts people, of whom other things are said.
    """
    table, number = _PEOPLE if people else _THINGS, tokens[at]
    best: tuple[float, str] | None = None
    for place, token in enumerate(tokens):
        family = table.get(token.lower)
        if family is None:
            continue
        away = float(place - at) if place >= at else at - place + _BEFORE
        between = text[number.end : token.start] if place >= at else text[token.end : number.start]
        away += _BORDER_COST * len(_BORDER.findall(between))
        if away <= _REACH and (best is None or away < best[0]):
            best = (away, family)
    return best[1] if best else None
