"""Terse reports, what is joined to another's words, and what is dismissed by its name."""

from __future__ import annotations

import pytest


def of_post(claims_of, text):
    return claims_of(text, kind="post", author="Quay Live", publisher="Quay Live")


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Medics in Aduz report 14 wounded.", "Medics", "14 wounded"),
        ("Medics report 14 wounded and 3 dead.", "Medics", "14 wounded and 3 dead"),
        ("Doctors in the north report three deaths.", "Doctors in the north", "three deaths"),
        ("Hospitals report at least 20 injured.", "Hospitals", "at least 20 injured"),
        ("Medics report 14 wounded, mostly children.", "Medics", "14 wounded, mostly children"),
        # a report that nobody makes here
        ("Police report 14 will be printed.", "Quay Live", "Police report 14 will be printed"),
        ("Drivers report 3 hours late.", "Quay Live", "Drivers report 3 hours late"),
        ("Dockers report 5 days after the vote.", "Quay Live", "Dockers report 5 days after the vote"),
        ("The report 14 weeks later was wrong.", "Quay Live", "The report 14 weeks later was wrong"),
    ],
)
def test_a_count_behind_report_is_theirs_who_stand_before_it(claims_of, text, speaker, content):
    [claim] = of_post(claims_of, text)
    assert (claim.speaker, claim.content[0].of(text)) == (speaker, content)


@pytest.mark.parametrize("said", ["the union said", "said the union", "the head of the union told us"])
def test_a_count_behind_report_ends_before_whoever_tells_of_it(claims_of, said):
    text = f"The dockers report 14 men hurt, {said}."
    told = [one for one in of_post(claims_of, text) if one.speaker == "dockers"]
    assert [one.content[0].of(text) for one in told] == ["14 men hurt"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The tax office has a leak and will not say how big.",
            [("Quay Live", "The tax office has a leak"), ("tax office", "how big")],
        ),
        (
            "The army left the town at dawn and says it won.",
            [("Quay Live", "The army left the town at dawn"), ("army", "it won")],
        ),
        ("The ministry has said the dam is safe.", [("ministry", "the dam is safe")]),
        ("Police are on the spot, witnesses say.", [("witnesses", "Police are on the spot")]),
    ],
)
def test_the_clause_before_another_s_words_is_the_author_s(said_in, text, said):
    assert said_in(text, kind="post", author="Quay Live", publisher="Quay Live") == said


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The Guard calls that a fairy tale and shows nine of the pickups intact.", "deny"),
        ('Police said the bridge was mined. Orth called that "speculation".', "deny"),
        ("She called the theory a myth.", "deny"),
        ("Officials called the figures pure fiction.", "deny"),
        # not of what was claimed, or no dismissal
        ("He called the novel a fantasy.", "assert"),
        ("The mayor called the concert a disgrace.", "condemn"),
        ("The general called the attack a success.", "assert"),
    ],
)
def test_what_is_called_a_tale_is_denied_where_it_was_claimed(claims_of, text, act):
    assert claims_of(text)[-1].act == act


def test_who_calls_something_a_tale_is_the_only_one_who_speaks(said_in):
    told = said_in("The Guard calls that a fairy tale and shows nine of the pickups intact.")
    assert told == [("Guard", "that a fairy tale")]


def test_a_plural_verb_behind_a_singular_clause_is_the_outer_speaker_s(said_in):
    told = said_in(
        "We cannot rule out that a broken rail gave way and have asked an engineer to examine it.",
        kind="statement", publisher="Arena Ltd.",
    )  # fmt: skip
    assert told == [
        ("Arena Ltd.", "that a broken rail gave way"),
        ("Arena Ltd.", "an engineer to examine it"),
    ]


def test_what_has_a_singular_verb_goes_on_with_the_clause_before(said_in):
    [(_, content)] = said_in("The firm said that the gate was shut and has asked the council for help.")
    assert content.endswith("for help")


