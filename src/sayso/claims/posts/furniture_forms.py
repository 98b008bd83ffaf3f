"""The forms of lines that claim nothing, each with an example: a table that `furniture` matches lines with.

A form is closed: every word of a line is one of its own, a name, a date or a number of clicks. Where it has
room for other words, that is its `slot`: what stands there may be a claim, so the line leaves a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """A form, which matches a whole line in small or capital letters alike."""

    pattern: re.Pattern[str]  # with a group `slot` where it has room for any words
    example: str  # without links, and without marks at either end


_PLATFORM = (
    r"(?:telegram|x|twitter|facebook|instagram|youtube|tiktok|whatsapp|threads|mastodon|bluesky|"
    r"viber|linkedin|patreon)"
)
_ON = rf"on (?:our |the )?{_PLATFORM}(?:(?:, and |, | and | & |/){_PLATFORM})*"
_PROMOTE = r"(?:subscribe|like|retweet|repost|share|follow|comment|tweet|re-share|reshare)"
_PAGE = r"(?:channel|chat|group|newsletter|community|page|bot|site|website|app|account|feed)"
_OURS = rf"(?:our|my|the|this) (?:(?:new|telegram|backup|main|second|youtube|news) )?{_PAGE}"
_ACCOUNTS = r"@\w+(?:(?:, and |, | and | & | or |/| / | \| | )@\w+)*"
_ADDRESS = r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)+|@\w+)"
_HERE = rf"(?:here|now|below|above|today|at the link|{_ON}|in (?:the |our )?(?:bio|comments|thread|chat|app))"
_NEWS = (
    r"(?: (?:for|to get|to see|to stay)(?: (?:more|all|the|our|live|latest|breaking|daily|news|updates?|and|"
    r"first|stories|photos|videos|coverage|alerts|informed|exclusive|content|it)\b){1,7})?"
)
_SENT = r"(?:photos?|videos?|pictures|tips?|stories|footage|news|clips|information)"
_ANY = r"(?P<slot>[^.:;!?]{2,90})"
_IF_YOU = r"(?P<slot>if (?:you|u)\b[^.:;!?]{0,60})"
# Words in capitals alone may be a headline: no more than two of them are surely a name.
_WORD_OF_NAME = r"(?:@\w+|[A-Z][a-z][\w.'&-]*|[A-Z]\.?(?= )|[A-Z][A-Z'&-][\w.'&-]*[a-z][\w.'&-]*)"
_CAPITALS = r"[A-Z][A-Z.'&-]*\b\.?(?: [A-Z][A-Z.'&-]*\b\.?)?"
NAME = (
    rf"(?-i:{_WORD_OF_NAME}(?: (?:{_WORD_OF_NAME}|[A-Z][A-Z.&]{{0,4}}\b|of|the|for|and|de|van|der|von|al|"
    rf"bin)){{0,3}}|{_CAPITALS})"
)
# Of a person, or in two words: three and more behind "Photo:" may be a headline.
_SHORT_NAME = (
    rf"(?-i:{_WORD_OF_NAME}(?: (?:van|de|der|von|al|bin)){{0,2}}"
    rf"(?: (?:{_WORD_OF_NAME}|[A-Z][A-Z.&]{{0,4}}\b))?|{_CAPITALS})"
)
_ANY_NAME = r"(?:@\w+|[A-Z][\w.'&-]*)"
_LONG_NAME = rf"(?-i:{_ANY_NAME}(?:[ /,&|]{{1,3}}(?:{_ANY_NAME}|of|the|for|and|via|from|de|in)){{0,9}})"

_PROMOTING = (
    (rf"{_PROMOTE}(?:(?:, and |, | and | & | or |/){_PROMOTE})*", "Like and retweet"),
    (
        (
            rf"(?:please )?(?:un)?subscribe(?: (?:here|now|today|for free))?"
            rf"(?: (?:to|via) (?:us|{_OURS}|{NAME})| {_ON})?{_NEWS}"
        ),
        "Subscribe to Orrin Live",
    ),
    (rf"(?:un)?subscribe (?:to|for|and|so|{_HERE})\b {_ANY}", "Subscribe for stories about the harbour"),
    (
        (
            rf"(?:follow|join|find|like|watch|visit) (?:us|me|@\w+)(?: all)?(?: {_ON}| {_HERE}|"
            rf" (?:on|at|in|via) (?:our |the )?(?:@\w+|socials?|social media|chat|channel))?{_NEWS}"
        ),
        "Follow us on Telegram and X for more news",
    ),
    (rf"(?:follow|join|find|like|watch) {NAME} {_ON}{_NEWS}", "Find Orrin Live on Telegram"),
    (
        rf"(?:follow|join|find|like|watch) (?P<slot>[^.:;!?]{{1,40}}) {_ON}{_NEWS}",
        "Follow the story on Telegram",
    ),
    (rf"(?:follow|join|like|support|visit|open|mute|see) {_OURS}(?: {_HERE})?{_NEWS}", "Join our channel"),
    (
        rf"(?:follow|join|like|support|visit|open) (?:our|my) {_PAGE} {_ANY}",
        "Visit our website to read on about the harbour",
    ),
    (
        (
            rf"share (?:this|it|widely|the (?:post|link|video|word))(?: (?:post|link|video|message|article|"
            rf"story|page|photo|news))?(?: (?:widely|please|everywhere|{_HERE}|with (?:your|all|everyone|"
            r"others)(?: (?:friends|family|and|contacts|people|neighbours|neighbors)){0,3}))?"
        ),
        "Share this with your friends",
    ),
    (
        r"(?:like|retweet|comment)(?: (?:on |and share )?(?:this|us|the)(?: (?:post|video|photo|tweet))?)",
        "Like this post",
    ),
    (rf"(?:like|retweet|comment|rt|repost|share)(?: this)? {_IF_YOU}", "RT if you were on the bridge"),
    (
        r"(?:rt|repost|share) (?:pls|please|to (?:spread|warn|help))(?: (?:the word|others|everyone|this))?",
        "RT to warn others",
    ),
    (
        rf"(?:please )?(?:{_PROMOTE}|join)(?: (?:to|us|here|now|on|at|our \w+)){{0,2}}\W{{1,3}}{_ACCOUNTS}",
        "Subscribe: @orrinlive",
    ),
    (
        (
            r"(?:please )?(?:write|send|contact|message|text|dm|e-?mail|reach|submit)(?: (?:to|us|me|in|your|"
            rf"the|a|our|here|at|via|on|any|bot|chat|admins?|editors?|directly|{_SENT})){{0,6}}\W{{1,3}}{_ACCOUNTS}"
            r"(?: (?:here|now|anonymously|any ?time))?"
        ),
        "Please write to us here: @orrin_bot",
    ),
    (
        (
            r"(?:(?:our|my|the) )?(?:[^\W\d]+ )?(?:channel|chat|bot|backup|reserve|contacts?|tips|feedback)"
            rf"\W{{1,3}}{_ACCOUNTS}"
        ),
        "Our backup channel: @orrinlive2",
    ),
    (rf"(?:turn|switch) on (?:the )?notifications(?: {_HERE})?{_NEWS}", "Turn on notifications"),
    (rf"(?:turn|switch) on (?:the )?notifications {_ANY}", "Turn on notifications so you miss nothing"),
    (
        rf"(?:support us|buy (?:me|us) a coffee|become a (?:patron|member|subscriber))(?: {_HERE})?",
        "Support us on Patreon",
    ),
    (
        rf"(?:support us|become a (?:patron|member|subscriber)) {_ANY}",
        "Become a member and keep this page free",
    ),
    (rf"donate(?: (?:{_HERE}|to us))?", "Donate now"),
    (
        (
            rf"(?:send (?:us |in )?|share )your {_SENT}(?: and (?:your )?{_SENT})?"
            rf"(?: (?:to|at|via|with) (?:us|{_ADDRESS})| {_HERE})?"
        ),
        "Send us your photos at tips@orrin.example",
    ),
    (rf"(?:send (?:us |in )?|share )your {_SENT} {_ANY}", "Send us your photos of the flood"),
    (rf"(?:got|have|do you have) (?:a |any )?{_SENT}(?: to share)?", "Got a tip"),
    (rf"(?:got|do you have) (?:a |any )?{_SENT} {_ANY}", "Got a tip about the harbour"),
    (
        (
            r"(?:contact|write to|message|text|dm|e-?mail) (?:us|me)(?: (?:directly|anonymously|any ?time))?"
            rf"(?: (?:at|on|via) {_ADDRESS}| {_HERE})?"
        ),
        "Contact us at tips@orrin.example",
    ),
    (rf"(?:contact|write to|message|text|dm|e-?mail) (?:us|me) {_ANY}", "Write to us with your questions"),
    (
        r"(?:our|my) (?:bot|chat|(?:backup|reserve|second) channel|feedback bot)(?: (?:is )?(?:here|below))?",
        "Our backup channel is here",
    ),
    (
        (
            rf"(?:sign up|log ?in|register)(?: (?:{_HERE}|for free|(?:to|for) (?:our|the) newsletter|"
            rf"with {_PLATFORM}))?{_NEWS}"
        ),
        "Sign up for our newsletter",
    ),
)
_STORY = r"(?:story|article|post|report|video|text|thread|interview|statement|version)"
_ABOUT = r"(?:on|about|of|in|at|from|by|with)"
_POINTING = (
    (
        (
            rf"(?:read|see|watch|learn|find out|view|hear|show|load) (?:more|also|next)(?: {_HERE}|"
            rf" on (?:our|the|this) {_PAGE}| about (?:it|this))?"
        ),
        "Read more",
    ),
    (
        rf"(?:read|learn|find out|see|view|watch|hear) more:? {_ABOUT} {_ANY}",
        "Read more about the harbour",
    ),
    (
        rf"(?:(?:read|see|watch) (?:more|also|next)|also (?:read|see)): {_ANY}",
        "See also: the harbour in bloom",
    ),
    (rf"also (?:read|see|watch|{_ON}|on our {_PAGE})(?: here)?", "Also on our channel"),
    (
        (
            rf"(?:read|see|watch|view|listen to|open) (?:the |our )?(?:full|whole|entire|original) {_STORY}"
            rf"(?: {_HERE}| on (?:our|the) {_PAGE})?"
        ),
        "Read the full story",
    ),
    (
        (
            rf"(?:read|see|watch|view|listen to|open) (?:the |our )?(?:full|whole|entire|original) {_STORY} "
            rf"{_ABOUT} {_ANY}"
        ),
        "Read the full interview with the harbour master",
    ),
    (
        (
            r"(?:watch|see) (?:the )?(?:video|clip|footage|photos?|pictures?|gallery|live(?:stream)?|"
            r"stream)(?: (?:below|above|here|now|live))?"
        ),
        "Watch the video below",
    ),
    (
        r"(?:full|whole) (?:story|article|text|video|thread|interview|report)(?: (?:here|below))?",
        "Full story here",
    ),
    (
        (
            r"(?:click|tap|swipe)(?: (?:here|below|above|left|right|up|on|the|this|links?|button|image|"
            r"picture|photo|map|video|in|bio|for|to|more|read|see|view|watch|enlarge|details|full|story|play|"
            r"expand)){1,9}"
        ),
        "Tap the link in bio",
    ),
    (rf"(?:continue|keep) reading(?: {_HERE}| on (?:our|the) {_PAGE})?", "Continue reading"),
    (rf"(?:continue|keep) reading:? {_ABOUT} {_ANY}", "Keep reading about the harbour"),
    (
        (
            r"(?:more|details?|link|links|video|photos?|story|article)(?: (?:here|below|above|"
            r"in (?:the )?(?:bio|comments|next post|thread)|at the link))"
        ),
        "Link in bio",
    ),
    (
        (
            r"(?:related|recommended|more) (?:articles?|stories|posts|news|content|topics)"
            rf"(?: (?:for you|below|here|from {NAME}))?"
        ),
        "More news from Orrin Live",
    ),
    (r"related|recommended|see also|read also", "Related"),
    (rf"(?:related|recommended): {_ANY}", "Related: the harbour in bloom"),
    (
        (
            r"(?:tags?|topics?|filed under|categories|category): (?P<slot>[^\W\d][\w '-]{0,40}"
            r"(?:[,#/|]{1,2} ?[\w '-]{1,40}){0,9})"
        ),
        "Topics: Orrin, the harbour",
    ),
    (r"(?:a |short |mini-?)?thread(?: \(?\d+/\d*\)?)?", "A thread"),
    (
        (
            r"(?:here is |here's )?(?:(?P<slot>[^.:;!?]{2,50}?)(?: ?[,:-] ?| ))?what we (?:know|have)"
            r"(?: (?:so far|now|about it))?"
        ),
        "The harbour fire, what we know so far",
    ),
    (r"(?:more|updates?|details) (?:to follow|to come|soon|later)", "More to follow"),
)
_CLICKS = (
    r"\d+(?:[.,]\d+)*(?: ?[km])? ?(?:views?|shares?|likes?|reposts?|retweets?|comments?|repl(?:y|ies)|"
    r"reactions?|followers|subscribers|reads|quotes?|bookmarks?)\b"
)
_CLICKED = r"(?:views|shares|likes|reposts|retweets|comments|replies)\W{1,3}\d+(?:[.,]\d+)*(?: ?[km]\b)?"
_OF_A_DATE = (
    r"(?:\d{1,4}(?:st|nd|rd|th|h|am|pm)?|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}|"
    r"(?:mon|tues?|wed|wednes|thu|thurs|fri|satur|sat|sun)(?:day)?|am|pm|at|on|of|gmt|utc|cet|cest|est|edt|"
    r"bst|local|time|today|yesterday|ago|mins?|minutes?|hours?|hrs?|days?)"
)
_COUNTING = (
    (rf"{_CLICKS}(?:\W{{1,4}}{_CLICKS})*", "12.3K views · 431 shares"),
    (rf"{_CLICKED}(?:\W{{1,4}}{_CLICKED})*", "Views: 431"),
    (r"\(?\d{1,2} ?/ ?(?:\d{1,2}|n|x)?\)?", "1/2"),
    (r"\d+ ?(?:min(?:ute)?s?|hours?|hrs?|h|days?)(?: (?:read|ago))", "3 min read"),
    (
        (
            rf"(?:first |last )?(?:published|updated|posted|modified|edited)(?: (?:on|at|by|in))?"
            rf"(?:[^\w]{{1,3}}{_OF_A_DATE}){{1,9}}"
        ),
        "Updated: 12 May 2026, 14:30",
    ),
    (r"edited", "Edited"),
    (rf"{_OF_A_DATE}(?:[^\w]{{1,3}}{_OF_A_DATE}){{1,6}}", "Monday, 12 May 2026"),
    (r"(?:day|part|week|page|chapter|no|nr|vol|episode|update|post|thread)[ .]{1,2}\d{1,4}", "Week 12"),
)
_LEGAL = (
    (
        (
            rf"(?:©|\(c\)|copyright)(?: ?©)?(?: ?\d{{4}}(?:-\d{{4}})?)?(?: (?:by )?{NAME})?"
            r"(?:[.,|]? ?all rights reserved)?"
        ),
        "© 2026 Orrin Live. All rights reserved",
    ),
    (r"all rights reserved(?: worldwide)?", "All rights reserved"),
    (
        (
            r"(?:we|this (?:web ?)?site|our (?:web ?)?site|our partners)(?: and our partners)? uses? cookies"
            r"(?: to (?:improve|personali[sz]e|enhance) (?:your |our |the |this )?(?:browsing |user )?"
            r"(?:experience|site|website|content|service)s?)?"
        ),
        "We use cookies to improve your experience",
    ),
    (
        (
            r"(?:we|this (?:web ?)?site|our (?:web ?)?site|our partners)(?: and our partners)? uses? cookies"
            r" (?P<slot>(?:to|and|on|for|so) [^.:;!?]{0,140})"
        ),
        "We use cookies and similar means on all pages",
    ),
    (
        (
            r"(?:accept|allow|reject|decline|refuse|manage|customi[sz]e)(?: all| only)?(?: (?:necessary|"
            r"essential))?(?: (?:cookies|preferences|settings|all|options))(?: cookies)?"
        ),
        "Manage preferences",
    ),
    (r"cookie (?:policy|settings|preferences|notice)", "Cookie settings"),
    (
        (
            r"(?P<slot>by (?:continuing|using|clicking|browsing)\b[^.:;!?]{0,60} you (?:agree|accept|"
            r"consent)\b[^.:;!?]{0,40} (?:cookies|terms|privacy)\b[^.:;!?]{0,30})"
        ),
        "By continuing to browse this site you agree to our use of cookies",
    ),
    (
        r"(?:privacy|terms)(?: (?:policy|notice|of (?:use|service)|and conditions|& conditions))?",
        "Privacy policy",
    ),
    (
        (
            r"(?:advertisement|advertise(?: with us)?|advertising|sponsored(?: content)?|promoted|"
            r"paid partnership|ad)"
        ),
        "Advertisement",
    ),
    (
        (
            r"(?:menu|home|search|newsletter|chat|channel|about us|contact|imprint|faq|print|e-?mail|tweet|"
            r"skip to (?:main )?content|back to top)"
        ),
        "Back to top",
    ),
    (
        (
            r"(?:most (?:read|popular|viewed)|trending(?: now)?|latest news|top stories|"
            r"editor'?s (?:pick|choice)s?)"
        ),
        "Most read",
    ),
    (
        rf"(?:copy|share) (?:link|article|on {_PLATFORM}(?:(?:, and |, | and | ){_PLATFORM})*)",
        "Copy link",
    ),
    (
        r"loading(?: comments)?|comments(?: \(?\d+\)?)?|leave a (?:comment|reply)|no comments yet",
        "Leave a comment",
    ),
)
_CREDITED = (
    r"(?:photos?|pics?|pictures?|images?|video|footage|cover|graphics?|map|illustration|screenshot|credit|text|"
    r"edited|drone footage|file photo)(?: (?:credits?|by|courtesy(?: of)?|via|source)){0,3}"
    r"(?: ?[:/©|] ?|(?<= by) |(?<= of) |(?<= via) )"
)
_CREDITS = (
    (
        (
            rf"{_CREDITED}(?:{_SHORT_NAME}(?:[/,&|]{{1,2}} ?{_SHORT_NAME}){{0,3}}|"
            r"\d{1,2}:\d{2}(?::\d{2})?|archive|social media|social networks|screenshot|handout)"
        ),
        "Photos: @quay_eye",
    ),
    (rf"{_CREDITED}(?P<slot>{_LONG_NAME})", "Video: The Orrin Harbour Company Press Office and Quay Eye"),
    (r"(?:cc|fao|ping|attn)\b\W{0,3}@\w+(?:(?:, and |, | and | & | )@\w+)*", "cc @orrinpolice @lusnatv"),
)
_TIMES_OF_DAY = r"(?:MORNING|EVENING|NIGHT|MIDDAY|DAILY|WEEKLY|WEEKEND|HOURLY|FULL|SHORT|NEWS|TODAY'S)"
_BANNERS = (
    (
        (
            rf"(?-i:(?:THE )?{_TIMES_OF_DAY} (?:REPORT|UPDATE|SUMMARY|DIGEST|NEWS|STATEMENT|BRIEFING|"
            r"BULLETIN|ROUNDUP|MAP))"
        ),
        "MORNING REPORT",
    ),
)


def _forms(*tables: tuple[tuple[str, str], ...]) -> tuple[Form, ...]:
    return tuple(Form(re.compile(pattern, re.I), example) for table in tables for pattern, example in table)


CALLS = _forms(_PROMOTING, _POINTING)
CREDITS = _forms(_CREDITS)
FORMS = CALLS + _forms(_COUNTING, _LEGAL) + CREDITS + _forms(_BANNERS)
