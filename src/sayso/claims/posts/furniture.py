"""Lines and sentences of a page or channel that claim nothing: "Subscribe", "Photo: Ada Brill"."""

from __future__ import annotations

import re

MOST_CHARACTERS = 240  # of a line or sentence; a longer one says something
_EDGES = re.compile(r"^[^\w@#(©]+|[^\w)]+$")
_LINKS = re.compile(r"(?:https?://|www\.|t\.me/)\S+")
_PLATFORM = (
    r"(?:telegram|x|twitter|facebook|instagram|youtube|tiktok|whatsapp|threads|mastodon|bluesky|"
    r"viber|linkedin)"
)
_PROMOTE = r"(?:subscribe|like|retweet|repost|share|follow|comment|tweet|re-?share)"
_OURS = (
    r"(?:our|my|the|this) (?:[\w-]+ )?(?:channel|chat|group|newsletter|community|page|bot|site|"
    r"website|app|account|feed)"
)
_ACCOUNTS = r"(?:@\w+(?:,| and| &| or| \||/)*\s*)+"
_PROMOTING = (
    rf"{_PROMOTE}(?:(?:,| and| &| or|/)+ ?{_PROMOTE})*",
    r"(?:un)?subscribe (?:to|for|here|now|today|and|so|on|if)\b.*",
    (
        rf"(?:follow|join|find|like|watch|visit) (?:us|me|@\w+)(?: (?:all )?(?:on|at|in|via) (?:our |"
        rf"the )?(?:{_PLATFORM}|@\w+|socials?|social media|chat|channel)\b.*| here| now)?"
    ),
    (
        rf"(?:follow|join|find|like|watch) .{{1,40}} on {_PLATFORM}(?: and {_PLATFORM})*(?: for (?:more|all|"
        rf"the|live|news|updates)\b.*)?"
    ),
    rf"(?:follow|join|like|support|visit|open|mute|see) {_OURS}\b.*",
    r"share (?:this|it|with|on|via|widely|the (?:post|link|video|word))\b.*",
    r"(?:like|retweet|comment) (?:this|if|us|and|the (?:post|video))\b.*",
    r"(?:rt|repost|share) (?:if you|pls|please|this|to (?:spread|warn|help))\b.*",
    rf"(?:please )?(?:{_PROMOTE}|join)(?: (?:to|us|here|now|on|at|our [\w-]+)){{0,2}}\W{{1,3}}{_ACCOUNTS}",
    (
        r"(?:please )?(?:write|send|contact|message|text|dm|e-?mail|reach|submit)(?: [\w']+){0,5}\W{1,3}"
        rf"{_ACCOUNTS}(?: (?:here|now|anonymously|any ?time))?"
    ),
    (
        r"(?:(?:our|my|the) )?(?:[\w-]+ )?(?:channel|chat|bot|backup|reserve|contacts?|tips|feedback)\W{1,3}"
        rf"{_ACCOUNTS}"
    ),
    r"(?:turn|switch) on (?:the )?notifications.*",
    r"(?:support us|buy (?:me|us) a coffee|become a (?:patron|member|subscriber))\b.*",
    r"donate(?: (?:here|now|to (?:us|our)\b.*))?",
    r"(?:send (?:us |in )?|share )your (?:photos|videos|pictures|tips|stories|footage|news|clips)\b.*",
    r"(?:got|have|do you have) (?:a |any )?(?:tips?|photos|news|story|stories|information to share)\b.{0,60}",
    r"(?:contact|write to|message|text|dm|email|e-mail) (?:us|me)\b.*",
    r"(?:our|my) (?:bot|chat|backup channel|reserve channel|second channel|feedback bot)\b.{0,40}",
    r"(?:sign up|log ?in|register)(?: (?:here|now|for|to|with)\b.*)?",
)
_POINTING = (
    r"(?:read|see|watch|learn|find out|view|hear|show|load) (?:more|also|next|on)\b.*",
    r"also (?:read|see|on)\b.*",
    (
        r"(?:read|see|watch|view|listen to|open) (?:the |our )?(?:full|whole|entire|original) (?:story|"
        r"article|post|report|video|text|thread|interview|statement|version)\b.*"
    ),
    (
        r"(?:watch|see) (?:the )?(?:video|clip|footage|photos?|pictures?|gallery|live(?:stream)?|"
        r"stream)(?: (?:below|above|here|now|live))?"
    ),
    r"(?:full|whole) (?:story|article|text|video|thread|interview|report)(?: (?:here|below))?",
    r"(?:click|tap|swipe)\b.{0,60}",
    r"(?:continue|keep) reading\b.*",
    (
        r"(?:more|details?|link|links|video|photos?|story|article)(?: (?:here|below|above|"
        r"in (?:the )?(?:bio|comments|next post|thread)|at the link|to follow|follow))"
    ),
    r"(?:related|recommended|more) (?:articles?|stories|posts|news|content|topics)\b.{0,20}",
    r"(?:related|recommended|see also|tags?|topics?|filed under|categories|category): .{1,120}",
    r"(?:a |short |mini-?)?thread(?: \(?\d+/\d*\)?)?",
    r"(?:here is |here's )?(?:[\w' -]{2,50}[,:-] ?)?what we (?:know|have) (?:so far|now|about it)?",
    r"(?:more|updates?|details) (?:to follow|to come|soon|later)",
)
_NUMBER = r"\d[\d.,]*\s?[kKmM]?"
_COUNTED = (
    r"(?:views?|shares?|likes?|reposts?|retweets?|comments?|repl(?:y|ies)|reactions?|followers|"
    r"subscribers|reads|quotes?|bookmarks?)"
)
_COUNTING = (
    rf"(?:{_NUMBER}\s?{_COUNTED}\W*)+",
    rf"(?:(?:views|shares|likes|reposts|retweets|comments|replies)\W+{_NUMBER}\W*)+",
    r"\(?\d{1,2} ?/ ?(?:\d{1,2}|n|x)?\)?",
    r"\d+ ?(?:min(?:ute)?s?|hours?|hrs?|h|days?)(?: (?:read|ago))",
    (
        r"(?:(?:first |last )?(?:published|updated|posted|modified|edited))(?: (?:on|at|by|"
        r"in))?\W.{0,10}\d.{0,40}"
    ),
    r"edited",
)
_LEGAL = (
    r"(?:©|\(c\)|copyright\b).*",
    r"all rights reserved.*",
    (
        r"(?:we|this (?:web ?)?site|our (?:web ?)?site|"
        r"our partners)(?: and our partners)? uses? cookies(?: (?:to|and|for|on|that|so)\b.*)?"
    ),
    (
        r"(?:accept|allow|reject|decline|refuse|manage|customi[sz]e)(?: all| only)?(?: (?:necessary|"
        r"essential))?(?: (?:cookies|preferences|settings|all|options))"
    ),
    r"(?:accept|reject) all(?: cookies)?",
    r"cookie (?:policy|settings|preferences|notice)",
    r"by (?:continuing|using|clicking|browsing)\b.* (?:cookies|terms|privacy)\b.*",
    r"(?:privacy|terms)(?: (?:policy|notice|of (?:use|service)|and conditions|& conditions))?",
    (
        r"(?:advertisement|advertise(?: with us)?|advertising|sponsored(?: content)?|promoted|"
        r"paid partnership|ad)"
    ),
    (
        r"(?:menu|home|search|newsletter|about us|contact|imprint|faq|print|e-?mail|tweet|"
        r"skip to (?:main )?content|back to top)"
    ),
    r"(?:most (?:read|popular|viewed)|trending(?: now)?|latest news|top stories|editor'?s (?:pick|choice)s?)",
    r"(?:copy|share) (?:link|article|on " + _PLATFORM + r"(?:,? (?:and )?" + _PLATFORM + r")*)",
    r"loading(?: comments)?|comments(?: \(?\d+\)?)?|leave a (?:comment|reply)|no comments yet",
)
_OF_PAGES = re.compile("|".join(f"(?:{one})" for one in (*_PROMOTING, *_POINTING, *_COUNTING, *_LEGAL)), re.I)
_CC = re.compile(r"(?:cc|fao|ping|attn)\b\W{0,3}(?:@\w+\W*|(?:and|&)\s*)+", re.I)
_NAME = (
    r"(?:@\w+|[A-Z][\w.'&-]*)(?:[ /,&|]+(?:@\w+|[A-Z][\w.'&-]*|of|the|for|and|via|from|de|van|der|in)){0,7}"
)
_CREDIT = re.compile(
    r"(?:(?i:photos?|pics?|pictures?|images?|video|footage|cover|graphics?|map|illustration|screenshot|"
    r"credit|text|"
    r"edited|drone footage|file photo)(?i: (?:credits?|by|courtesy(?: of)?|via|source))*\s*(?:[:/©|]\s*|"
    r"(?<=by) |(?<=of) |"
    rf"(?<=via) )(?:{_NAME}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?|(?i:archive|social media|social networks|"
    rf"screenshot|handout)))"
)
_PERSON = r"[A-Z][\w.'-]+(?: (?:van|de|der|von|al|bin)){0,2}(?: [A-Z][\w.'-]+){1,3}"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|[Ww]ords by|[Ff]rom) {_PERSON}(?:(?:,| and| &| \||;) ?(?:{_PERSON}|"
    rf"[A-Z][\w .'-]{{2,40}}))*(?:,? in [A-Z][\w -]{{2,30}})?"
)
_EDITED = re.compile(
    r"(?:additional )?(?:reporting|editing|writing|edited|written|compiled|translated|produced)"
    r"(?: and \w+)? by .{1,120}",
    re.I,
)
_BAR = re.compile(r"\s*[|•·●]\s*|\s{3,}")
MOST_ITEM_WORDS = 3  # of one item in a row of links
_ADDRESS = re.compile(r"@\w+|(?:[\w-]{2,}\.)+[a-z]{2,}")
# A line in capitals that only names a place or what follows: "KOLVAC BRIDGE", "MORNING REPORT".
_BANNER = re.compile(
    r"(?!(?:NO|SAVE|CLOSE|OPEN|LEAVE|AVOID|EVACUATE|HIT|TO|FROM)\b)(?:THE )?[^\W\d_a-z]{2,} (?:OF )?(?:"
    r"BRIDGE|AIRPORT|STATION|REGION|DISTRICT|CITY|TOWN|VILLAGE|STREET|SQUARE|PORT|HARBOUR|HARBOR|DAM|RIVER|ISLAND|"
    r"COAST|PROVINCE|COUNTY|BORDER|FRONT|HOSPITAL|MARKET|PLANT|REPORT|UPDATE|SUMMARY|DIGEST|NEWS|STATEMENT|BRIEFING|"
    r"BULLETIN|ROUNDUP|MAP)"
)


def is_furniture(text: str) -> bool:
    """Tell whether a line or sentence is nobody's claim: a call to subscribe, a credit, a count, a banner."""
    if len(text) > MOST_CHARACTERS:
        return False
    core = _EDGES.sub("", _LINKS.sub("", text).strip())
    core = _EDGES.sub("", " ".join(core.split()))
    if not core:
        return bool(_LINKS.search(text))
    whole = (_OF_PAGES, _CC, _CREDIT, _BYLINE, _EDITED, _BANNER)
    return any(pattern.fullmatch(core) for pattern in whole) or _is_row_of_links(core)


def _is_row_of_links(core: str) -> bool:
    """Tell a row such as "Subscribe | Chat": short items, of which one is furniture, or all are names."""
    items = [item for item in _BAR.split(core) if item]
    if len(items) < 2 or any(len(item.split()) > MOST_ITEM_WORDS for item in items):
        return False
    if any(_OF_PAGES.fullmatch(item) for item in items):
        return True
    named = [item for item in items if not _ADDRESS.fullmatch(item)]
    return len(named) < len(items) and all(word[:1].isupper() for item in named for word in item.split())
