"""Which people a noun counts: soldiers, children, people in general, or none at all."""

from __future__ import annotations

from functools import lru_cache

from sayso.compare.words import words_in

HUMAN_NOUNS: dict[str, str] = {
    "people": """
        people person persons men man women woman dead bodies body lives victims human humans others
        deaths corpses casualties injured wounded missing killed fatalities wounded_and_killed
        survivors passengers guests souls adults elderly pensioners shoppers visitors motorists
        commuters evacuees refugees members casualty fatality guest passenger survivor worshippers
        relatives newcomers returnees migrants asylum-seekers folk folks lads lad lasses blokes fellows
        fans fan spectators spectator bystanders bystander mates mate ours names hit
        coffin coffins
        suspects suspect culprits culprit perpetrators perpetrator
    """,
    "patients": "patients patient inpatients",
    "civilians": """
        civilians civilian residents resident villagers villager inhabitants inhabitant families
        family neighbours tourists
    """,
    "soldiers": """
        soldiers soldier servicemen serviceman troops troop guards guard officers officer policemen
        police constables constable marines conscripts recruits troopers infantrymen paratroopers airmen
        gendarmes peacekeepers reservists personnel warders warder wardens jailers sentries sentry
    """,
    "fighters": """
        fighters fighter attackers attacker militants militant gunmen gunman rebels rebel terrorists
        insurgents mercenaries volunteers foreigners intruders combatants insurgent jihadists
        separatists partisans raiders assailants gunwomen
    """,
    "children": """
        children child kids kid pupils pupil students student schoolchildren babies infants boys
        girls newborns newborn baby infant toddlers teenagers minors schoolgirls schoolboys boy girl
    """,
    "workers": """
        workers worker employees employee staff drivers driver nurses nurse doctors doctor medics
        miners firefighters paramedics surgeons engineers technicians labourers dockers
        fishermen operators teachers journalists reporters staffers colleagues
        inspectors
    """,
    "crew": "crew crewmen crewman sailors sailor seamen seaman seafarers seafarer",
    "captives": """
        hostages hostage captives captive prisoners prisoner detainees detainee captured
        inmates inmate internees abductees convicts convict jailbirds
    """,
    "voters": """
        voters voter protesters demonstrators marchers participants supporters protestors rioters
        strikers demonstrator protester
    """,
}  # fmt: skip

# Counted beside a crew, and never among it.
_CARRIED = frozenset({"passenger", "passengers"})
_EVERYBODY = frozenset({"people", "person", "persons", "soul", "souls"})

_PEOPLE_ENDINGS = ("men", "women", "ists", "ians", "ees", "people")
_THINGS_LIKE_PEOPLE = words_in(
    "trees committees fees knees specimens regimens lists fists mists degrees guarantees"
)

_HUMAN_OF = {word: group for group, words in HUMAN_NOUNS.items() for word in words.split()}


@lru_cache(maxsize=4096)
def human_group(noun: str) -> str | None:
    """Return which people a noun counts: "fighters", "soldiers", "people" for any; None for things.

    A noun that the table lacks counts people where it ends as their names do.
    """
    lower = noun.lower()
    last = lower.split()[-1] if lower.split() else ""
    known = _HUMAN_OF.get(lower) or _HUMAN_OF.get(last)
    if known is None and last.endswith(_PEOPLE_ENDINGS) and last not in _THINGS_LIKE_PEOPLE:
        return "people"
    return known


def is_everybody(noun: str) -> bool:
    """Tell whether a noun names people of whatever sort: "people", "souls"."""
    return noun.lower() in _EVERYBODY


def are_passengers(noun: str) -> bool:
    """Tell whether a noun names those whom a ship, train or plane carries."""
    return not _CARRIED.isdisjoint(noun.lower().split()[-1:])


def crew_and_passengers(one: str, other: str) -> bool:
    """Tell whether of two nouns the one counts a crew and the other those whom it carries."""
    return any(
        human_group(crew) == "crew" and are_passengers(carried)
        for crew, carried in ((one, other), (other, one))
    )