def test_who_stands_between_commas_before_said_is_no_second_name_of_a_place(said_in):
    told = said_in(
        "Police arrested two men on Wednesday over the theft of a 15th-century altarpiece from the Orrin "
        "Museum, the prosecutor general, Henrike Maas, said, adding that the painting was still missing."
    )
    assert [speaker for speaker, _ in told] == ["Henrike Maas"] * 2
    assert told[0][1].startswith("Police arrested")
    assert told[0][1].endswith("the Orrin Museum")


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The owner of the mill, Orrin Works, said that it was safe.", ["Orrin Works"]),
        ("The fire began in the Orrin Mill, a landmark of the town, said Lena Orth.", ["Lena Orth"]),
        ("Lena Orth spoke for an hour in Tulsa, Oklahoma, arguing that the dam was unsafe.", ["Lena Orth"]),
    ],
)
def test_an_apposition_elsewhere_stays_what_it_is(claims_of, text, speakers):
    assert [one.speaker for one in claims_of(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Dorr's ex, the rapper Hane, joked that the tiger was free.", "Hane"),
        ("Dorr's neighbour, the baker Hane, said the mill was shut.", "Hane"),
        ("Her sister, Ada, said the mill was shut.", "Ada"),
        # where no person of that role is named
        ("Dorr's neighbour, the town of Orrin, said the road was shut.", "Dorr's neighbour"),
    ],
)
def test_a_name_behind_a_role_is_whom_a_description_means(claims_of, text, speaker):
    assert [one.speaker for one in claims_of(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "through"),
    [
        ("Analysts quoted by the Herald said the bank was safe.", ("Herald",)),
        ("An officer cited by the Orrin Courier denied the report.", ("Orrin Courier",)),
        ("Residents interviewed by Lusna TV said the dam had burst.", ()),
    ],
)
def test_those_whom_an_outlet_quotes_speak_through_it(claims_of, text, through):
    assert [one.through for one in claims_of(text)] == [through]


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Reports that the east gate was locked are wrong. It was opened at noon.", ["deny", "assert"]),
        ("It is not true that the dam has burst. It holds still.", ["deny", "assert"]),
        # it does not tell what they report, or another says so
        ("Reports that came in late are wrong. The council met on Monday.", ["assert", "assert"]),
        ("Claims that 12 have died are false, the ministry says.", ["assert"]),
        ("Reports that say the dam broke are wrong.", ["assert"]),
        # … what is told behind it, is of something else
        ("Claims that we shot are false and we told the envoy so.", ["deny", "assert"]),
        ("Rumours that bread ran out are wrong and the mayor told nobody to leave.", ["deny", "demand"]),
    ],
)
def test_what_a_statement_calls_false_is_denied(claims_of, text, acts):
    assert [one.act for one in claims_of(text, kind="statement", publisher="Arena Ltd.")] == acts


def test_what_follows_a_verdict_is_no_part_of_it(said_in):
    told = said_in(
        '❌ "The Guard has lost the well" — not true, it changed hands twice.',
        kind="post", author="Quay Live", publisher="Quay Live",
    )  # fmt: skip
    assert told == [("Quay Live", "The Guard has lost the well"), ("Quay Live", "it changed hands twice")]


@pytest.mark.parametrize("line", ["What I know so far.", "What we have at this hour."])
def test_a_line_that_only_announces_is_no_claim(said_in, line):
    told = said_in(f"{line} The dam holds.", kind="post", author="Quay Live", publisher="Quay Live")
    assert told == [("Quay Live", "The dam holds")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Police said 28 are real taxpayers.", [(28, "taxpayers")]),
        ("Police said that the pair, aged 29 and 44, had been employed by a firm.", []),
        ("Police said two men aged between 20 and 25 were held.", [(2, "men")]),
        ("Police said 44 were held and 29 were freed.", [(44, "people"), (29, "people")]),
    ],
)
def test_ages_are_no_counts_and_what_those_counted_are_is_their_unit(claims_of, text, counted):
    assert [(q.value, q.unit) for one in claims_of(text) for q in one.quantities] == counted


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Orth said the dam broke in March.", "2027-03-01"),
        ("Orth said the dam will be rebuilt in March.", "2028-03-01"),
        ("Orth said the pump failed in November.", "2027-11-01"),
        ("Orth said the slope should have been blasted on Friday.", "2027-11-05"),
        ("Orth said the slope should be blasted on Friday.", "2027-11-12"),
    ],
)
def test_a_month_or_day_told_of_as_past_lies_behind(claims_of, text, start):
    [claim] = claims_of(text, published="2027-11-08T20:00:00Z")
    assert [one.stated.start for one in claim.times] == [start]


