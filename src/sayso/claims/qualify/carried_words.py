"""Words around a number without a noun, by which `carried` tells what it counts."""

from __future__ import annotations

import re

from sayso.claims.words import word_set

WHOLE = re.compile(r"\b(?:turnout|vote|votes|ballots|share|percent)\b", re.IGNORECASE)
VOTING = re.compile(r"\bvot(?:e|es|ed|ing)\b", re.IGNORECASE)
_FEW = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|nil)"
TO = re.compile(rf"(?:\d|\bvotes|\b{_FEW}) to $", re.IGNORECASE)
TO_AFTER = re.compile(rf" to (?:\d{{1,6}}|{_FEW})\b")
MAGNITUDE = re.compile(r"\b(?:magnitude|richter)\b", re.IGNORECASE)
SHAKEN = re.compile(r"\b(?:magnitude|richter|quake|earthquake|tremor)s?\b", re.IGNORECASE)
FLOWING = word_set("leak spill escape pour seep flow drain evaporate")  # "some 12,000 have leaked", of tonnes
CURRENCIES = word_set("dollars euros pounds crowns francs roubles cents kroner")
WORTH = re.compile(
    r"\b(?:worth|value|cost|price|pay|paid|offer|loan|deal|fund|budget|ransom|fine|loss|profit|revenue|damage|bill|"
    r"sell|sold|buy|bought|bid|spen[dt]|donat|pledg|invest)\w*\b[^.;?!]{0,50}$",
    re.IGNORECASE,
)
PRICE = re.compile(
    r"\b(?:price|cost|pay|paid|sell|sold|buy|bought|worth|fetch)\w*\b[^.;?!]{0,30}$", re.IGNORECASE
)
THERE_WERE = re.compile(r"\bthere (?:is|are|was|were)(?: only| just| about| at least)? $", re.IGNORECASE)
THERE_WERE_SOME = re.compile(
    r"\bthere (?:is|are|was|were) (?!\d)(?:(?:no|any|some|many|more|enough) )?(?P<noun>[a-z]{3,}s)[.,;?]",
    re.IGNORECASE,
)
OF_THINGS_TOO = word_set("returned came left missing rescued trapped turned stranded evacuated flown joined")
REST = re.compile(r"\b(?:remaining|the other) $", re.IGNORECASE)
THE = re.compile(
    r"\b(?:the|all|figure of|not|instead of|rather than) (?:about |around |some |other )?$", re.IGNORECASE
)
WE_WERE = re.compile(
    r"\bwe (?:are|were|must (?:be|have been)|number(?:ed)?)(?: (?:about|around|some|over|at least|only|maybe|"
    r"perhaps|nearly|almost|more than|fewer than|less than|up to))? $",
    re.IGNORECASE,
)
ABOUT = r"(?:(?:about|around|some|over|at least|only|nearly|almost|more than|fewer than|less than|up to) )?"
# "tents meant for 4,000", "the hall holds 300": who is to be in them.
FOR_PEOPLE = re.compile(
    r"\b(?:(?:meant|built|made|designed|room|space|food|water|enough|beds|shelters?|fit|planned|places|latrines|"
    r"toilets|meals|rations|tents|blankets) for|(?:sleeps|seats|houses|shelters|feeds)|"
    rf"(?:tents?|hall|stadium|gym|church|ferry|bus|room|jail|prison|camp|hostel|shelter) holds) {ABOUT}$",
    re.IGNORECASE,
)
FURTHER = re.compile(r"\b(?:another|a further) $", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:got|gets?|serv(?:es?|ed)|fac(?:es?|ed)|given|received|sentenced to|t(?:akes?|ook)|"
    r"last(?:s|ed)|wait(?:s|ed)) "
    rf"{ABOUT}$",
    re.IGNORECASE,
)  # "It took six hours to come, | took 12 to leave"
GATHERING = re.compile(
    r"\b(?:march|rally|protest|demonstration|vigil|funeral|crowd|gathering|parade|procession)(?:e?s)?\b"
)  # not the month
INSIDE = re.compile(r"\b(?:in|on|at|aboard) $", re.IGNORECASE)
ABOARD = re.compile(r" (?:on|in|aboard|at|inside) (?:the|a|an|our|that|this|board)\b")
REACH_OF_THEM = 300  # code points back from "two of them" to those told of
MEASURES = word_set(
    """
    percent points km kilometres kilometers metres meters centimetres millimetres miles feet yards inches
    dollars euros pounds crowns francs roubles cents magnitude degrees tonnes tons kilograms kilos kg grams
    milligrams micrograms litres liters millilitres gallons barrels hectares acres knots volts watts kilowatts
    megawatts decibels bytes ppm parts times km/h mph
    """
)
TOLL = re.compile(r"\b(?:death )?toll\b[^.;]{0,40}$", re.IGNORECASE)
FOR = re.compile(
    r"\bfor (?:(?:at least|less than|more than|about|up to|another|only|over|under) )?$", re.IGNORECASE
)
ON_BOARD = re.compile(r" (?:on board|aboard)\b", re.IGNORECASE)
HUMAN_FATE = re.compile(
    r"\s*(?:(?:of them|on board|aboard|(?:in|on|inside|aboard) the [a-z]+)\s+)?"
    r"(?:more\s+)?(?:(?:have|has|had|was|were|are|is|been|being|also|still|later)\s+)*"
    r"(?:in (?:the )?(?:hospital|custody|intensive care)|died|killed|wounded|injured|hurt|arrested|detained|"
    r"hospitalised|hospitalized|missing|dead|flown|"
    r"got (?:off|out|away|home)|treated|admitted|evacuated|infected|poisoned|drowned|ill|"
    r"sick|homeless|displaced|stranded|trapped|rescued|discharged|vaccinated|quarantined|unaccounted|sacked|alive|"
    r"on strike|fled|marched|walked out|protested|gathered|tested positive|came|turned (?:up|out)|attended|"
    r"took part|joined|signed|voted|returned|waited|suffered|fell ill|sought|complained|slept|queued|"
    r"demonstrated|stayed (?:away|home|at home)|picketed|on (?:duty|ventilators|site)|at work|"
    r"survived|perished|did(?: not|n't) make it|lost (?:their|his|her)|"
    r"in (?:a )?(?:critical|serious|stable) condition|under observation)\b",
    re.IGNORECASE,
)
FATES = word_set("dead deaths missing injured wounded killed hurt") | {
    ""
}  # they say what became of people, not who they are
AMONG_OTHERS = word_set(
    """
    passengers men women children boys girls babies infants toddlers pupils visitors guests residents
    neighbours customers motorists pedestrians cyclists pensioners
    """
)  # of whom one is seldom hurt among his like alone
KILLS = re.compile(
    r"\b(?:kill|injur|wound|maim)(?:s|es|ed|ing)\s+(?:(?:at least|about|some|up to|more than|around)\s+)?$",
    re.IGNORECASE,
)
STRIKES = re.compile(
    r"\b(?:(?:infect|sicken|strand|displac|evacuat|rescu|arrest|detain|treat|employ|hospitali[sz])(?:e|es|s|ed|ing)|"
    r"strikes|struck|striking|traps|trapped|trapping) (?:(?:at least|about|some|up to|more than|around) )?$",
    re.IGNORECASE,
)
CROWD = re.compile(
    r"\b(?:crowd|team|group|crew|gang|delegation|party|band|audience|staff|workforce)s? "
    r"(?:of|from|to|from \w+ to|by|at) "
    r"(?:(?:at least|about|some|up to|more than|around|over|nearly|almost) )?$",
    re.IGNORECASE,
)
ACTS = re.compile(
    r"\s+(?:more )?(?:have|has|had|was|were|are|is|will|would|[a-z]{3,}ed|fled|came|went|left|took)\b"
)
