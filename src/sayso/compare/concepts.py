"""What words are about: families of words for the same thing.

A table of news English: accounts of one event call the same thing by other
words ("killed", "bodies", "the toll"). A *concept* says what a figure counts or
what a sentence is about. Which people a noun names is in `sayso.compare.people`.
"""

from __future__ import annotations

from sayso.compare.people import HUMAN_NOUNS
from sayso.compare.words import stem

# What is said to happen. A word may belong to several.
_EVENTS: dict[str, str] = {
    "death": """
        kill killed killing dead death deaths die died dies dying body bodies corpse corpses toll
        fatality fatalities fatal slain perish perished slaughter slaughtered massacre
        massacred funeral funerals buried burial morgue grave graves drowned drown executed
        eliminated neutralised liquidated destroyed lost coffin coffins
    """,
    "injury": """
        wound wounded wounds injure injured injuries injury hurt maimed frostbite burns burned
        treated treatment hospitalised hospitalized admitted casualties casualty concussion
        stretcher
    """,
    "wanted": "fugitive fugitives manhunt",
    "missing": "missing unaccounted disappeared disappearance vanished search",
    "charge": "charge charged charges indicted indictment prosecuted arraigned convicted sentenced fined",
    "capture": """
        arrest arrested arrests detain detained detention detainees custody cells jailed prisoner
        prisoners captive captives captured hostage hostages kidnapped abducted held holding holds
        seized internees imprisoned
    """,
    "release": """
        release released freed free freeing liberated return returned handed handover
        exchange swap swapped crossed walked embraced received
    """,
    "trapped": "trapped trap stuck beneath rubble slab pinned inside underneath voices",
    "rescue": "rescue rescued rescuers rescuing saved pulled dug survivors survivor survived alive",
    "safety": "safe unharmed unhurt uninjured unscathed",
    "flight": """
        evacuated evacuation evacuate fled flee fleeing displaced refugees homeless shelter shelters
        sheltering escaped escape
    """,
    "crossing": "crossed cross crossing entered enter incursion infiltrated",
    "aboard": "aboard",
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

_CONCEPTS_OF: dict[str, tuple[str, ...]] = {}
for _name, _words in (
    *_EVENTS.items(),
    *((f"group-{sort}", nouns) for sort, nouns in HUMAN_NOUNS.items() if sort != "people"),
):
    for _root in frozenset(stem(word) for word in _words.split()):
        _CONCEPTS_OF[_root] = (*_CONCEPTS_OF.get(_root, ()), _name)


def concepts_of(root: str) -> tuple[str, ...]:
    """Return the concepts that a stem belongs to."""
    return _CONCEPTS_OF.get(root, ())


def concepts_in(word: str) -> frozenset[str]:
    """Return the concepts of a word in lower case, and of the parts that hyphens join in it."""
    parts = (word, *word.split("-"))
    return frozenset(concept for part in parts for concept in concepts_of(stem(part)))