def test_she_may_be_who_bears_the_name_of_an_account(claims_of):
    told = of_post(
        claims_of,
        "@quay_anna believes it came from a contractor. She says the contractor was told in March.",
    )
    assert [one.speaker for one in told] == ["@quay_anna", "@quay_anna"]


def test_a_firm_is_no_she(claims_of):
    told = claims_of(
        "Henrike Maas told reporters that the pair worked for a removals firm. Neither had a record, she "
        "said."
    )
    assert [one.speaker for one in told] == ["Henrike Maas", "Henrike Maas"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Red Star and the Orrin Council said the dam was safe.", "Red Star and Orrin Council"),
        ("Ada Brill and Joss Hane said the dam was safe.", "Ada Brill and Joss Hane"),
        # one of them, or one name
        ("Ada Brill of the Orrin Council said the dam was safe.", "Ada Brill"),
        ("The Ministry of Trade and Industry said the dam was safe.", "Ministry of Trade and Industry"),
    ],
)
def test_two_who_speak_together_are_both_named(claims_of, text, speaker):
    assert [one.speaker for one in claims_of(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The Herald asked the ministry whether the dam was safe; it did not reply.", "ministry"),
        ("The Herald asked the ministry whether the dam was safe. It did not reply.", "ministry"),
        ("The Orrin Council was contacted on Monday but did not respond.", "Orrin Council"),
        ("Lena Orth was asked whether she knew. She declined to comment.", "Lena Orth"),
    ],
)
def test_who_does_not_answer_is_the_one_who_was_asked(claims_of, text, speaker):
    last = claims_of(text)[-1]
    assert (last.speaker, last.act) == (speaker, "no-comment")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The captain was questioned by police and denied the charge.", "captain"),
        ("Joss Hane was arrested on Monday and said he was innocent.", "Joss Hane"),
    ],
)
def test_who_has_something_done_to_him_may_speak_next(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "The column left Tamrit at dawn, per an officer of the Desert Guard.",
            ["officer of the Desert Guard"],
        ),
        ("Per police, the road is open.", ["police"]),
        # a first name
        ("Per Hansen told the Herald that the quay was shut.", ["Per Hansen"]),
        ("Two loaves were given, per person. The road was open 12 hours per day.", []),
    ],
)
def test_per_names_a_source_where_somebody_stands_behind_it(claims_of, text, speakers):
    assert [one.speaker for one in claims_of(text)] == speakers


def test_a_day_behind_said_is_nothing_said(claims_of):
    text = "Two men were seen at the mill, the prosecutor, Henrike Maas, said Thursday morning on Lusna TV."
    assert not any(one.content[0].of(text).startswith("Thursday") for one in claims_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Orth said the boat sailed at six.",
        "Orth said the mast collapsed at ten to nine in the morning.",
        "Orth said the crew left at six.",
    ],
)
def test_what_happens_at_an_hour_tells_a_time(claims_of, text):
    [claim] = claims_of(text, published="2027-11-08T20:00:00Z")
    assert (len(claim.times), claim.quantities) == (1, ())


@pytest.mark.parametrize("text", ["Orth said the toll stood at six.", "Orth said losses peaked at ten."])
def test_what_stands_at_a_number_is_counted(claims_of, text):
    [claim] = claims_of(text, published="2027-11-08T20:00:00Z")
    assert claim.times == ()
    assert len(claim.quantities) == 1


