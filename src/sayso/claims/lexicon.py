"""Cue words: which verbs, nouns and particles attribute, and what using one of them does.

Chosen by hand from the annotation guidelines and English reference grammar;
how often a verb is a cue in each frame is counted, in `cue_counts.py`.
"""

from __future__ import annotations

import re

from sayso.claims.words import word_set

FIRST_PERSON = word_set("i we me us my our mine ours myself ourselves")
POSTING = word_set("post share publish release upload put broadcast air circulate film forward")
SPEECH = word_set(
    """
    say add tell explain continue note reply respond answer warn announce declare state insist
    maintain argue claim allege assert contend suggest report reveal disclose confirm deny admit
    concede acknowledge boast joke write post tweet recall observe remark stress emphasize emphasise
    predict promise vow pledge swear repeat reiterate complain caution conclude estimate whisper
    shout cry murmur comment testify recount relate retort counter mention indicate inform notify
    assure advise agree affirm proclaim quip lament hint imply signal stipulate recommend propose
    object protest hold underscore underline message telegraph email sigh mutter yell exclaim scoff
    rumour rumor forecast speculate attest certify rebut brag purport profess plead point go
    """
)
THOUGHT = word_set(
    """
    believe think suspect fear reckon guess doubt understand know assume consider expect judge feel
    figure find regret wonder deem worry
    """
)
# Who does not think that it is so thinks that it is not: verbs that hand their "not" down.
NEGATED_THOUGHT = word_set("think believe reckon suppose guess expect")
ASKING = word_set(
    """
    ask demand urge order request beg implore invite instruct command call appeal exhort warn tell
    question direct summon press
    """
)
# Verbs whose noun object is what is claimed.
OBJECT_CUES = word_set(
    """
    allege correct deny confirm admit concede acknowledge announce promise pledge vow report reveal
    disclose condemn denounce
    criticize criticise reject dismiss describe call brand label estimate predict withdraw
    retract note regret mention demand question doubt declare refute dispute deplore decry blame
    accuse contest term dub confess rebut deride ridicule slam blast praise
    """
)
COUNTING = word_set("put expect count measure number tally record calculate register give place set")
NOT_ALONE = word_set(
    """
    hold point go find know understand expect feel consider figure relate direct press give set
    place
    """
)
INFINITIVE_CUES = word_set(
    """
    claim profess purport promise vow pledge threaten swear deny admit confess allege
    """
)
REFUSING = word_set("decline refuse fail")
ANSWERING = word_set(
    """
    comment respond reply answer say discuss elaborate disclose specify explain return be tell
    confirm
    """
)
CONFIRMING = word_set("confirm acknowledge")
CLAIM_NOUNS = word_set(
    """
    claim assertion allegation report announcement statement accusation warning suggestion belief
    denial admission contention insistence rumour rumor declaration argument conclusion confirmation
    testimony complaint charge promise pledge prediction estimate assurance acknowledgement
    acknowledgment fear
    """
)
# What was said, or put down as said, and can be taken back in words; troops and licences cannot.
SAID_THINGS = CLAIM_NOUNS | word_set(
    """
    figure number toll count total estimate error mistake post page article story tweet message video
    picture photo account version remark comment word allegation criticism advice order demand request offer
    apology threat objection petition suit lawsuit case plea vote verdict finding recommendation invitation
    notice alert guidance answer reply appeal proposal motion letter list name description
    information data datum instruction notification communication bulletin release text table map graph paper
    note entry passage sentence line quote quotation headline news detail result reading measurement rating
    forecast value amount sum rate share percentage date time title term document record file attribution
    """
)
RELAYING = word_set("quote cite")
RETRACTING = word_set("withdraw retract rescind revoke recant correct")
DENYING = word_set("deny reject dismiss refute rebut dispute contest disown repudiate")
CONDEMNING = word_set(
    """
    condemn denounce deplore decry slam blast criticize criticise castigate lambaste brand deride
    ridicule
    """
)
DEMANDING = word_set(
    """
    demand urge order request beg implore invite instruct command appeal exhort summon plead
    """
)
DISTANCED = word_set(
    """
    claim allege allegedly purport purportedly supposedly ostensibly assertion assert boast brag
    accuse accusation allegation rumour rumor contend contention profess insinuate charge
    """
) - {"assert", "contend", "contention", "rumour", "rumor", "charge", "insinuate"}
ENDORSED = word_set(
    """
    confirm admit acknowledge concede note regret know admission confirmation acknowledgement
    acknowledgment reveal confess recognise recognize admittedly
    """
) - {"reveal"}
SOURCE_PREPOSITIONS = {
    "view": "in the view of",
    "opinion": "in the opinion of",
    "version": "in the version of",
    "reckoning": "in the reckoning of",
    "word": "on the word of",
    "words": "in the words of",
    "account": "by the account of",
    "telling": "in the telling of",
    "estimate": "by the estimate of",
}
HEARSAY_ADVERBS = word_set("reportedly allegedly purportedly supposedly apparently ostensibly") - {
    "apparently"
}
BELIEF_PARTICIPLES = word_set(
    """
    believe say think know report allege rumour rumor suppose understand whisper estimate fear
    assume reckon claim
    """
)
SOURCE_NOUNS = word_set(
    """
    charity ngo mission academy registry observatory association plant factory club coastguard airline
    union federation society clinic school university church board syndicate insurer regulator watchdog
    ombudsman trader nurse surgeon paramedic firefighter scientist researcher professor historian
    neighbour relative parent mother father widow worker miner sailor guard soldier student
    source official officer police spokesman spokeswoman spokesperson ministry minister president
    mayor governor government army military press agency commission council court embassy witness
    resident doctor director chief commander general colonel captain expert analyst diplomat lawyer
    prosecutor authority hospital operator company firm party opposition campaign group
    militia service commissioner secretary ambassador envoy judge senator editor reporter journalist
    medic rescuer observer monitor volunteer clerk teacher officials sources authorities medics
    department office bureau committee institute channel network foundation kremlin survey
    poll study brigade battalion regiment navy parliament palace intelligence
    laboratory team leader survivor neighbor passenger driver farmer fisherman shopkeeper
    owner manager priest bishop engineer inspector investigator sergeant lieutenant prisoner
    """
)
_TRADE = re.compile(r"(?:er|or|ist|man|woman|hand|ian|ant|ent|eer|ess|mate|smith)$")
_NO_TRADES = (
    word_set(
        """
    human german roman water river paper letter number weather winter summer order matter danger disaster
    shelter centre center corner border harbour harbor factor tractor reactor sector error mirror
    document statement agreement incident event content comment amendment investment requirement parliament
    accident apartment department government settlement movement payment
    list mist twist wrist fist gist waist
    tiger panther badger beaver otter spider hamster lobster
    """
    )
    - SOURCE_NOUNS
)


_MORE_TRADES = word_set(
    """
    referee landlady landlord chef cook guard bodyguard monk nun imam rabbi vicar guide poet athlete
    apprentice trainee employee trustee nominee cleric mechanic pilot vet warden deacon constable marshal
    corporal cadet shepherd midwife housewife architect linguist steward porter usher bailiff
    """
)


def names_a_trade(noun: str) -> bool:
    """Tell whether a noun can be a person's title or trade, by a list and by its ending."""
    return noun in SOURCE_NOUNS | _MORE_TRADES or (bool(_TRADE.search(noun)) and noun not in _NO_TRADES)
