"""Set phrases of news English, each put in the one word that it stands for: "let nine go", "lost contact"."""

from __future__ import annotations

import re
from functools import lru_cache

from sayso.claims.qualify.bounds import negation_of_a_bound
from sayso.compare.words import NUMBER_WORDS

_COUNTED = "|".join(sorted(NUMBER_WORDS))
_WANTED = (
    r"suspects?|suspected|culprits?|perpetrators?|killers?|murderers?|gunm[ae]n|attackers?|assailants?|bombers?|"
    r"arsonists?|robbers?|thie(?:f|ves)|fugitives?|wanted"
)
# Phrases that mean one word of the table, and the word.
_PHRASES = tuple(
    (re.compile(pattern, re.IGNORECASE), word)
    for pattern, word in (
        (r"\b(?:have|has|had) not (?:yet )?(?:come back|returned|been (?:found|seen))\b", "are missing"),
        (
            (
                r"\b(?:everyone|everybody|all(?: of them| \w+)?) "
                r"(?:(?:has|have|had)(?: now)? been|is|are|was|were) (?:now )?accounted for\b"
            ),
            "nobody is missing",
        ),
        (r"\b(?:know|knows|knew|aware) of (?:no one|nobody|none)(?: else)? (?:who|that)\b", "nobody"),
        (r"\btest(?:s|ed)? for (\w+) (?:was|were|is|are|came back|proved) negative\b", r"test showed no \1"),
        (r"\btested negative for (\w+)\b", r"test showed no \1"),
        (r"\bin (?:perfect|good|full|proper|excellent)(?: working)? order\b|\bin working order\b", "intact"),
        (r"\b(was|were|is|are|been) in order\b(?! (?:to|that|of)\b)", r"\1 intact"),
        (r"\bout of (?:order|service|action)\b", "broken"),
        (r"\b(?:not|n['’]t) (?:been )?(?:working|functioning|operating|operational)\b", "broken"),
        (r"\bdid(?: not|n['’]t) (?:work|function|operate)\b", "was broken"),
        (
            (
                r"\bleft (?=(?:on|in|by|with) (?:the|an?) (?:\w+ )?(?:life)?boats?\b|"
                r"(?:the|his|her) (?:ship|ferry|bridge)\b)"
            ),
            "abandoned ",
        ),
        (r"\bcame under (?:fire|attack)\b", "was fired on"),
        (r"\blet(?:ting)?\s+((?:\w+\s+){0,4}?)(?:go|out|free)\b", r"released \1"),
        (r"\blost (?:their|his|her) (?:lives|life)\b", "died"),
        (r"\blost (?:all |any |radio )*contact\b", "missing"),
        (r"\b(?:taken|brought|rushed|admitted) to (?:the |a )?hospitals?\b", "hospitalised"),
        (r"\bin (?:the )?hospitals?\b(?= *(?:$|[.,;]))", "hospitalised"),
        (r"\b(?:took|taken|taking|take) part\b", "attended"),
        (r"\bwent on\b", "lasted"),
        (
            r"\bon (?:board|(?:the|that|this) (?:train|bus|coach|ship|ferry|boat|plane|aircraft|flight))\b",
            "aboard",
        ),
        (r"\bstood still\b", "stopped"),
        (r"\b(?:at|dropped|cast) anchor\b", "anchored"),
        (r"\b(?:weighed|raised|lifted) (?:(?:her|its|the) )?anchor\b|\bunder way\b", "underway"),
        (r"\b(?:shot|beaten|burned|burnt) (?:dead|to death)\b", "killed"),
        (r"\bturned out\b", "turnout"),
        (r"\bcounted (?:again|afresh)\b", "recounted"),
        (r"\b(?:had|have|has) (?:already )?voted\b", "turnout"),
        (r"\bunder arrest\b|\b(?:led|taken) (?:away|off)\b", "arrested"),
        # Those who are looked for because they did it are wanted, and nobody misses them.
        (
            (
                r"\b(?:looking|searching|search|hunt|hunting|manhunt) for "
                rf"(?=(?:\w+ ){{0,4}}(?:{_WANTED})\b)"
            ),
            "fugitive ",
        ),
        (
            rf"\b({_WANTED})((?: \w+){{0,3}}) (?:being (?:looked|searched|hunted) for|sought)\b",
            r"\1\2 fugitive",
        ),
        (rf"\b({_WANTED}) (?:(?:is|are|was|were) )?(?:still )?(?:missing|unaccounted for)\b", r"\1 fugitive"),
        (r"\b(?:not heard from|no news of|nothing is known of|being (?:looked|searched) for)\b", "missing"),
        (
            (
                r"\b(?:looking|searching|search) for "
                rf"(?=(?:about|some|at least|more than)?\s*(?:\d|(?:{_COUNTED})\b))"
            ),
            "missing ",
        ),
        (r"\bin an? (?:very )?(?:grave|critical|serious) condition\b", "injured"),
        (r"\blost (?:the |their |his |her )?(?:roofs?|homes?|houses?|shelters?)\b", "homeless"),
        (r"\blost (?:all |the |their )?(power|electricity|jobs?|work|seats?)\b", r"without \1"),
        (
            r"\bbeen (?:cut|carried|brought|pulled|fetched|winched|lifted) (?:out|ashore|off|to safety)\b",
            "rescued",
        ),
        (r"\b(?:come|came) back\b", "returned"),
        (r"\bput to flight\b", "fled"),
        (
            (
                rf"\b(?:(?:\d+|{_COUNTED}|many|some|several)? ?(?:years|months) (?:ago|old)|"
                r"online (?:in|since|as early as) (?:\w+ )?(?:19|20)\d\d)\b"
            ),
            "old",
        ),
        (r"\bon purpose\b", "deliberately"),
        # "He lies on the road" tells no lies.
        (
            (
                r"(?<!the )(?<!their )(?<!his )(?<!of )(?<!and )\blies "
                r"(?=(?:there|dead|still|down|flat|face|bleeding|in|on|at|under|by|near|beside|between|behind|before|across|among|outside|inside)\b)"
            ),
            "is ",
        ),
        (r"\bmade up\b", "invented"),
        (r"\bno doubt\b", "certainly"),
        (r"\bno (?=(?:less|more|fewer|later|sooner) than\b)", ""),
        # "Did not exceed 40" gives a bound, and says of nothing that it is not so.
        (negation_of_a_bound(rf"(?:\d|(?:{_COUNTED})\b|$)"), ""),
        (r"\bnot only\b", ""),
        # Not the square that a crowd stands on.
        (r"\b(?:square|cubic|nautical) (?=(?:(?:kilo|centi)?met(?:re|er)s?|miles?|feet|yards?|k?m)\b)", ""),
        (r"\bwith no\b", "lacking"),
        (r"\band no (?:longer|more|less|fewer|sooner|later)\b", ""),
        (r"\btaken (?:prisoner|captive|hostage)\b", "captured"),
        (
            (
                r"\b(?:nobody|no one|none) (?:had |has |have |was )?"
                r"(?:laid a finger on (?:them|him|her|us|me)|touched|harmed|hurt)\b"
            ),
            "unharmed",
        ),
        (r"\b(?:come|came) to no harm\b|\bnot been (?:harmed|touched|mistreated)\b", "unharmed"),
        (r"\bthere (?:was|were|is|are|had been) (?:nobody|no one|no-one|not a soul)\b", "empty was"),
    )
)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text with its set phrases put in one word each: "let nine go" -> "released nine"."""
    for pattern, word in _PHRASES:
        text = pattern.sub(word, text)
    return text