def test_the_claim_of_somebody_named_behind_a_comma_is_his(said_in):
    told = said_in(
        "We reject the claim of the promoter, Lumen Live, that our stewards had left their posts.",
        kind="statement", publisher="Arena Ltd.",
    )  # fmt: skip
    content = "that our stewards had left their posts"
    assert told == [("Arena Ltd.", content), ("Lumen Live", content)]


def test_a_clause_behind_a_comma_is_no_claim_of_those_who_hear_it(said_in):
    told = said_in("The mayor told the press, his old foe, that the dam was safe.")
    assert told == [("mayor", "that the dam was safe")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "The council called on both sides to show restraint and blamed the Guard for breaking the truce.",
            [("demand", "both sides to show restraint"), ("assert", "the Guard for breaking the truce")],
        ),
        (
            "The council urged residents to leave and said the dam was unsafe.",
            [("demand", "residents to leave"), ("assert", "the dam was unsafe")],
        ),
        ("Orth called on Hane to stop the works.", [("demand", "Hane to stop the works")]),
        ("Orth called on residents to vote and to march.", [("demand", "residents to vote and to march")]),
        # both are asked for
        (
            "The council urged residents to leave and take their animals with them.",
            [("demand", "residents to leave and take their animals with them")],
        ),
        (
            "The army warned residents against returning to their homes.",
            [("demand", "returning to their homes")],
        ),
        ("The army warned against panic.", [("assert", "panic")]),
        (
            "The Guard has claimed responsibility for the attack on the depot.",
            [("assert", "responsibility for the attack on the depot")],
        ),
        ("No group has claimed responsibility. The pilot claimed her luggage.", []),
    ],
)
def test_what_is_asked_for_ends_where_the_asker_does_something_else(claims_of, text, said):
    assert [(one.act, one.content[0].of(text)) for one in claims_of(text)] == said


