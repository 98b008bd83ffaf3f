"""Words in and before names: titles, the kinds of bodies, offices, and what is no part of a name."""

from __future__ import annotations

import itertools
import re

from sayso.claims.words import word_set

# Before a person's name, in a text as in the label of a turn.
RANKS = word_set(
    """
    mr mrs ms miss dr prof professor sir dame lord lady gen general col colonel maj major capt captain lt
    lieutenant cmdr commander adm admiral sgt sergeant amb ambassador envoy minister president secretary
    governor gov mayor senator sen rep representative congressman congresswoman judge justice commissioner
    inspector superintendent spokesman spokeswoman spokesperson chairman chairwoman chair chief director
    speaker chancellor premier king queen prince princess bishop archbishop
    """
)
# … and what may stand with or for them there, though not alone in a label.
TITLES = RANKS | word_set(
    """
    prime interior defence defense foreign finance health education deputy vice police fire hospital doctor
    father sister retired former ex acting senior leading press officer head leader attorney engineer nurse
    detective sheriff assistant special state party democratic republican
    """
)
OFFICES = RANKS | word_set("head leader officer")  # behind what they are of: "Energy Minister Ada Brill"
BODY_WORDS = word_set(
    """
    ministry agency council commission committee army navy police party front group union court
    government office department bureau board institute university company construction corp
    corporation inc ltd plc bank radio television tv news times post herald courier daily press
    agency network foundation association federation service services force forces brigade battalion
    regiment command movement mission embassy parliament senate congress house authority
    organisation organization centre center hospital club society alliance coalition league campaign
    airlines railways volunteers watch monitor channel media
    energy power works industries holdings company trust fund store shop school college church
    observatory laboratory team unit squad administration secretariat
    """
)
# How firms are named; "Ada Power" may be a person all the same.
COMPANY_WORDS = word_set(
    """
    construction corp corporation inc ltd limited plc bank lines coal energy power works industries holding
    holdings chemicals chemical oil gas steel metals motors airlines airways air shipping foods mining mines
    logistics systems technologies pharma hydro electric group co company sons brothers partners petroleum
    cement rail railways transport telecom insurance grupo gmbh ag sa freight haulage ferries builders
    contractors textiles plastics refining utilities
    """
)
LEADING = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy
    dozens hundreds thousands half part the a an in on at of for and but or if when while as after before
    since according by to from
    with his her its their our my this that these those it he she they we i there here what who why
    how not no so then yet also even asked speaking meanwhile however although though because during
    under over near above below between despite monday tuesday wednesday thursday friday saturday
    sunday january february march april june july august september october november december more
    most some any all both each every another other
    """
)
PLACE_KINDS = word_set(
    "city town village port state republic kingdom nation country province district region island"
)

# An office with a body in its name is a person's: "Chief of Staff Joss Hane".
OFFICE = re.compile(
    r"(?:Chief|Head|Commander|Secretary) of (?:the )?"
    r"(?:(?:General|Naval|Air|Joint|Defence|Army) )?(?:Staff|State)"
    r"(?:$| (?P<name>.+))"
)
# "Minister of Housing", "Secretary for Ports", "Governor of the Lenn Bank": whoever holds it, a person.
_HELD = word_set(
    "minister secretary governor mayor president premier chancellor ambassador commissioner director "
    "chairman chairwoman chair speaker bishop archbishop sheriff"
)
_HOLDING = word_set(
    "deputy prime first vice acting former general home foreign interior junior assistant under"
)


def names_an_office(name: str) -> bool:
    """Tell a name that is an office, with what it is of: whoever is called by it is a person."""
    words = [word.lower() for word in name.split()]
    place = next((n for n, word in enumerate(words) if word in {"of", "for"}), 0)
    return place > 0 and words[place - 1] in _HELD and set(words[: place - 1]) <= _HOLDING


_GENERAL_BODIES = word_set(
    "staff assembly council secretariat directorate confederation inspectorate synod command union electric"
)


def is_general_body(tokens: list[str]) -> bool:
    """Tell "the Keld General Staff" from "General Ada Brill"."""
    pairs = itertools.pairwise(token.lower() for token in tokens)
    return any(one == "general" and other in _GENERAL_BODIES for one, other in pairs)


QUALIFYING = word_set(
    "neighbouring neighboring nearby veteran local rival fellow former besieged embattled beleaguered "
    "outgoing incoming visiting acting long-time longtime state-owned state-run"
)
