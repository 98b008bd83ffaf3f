"""What words are about: families of words for the same thing, and scales with two ends.

A table of news English: accounts of one event call the same thing by other
words ("killed", "bodies", "the toll"). A *concept* says what a figure counts or
what a sentence is about; a *scale* has two ends that exclude each other
("genuine" and "a forgery"), and tells on which a statement stands.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.compare.words import stem, words_in

# What is said to happen. A word may belong to several.
_EVENTS: dict[str, str] = {
    "death": """
        kill killed killing dead death deaths die died dies dying body bodies corpse corpses toll
        fatality fatalities fatal slain perish perished slaughter slaughtered massacre
        massacred funeral funerals buried burial morgue grave graves drowned drown executed
        eliminated neutralised liquidated destroyed lost
    """,
    "injury": """
        wound wounded wounds injure injured injuries injury hurt maimed frostbite burns burned
        treated treatment hospitalised hospitalized admitted casualties casualty concussion
        stretcher
    """,
    "missing": "missing unaccounted disappeared disappearance vanished search",
    "charge": "charge charged charges indicted indictment prosecuted arraigned convicted sentenced fined",
    "capture": """
        arrest arrested arrests detain detained detention detainees custody cells jailed prisoner
        prisoners captive captives captured hostage hostages kidnapped abducted held holding holds
        seized internees imprisoned
    """,
    "release": """
        release released freed free freeing liberated released return returned handed handover
        exchange swap swapped crossed walked embraced received
    """,
    "trapped": "trapped trap stuck beneath rubble slab pinned inside underneath voices",
    "rescue": "rescue rescued rescuers rescuing saved pulled dug survivors survivor survived alive",
    "flight": """
        evacuated evacuation evacuate fled flee fleeing displaced refugees homeless shelter shelters
        sheltering escaped escape
    """,
    "crossing": "crossed cross crossing entered enter incursion infiltrated",
    "arrival": """
        arrived arrive arrival reach reached deployed deploy deployment sent send sending
        reinforcements due
    """,
    "attendance": """
        rally rallies march marched marchers protest protesters protested demonstrators
        demonstration crowd crowds square attended attendance drew drawn gathering vigil
    """,
    "vote": """
        vote votes voted ballot ballots majority share lead leads won win re-elected elected
        election term count
    """,
    "turnout": "turnout",
    "fraud": """
        rig rigged stuff stuffed stuffing tamper tampered fraud forged falsified irregularities
        cheat stolen
    """,
    "payment": """
        ransom pay paid paying pays payment payments money dollars euros coin coins penny cash
        bought instalment sum fee bribe bribes compensation lent
    """,
    "footage": """
        video videos clip clips film films footage recording recordings images image picture
        pictures photo photos photograph photographs
    """,
    "recorded": "filmed shot recorded recording made taken film clip footage",
    "fighting": """
        battle fight fighting fought clash clashes shooting gunfire firefight engaged shootout
        skirmish
    """,
    "strike": """
        strike strikes struck hit shelled shelling bombed bombing bombardment airstrike airstrikes
        missile missiles rocket rockets shell shells drone drones bomb bombs raid impact fired
        launched warhead artillery
    """,
    "blast": "blast explosion explosions exploded detonated detonation blew",
    "fire": "fire fires blaze burning burnt burned flames smoke arson",
    "leak": """
        leak leaked leaking leakage spill spilled release cloud fumes vapour plume gas
        chlorine ammonia toxic chemical
    """,
    "level": """
        concentration level levels reading readings measured limit parts milligrams microgram
        micrograms sensor sensors ppm
    """,
    "illness": """
        ill sick sickness poisoned poisoning symptoms infected infection cases coughing nausea
        breathing vomiting disease outbreak
    """,
    "damage": """
        collapsed collapse destroyed damaged damage ruins flattened crumbled wrecked demolished down
    """,
    "power": "power electricity outage blackout current lamps grid lights",
    "interruption": "interruption interrupted stopped stood halted halt suspended stoppage delay pause",
    "duration": "lasted last lasting",
    "quake": "earthquake quake tremor magnitude shock aftershock richter",
    "inspection": "inspected inspection inspections inspect audited audit checked certificates",
    "hiding": """
        hidden hiding hide delaying delay withheld withhold sitting conceal concealed cover-up
        suppress suppressed covering
    """,
    "document": "sheet spreadsheet table tally document paper memo letter list protocol protocols leaked",
    "complaint": "complaint complaints objections appeals",
    "foreigners": "foreign foreigner foreigners mercenary mercenaries volunteers",
    "smuggling": "smuggler smugglers smuggling",
    "origin": "volunteers consisted nationality citizens language",
    "negotiation": "talks negotiations negotiated deal agreement ceasefire truce bargain pact",
    "recount": "recount afresh recounted",
    "beating": "beat beaten beating tortured torture mistreated abused",
    "weapons": """
        weapons weapon arms ammunition tunnel tunnels bunker command-post headquarters militants
        base depot
    """,
    "warning": "warned warning warnings leaflets alarm siren sirens alert notified",
    "cause": """
        cause caused fuse switch fault technical sabotage accident purpose deliberately negligence
        error malfunction valve corrosion
    """,
    "next": "next follow postponed scheduled planned stage instalment",
    "material": "concrete material sand substandard quality certificates cement steel",
    "water": "water flood flooded flooding dam reservoir river levee",
    "responsibility": "responsible responsibility behind blame blamed culprit perpetrator",
    "withdrawal": "withdraw withdrawn withdrew retreat retreated",
    "supply": "sent handed gave supplied provided source",
    "work": "walkout layoffs jobs dismissed workers union",
    "price": "price prices cost costs budget contract",
    "school": """
        school schools classroom kindergarten nursery pupils pupil students teacher teachers classes
    """,
    "hospital": """
        hospital hospitals ward wards clinic clinics morgue doctor doctors nurse nurses patients
        patient surgeon surgeons maternity incubators infirmary medics
    """,
    "bridge": "bridge bridges crossing ferry",
    "police": "police policeman policemen officers constable gendarmes riot",
    "sinking": "sank sunk sinking capsized vessel boat ship overboard lifeboat",
    "crash": "crash crashed collided collision derailed derailment aircraft plane train",
}  # fmt: skip

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
    "present": ("present attended", "absent"),
}

HUMAN_NOUNS: dict[str, str] = {
    "people": """
        people person persons men man women woman dead bodies body lives victims human humans others
        deaths corpses casualties injured wounded missing killed fatalities wounded_and_killed
        survivors passengers guests souls adults elderly pensioners shoppers visitors motorists
        commuters evacuees refugees members casualty fatality guest passenger survivor worshippers
        relatives newcomers returnees migrants asylum-seekers
    """,
    "patients": "patients patient inpatients",
    "civilians": """
        civilians civilian residents resident villagers villager inhabitants inhabitant families
        family neighbours tourists
    """,
    "soldiers": """
        soldiers soldier servicemen serviceman troops troop guards guard officers officer policemen
        police marines sailors conscripts recruits troopers infantrymen paratroopers airmen
        gendarmes peacekeepers reservists personnel
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
        miners crew firefighters paramedics surgeons engineers technicians labourers dockers seamen
        fishermen operators teachers crewmen journalists reporters staffers colleagues
        inspectors
    """,
    "captives": """
        hostages hostage captives captive prisoners prisoner detainees detainee captured
        inmates inmate internees abductees
    """,
    "voters": """
        voters voter protesters demonstrators marchers participants supporters protestors rioters
        strikers demonstrator protester
    """,
}  # fmt: skip

_PEOPLE_ENDINGS = ("men", "women", "ists", "ians", "ees", "people")
_THINGS_LIKE_PEOPLE = words_in(
    "trees committees fees knees specimens regimens lists fists mists degrees guarantees"
)

TIME_UNITS = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0, "weeks": 604800.0}
LENGTH_UNITS = {
    "metres": 1.0, "meters": 1.0, "m": 1.0, "kilometres": 1000.0, "kilometers": 1000.0, "km": 1000.0,
    "miles": 1609.34, "feet": 0.3048, "centimetres": 0.01, "cm": 0.01,
}  # fmt: skip
MASS_UNITS = {
    "kilograms": 1.0,
    "kilogrammes": 1.0,
    "kg": 1.0,
    "tonnes": 1000.0,
    "tons": 1000.0,
    "litres": 1.0,
}
MONEY_UNITS = words_in(
    """
    dollars euros pounds crowns francs marks roubles rubles yuan yen money
    """
)


# Phrases that mean one word of the table, and the word.
_PHRASES = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b(?:have|has|had) not (?:yet )?(?:come back|returned|been (?:found|seen))\b", "are missing"),
        (r"\blet(?:ting)?\s+((?:\w+\s+){0,4}?)(?:go|out|free)\b", r"released \1"),
        (r"\blost (?:their|his|her) (?:lives|life)\b", "died"),
        (r"\blost (?:all |any |radio )*contact\b", "missing"),
        (r"\b(?:taken|brought|rushed|admitted) to (?:the |a )?hospitals?\b", "hospitalised"),
        (r"\bin (?:the )?hospitals?\b(?= *(?:$|[.,;]))", "hospitalised"),
        (r"\b(?:took|taken|taking|take) part\b", "attended"),
        (r"\bwent on\b", "lasted"),
        (r"\bstood still\b", "stopped"),
        (r"\b(?:shot|beaten|burned|burnt) (?:dead|to death)\b", "killed"),
        (r"\bturned out\b", "turnout"),
        (r"\bcounted (?:again|afresh)\b", "recounted"),
        (r"\b(?:had|have|has) (?:already )?voted\b", "turnout"),
        (r"\bunder arrest\b|\b(?:led|taken) (?:away|off)\b", "arrested"),
        (r"\b(?:not heard from|no news of|nothing is known of|being (?:looked|searched) for)\b", "missing"),
        (r"\bin an? (?:very )?(?:grave|critical|serious) condition\b", "injured"),
        (r"\blost (?:the |their |his |her )?(?:roofs?|homes?|houses?|shelters?)\b", "homeless"),
        (r"\blost (?:all |the |their )?(power|electricity|jobs?|work|seats?)\b", r"without \1"),
        (
            r"\bbeen (?:cut|carried|brought|pulled|fetched|winched|lifted) (?:out|ashore|off|to safety)\b",
            "rescued",
        ),
        (r"\b(?:come|came) back\b", "returned"),
        (r"\bput to flight\b", "fled"),
        (r"\bon purpose\b", "deliberately"),
        (r"\bmade up\b", "invented"),
        (r"\bno doubt\b", "certainly"),
        (r"\bno (?=(?:less|more|fewer|later|sooner) than\b)", ""),
        (r"\bnot only\b", ""),
        (r"\bwith no\b", "lacking"),
        (r"\band no (?:longer|more|less|fewer|sooner|later)\b", ""),
        (r"\btaken (?:prisoner|captive|hostage)\b", "captured"),
    )
)


def plain(text: str) -> str:
    """Return a text with its set phrases put in one word each: "let nine go" -> "released nine"."""
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


_CONCEPTS_OF: dict[str, tuple[str, ...]] = {}
for _name, _words in _EVENTS.items():
    for _root in _stems(_words):
        _CONCEPTS_OF[_root] = (*_CONCEPTS_OF.get(_root, ()), _name)

_SCALE_OF: dict[str, tuple[tuple[str, int], ...]] = {}
for _name, _words in HUMAN_NOUNS.items():
    if _name != "people":
        for _root in _stems(_words):
            _CONCEPTS_OF[_root] = (*_CONCEPTS_OF.get(_root, ()), f"group-{_name}")

for _name, (_one, _other) in _SCALES.items():
    for _end, _words in ((1, _one), (-1, _other)):
        for _root in _stems(_words):
            _SCALE_OF[_root] = (*_SCALE_OF.get(_root, ()), (_name, _end))

_HUMAN_OF = {word: group for group, words in HUMAN_NOUNS.items() for word in words.split()}


def concepts_of(root: str) -> tuple[str, ...]:
    """Return the concepts that a stem belongs to."""
    return _CONCEPTS_OF.get(root, ())


def scales_of(root: str) -> tuple[tuple[str, int], ...]:
    """Return the scales that a stem stands on, with the end: 1 or -1."""
    return _SCALE_OF.get(root, ())


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