@pytest.mark.parametrize(
    ("text", "speaker", "counted"),
    [
        ("The number of wounded has risen to 9 – regional head.", "regional head", [(9, "wounded")]),
        ("The number of wounded has risen to 9 – medics.", "medics", [(9, "wounded")]),
        (
            "The number of wounded has risen to 9, incl. 2 children – medics.",
            "medics",
            [(9, "wounded"), (2, "children")],
        ),
        # no credit, no dash between number and noun
        ("A 9-storey house fell in Tarn.", "Quay Live", [(9, "storeys")]),
        ("The new shower head: it broke.", "Quay Live", []),
    ],
)
def test_a_credit_behind_a_dash_is_not_what_was_counted(claims_of, text, speaker, counted):
    told = of_post(claims_of, text)
    assert {one.speaker for one in told} == {speaker}
    assert [(q.value, q.unit) for one in told for q in one.quantities] == counted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("They say the mill was hit.", "(general belief)"),
        ("The firm shut the mill. They say it was unsafe.", "(general belief)"),
        ("Two divers came up. They say the mill was hit.", "Two divers"),
        ("Two divers told us of it. They say the mill was hit.", "Two divers"),
        ("Police found a boat. They said it was empty.", "Police"),
        ("Petra Lunt and Danto Weil left. They said the count was unfair.", "Petra Lunt and Danto Weil"),
        ("The family lost their barn. They said the fire began at dusk.", "family"),
        ("The crew came home. They say the mast broke.", "crew"),
        ("The Lunts lost their barn. They said the fire began at dusk.", "Lunts"),
        ("Two nurses left, and the ward was shut. They said it was cold.", "Two nurses"),
        # those who said it were somebody; no beasts, and not a person named before who may be meant
        ("The mill broke. They said it was old.", "they"),
        ("The Vesk Harbour Company shut the gate. Its workers left. They said it was cold.", "workers"),
        # the dead, those who are asked about, and whoever was told of before something else
        ("Two men were killed in the blast. They said the mill was shut.", "they"),
        ("Two men were found dead at dusk. They said the mill was shut.", "they"),
        ("How many soldiers are there? They say the gate is shut.", "(general belief)"),
        ("Tourists love the lake. Prices have doubled. They say it is too small.", "(general belief)"),
        ("The mill broke. They have said it was old.", "they"),
        ("Two panthers got out. They said the fence was weak.", "they"),
        ("Petra Lunt left the mill. They say it is haunted.", "they"),
        ("The mill is old. They are saying it is haunted.", "(general belief)"),
        ("The mills were shut. They say the wells are dry.", "(general belief)"),
    ],
)
def test_they_are_people_told_of_or_nobody_in_particular(claims_of, text, speaker):
    assert of_post(claims_of, text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("who", "speaker", "anonymous"),
    [
        ("A spokesman for Lunt and Weil", "spokesman for Lunt and Weil", False),
        ("Officials in Vesk and Tarno", "Officials in Vesk and Tarno", True),
        ("Police in Vesk and Tarno", "Police in Vesk and Tarno", False),
        ("The mayors of Vesk and Tarno", "mayors of Vesk and Tarno", True),
        ("Envoys from Sarnia and Murland", "Envoys from Sarnia and Murland", True),
        ("The navy of Sarnia and Murland", "navy of Sarnia and Murland", False),
        ("An aide close to Lunt and Weil", "aide close to Lunt and Weil", True),
        ("Friends of Lunt and Weil", "Friends of Lunt and Weil", True),
        ("Residents of Vesk and Tarno", "Residents of Vesk and Tarno", True),
        # they speak together, whatever stands before their names
        ("Lunt and Weil", "Lunt and Weil", False),
        ("Mayor Petra Lunt and Danto Weil", "Petra Lunt and Danto Weil", False),
        ("Party leader Petra Lunt and Danto Weil", "Petra Lunt and Danto Weil", False),
        ("The Red Star and the Vesk Council", "Red Star and Vesk Council", False),
        ("The Bank of Vesk and the Red Star", "Bank of Vesk and Red Star", False),
        ("Friends of the Sea and the Red Star", "Friends of the Sea and Red Star", False),
    ],
)
def test_two_names_behind_a_noun_are_whose_it_is(claims_of, who, speaker, anonymous):
    [claim] = claims_of(f"{who} said the quay was shut.")
    assert (claim.speaker, claim.anonymous) == (speaker, anonymous)


@pytest.mark.parametrize(
    ("happened", "figure"),
    [
        ("10,000 tonnes of fuel had been lost", "the damage at 14 million crowns"),
        ("three houses had been burned down", "the damage at 2 million"),
        ("four men had been hurt", "the cost at 3 million crowns"),
        ("200 trees had been felled", "their value at 9,000 crowns"),
    ],
)
def test_what_befell_a_thing_does_not_make_it_put_a_figure_to_the_damage(claims_of, happened, figure):
    text = f"The wharf's owner, Lind Timber, said {happened} and put {figure}."

    told = [(claim.speaker, claim.content[0].of(text)) for claim in claims_of(text, kind="article")]

    assert told == [("Lind Timber", happened), ("Lind Timber", figure)]


def test_what_was_found_and_put_on_show_is_one_thing_said(claims_of):
    text = "The museum said two vases had been found and put on show at the castle."

    [claim] = claims_of(text, kind="article")

    assert claim.content[0].of(text) == "two vases had been found and put on show at the castle"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The hospital has admitted 23 people, its chief physician, Dr Olen Marsk, told the Morning Post.",
            "Olen Marsk",
            "The hospital has admitted 23 people",
        ),
        ("The clinic admitted 14 men, the nurse, Lea Marn, said.", "Lea Marn", "The clinic admitted 14 men"),
        ("The army admitted 14 soldiers had died.", "army", "14 soldiers had died"),
        ("The union admitted two mistakes.", "union", "two mistakes"),
    ],
)  # fmt: skip
def test_who_takes_people_in_says_nothing_by_that_and_who_is_named_before_told_does(
    claims_of, text, speaker, content
):
    [claim] = claims_of(text, kind="article")
    assert (claim.speaker, claim.content[0].of(text)) == (speaker, content)
