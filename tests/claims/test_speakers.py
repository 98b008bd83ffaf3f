"""Who a mention means."""

from __future__ import annotations

import pytest

NEWS = "Harbour master Joss Hane said the basin was closed. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (NEWS + "He said the crane was old.", "Joss Hane"),
        (NEWS + "Hane said the crane was old.", "Joss Hane"),
        ("The Orrin Port Authority shut the basin. It said the crane was old.", "Orrin Port Authority"),
        ("The Orrin Port Authority shut the basin. The authority said it was old.", "Orrin Port Authority"),
        ("Dry Dock Nine, a network of welders, met. The network said it was old.", "Dry Dock Nine"),
        ("Director Nola Prast came. The director said the crane was old.", "Nola Prast"),
        ("A yard known as Dry Dock Nine shut. The yard said the crane was old.", "Dry Dock Nine"),
        ("Deckhand Nola Prast came. The teenager said the crane was old.", "Nola Prast"),
        ("Tessian boats left. The state of Tessia woke. The nation said it was old.", "Tessia"),
        ("Its head, Nola Prast, said the crane was old.", "Nola Prast"),
        ("Its operator, Quern Lines, came. The company said the crane was old.", "Quern Lines"),
        ("Brill and the Orrin Dockers' Union met. The union said it was old.", "Orrin Dockers' Union"),
        ("The Fire Bureau closed it. The inspectorate said the crane was old.", "Fire Bureau"),
        ("The Orrin Clinic closed. A nurse of the clinic said it was old.", "nurse of the Orrin Clinic"),
        ("The state of Tessia woke. The state's envoy said it was old.", "Tessia's envoy"),
        ("Two divers came up. Both said the crane was old.", "Two divers"),
        ("Pensioner Nola Prast came. The former nurse said the crane was old.", "Nola Prast"),
        ("Anna Prast spoke first. The mother of three said the crane was old.", "Anna Prast"),
        ("Anna Prast met Otto Lenk. She said the crane was old.", "Anna Prast"),
        ("Otto Lenk thanked Anna Prast. She said the crane was old.", "Anna Prast"),
        ("We met a sailor with a lamp. He said the crane was old.", "sailor"),
        ("Anna Prast stopped a sailor. She said the crane was old.", "Anna Prast"),
        ("A paper seen by the Orrin Courier said the crane was old.", "paper seen by the Orrin Courier"),
        ("A spokesman for Mayor Otto Lenk said the crane was old.", "spokesman for Mayor Otto Lenk"),
        ("Its boss, firebrand Nola Prast, said the crane was old.", "Nola Prast"),
        ("Chemist Nola Prast of Orrin University said the crane was old.", "Nola Prast"),
        ("Minister Nola Prast last night said the crane was old.", "Nola Prast"),
        ("Plant manager Otto Lenk came. The managers said the crane was old.", "managers"),
        ("A diver who asked not to be named said the crane was old.", "diver who asked not to be named"),
    ],
)
def test_a_mention_is_the_fullest_name_that_the_document_gives(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            (
                "The ferry Morrow Star, operated by Quern Lines, ran aground. "
                "The coastguard came. The operator said nobody was hurt."
            ),
            "Quern Lines",
        ),
        (
            (
                "Sable Marine, which operates the terminal, closed it. "
                "The Orrin Port Authority was told. The operator said a valve had failed."
            ),
            "Sable Marine",
        ),
        (
            (
                "The bridge was built by Holm & Reyk. The Roads Agency shut it. "
                "The builder said the steel was sound."
            ),
            "Holm & Reyk",
        ),
        (
            "The plant belongs to Corvane. The Fire Bureau shut it. The owner said the tank was empty.",
            "Corvane",
        ),
        (
            (
                "The trawler was skippered by Ivo Brandt. The coastguard towed it. "
                "The captain said the engine had failed."
            ),
            "Ivo Brandt",
        ),
        (
            "Ivo Brandt commands the garrison. The council met. The commander said the road was open.",
            "Ivo Brandt",
        ),
        (
            "The clinic is headed by Lena Dorr. The council met. The director said the ward was full.",
            "Lena Dorr",
        ),
        (
            (
                "The captain of the tug Halma said the engine had failed. "
                "The coastguard denied it. The captain said a pump had failed, too."
            ),
            "captain of the tug Halma",
        ),
        ("The defence ministry of Tessia said two boats had sunk.", "defence ministry of Tessia"),
        (
            "The foreign ministry of neighbouring Kestria said two boats had sunk.",
            "foreign ministry of neighbouring Kestria",
        ),
        ("The army of Tessia said two boats had sunk. The army said a third was missing.", "army of Tessia"),
        ("According to information from the coastguard, two boats had sunk.", "coastguard"),
        (
            "According to information received by the Orrin Courier, two boats had sunk.",
            "information received by the Orrin Courier",
        ),
        ("According to the latest information, two boats had sunk.", "(general belief)"),
        ("Figures released by the Fire Bureau show that two tanks were empty.", "Fire Bureau"),
        (
            (
                "The barge, chartered and run by Pell Freight, sank. "
                "The harbour office was told. The operator said the hatch was open."
            ),
            "Pell Freight",
        ),
        ("Ada Holt chairs the committee. The council paid. The chairwoman said the roof leaked.", "Ada Holt"),
        (
            "The finance ministry of the island of Corra said the bank was shut.",
            "finance ministry of the island of Corra",
        ),
        ("The ministry of health of Tessia said two wards had shut.", "ministry of health of Tessia"),
        ("According to data that the Water Board published, the dam is full.", "Water Board"),
        ("A report by the Water Board said the dam was full.", "report by the Water Board"),
    ],
)
def test_who_is_told_by_what_he_does_by_his_office_or_by_his_information_is_named(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Holm Works builds the pumps. Mayor Ada Brill made a speech. The manufacturer said it was old.",
            "Holm Works",
        ),
        (
            "Holm Works, the manufacturer, sold it. Joss Hane made a slip. The manufacturer said it was old.",
            "Holm Works",
        ),
        (
            "Quern Lines runs the ferry. Anna Hane ran the marathon. The operator said it was old.",
            "Quern Lines",
        ),
        (
            "Quern Lines runs the ferry. Anna Hane owns it. The operator said it was old.",
            "Quern Lines",
        ),
        (
            (
                "Quern Lines, the operator, was fined. Dorr Energy does not run the ferry. "
                "The operator said it was old."
            ),
            "Quern Lines",
        ),
        (
            "Quern Lines, the operator, paid. Dorr Energy will run the ferry. The operator said it was old.",
            "Quern Lines",
        ),
        (
            (
                "Quern Lines runs the ferry. Dorr Marine, which runs the port, paid. "
                "The ferry operator said it was old."
            ),
            "Quern Lines",
        ),
        (
            (
                "Quern Lines runs the ferry. Dorr Marine, which runs the port, paid. "
                "The operator said it was old."
            ),
            "operator",
        ),
        (
            "Colonel Iko Brandt led the troops. Ada Brill led a protest. The commander said it was old.",
            "commander",
        ),
        (
            "Iko Brandt, who owns the Ebba, flew to Orrin. The owner said the crane was old.",
            "Iko Brandt",
        ),
        (
            "Vela Bank owns the mill. Anna Hane owns a dog. The owner said the crane was old.",
            "Vela Bank",
        ),
    ],
)
def test_nobody_is_named_by_what_another_does_or_by_what_is_not_done(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


def test_our_information_is_the_publishers(claims_of):
    [claim] = claims_of("According to our information, the crane is old.", publisher="Orrin Courier")
    assert claim.speaker == "Orrin Courier"


@pytest.mark.parametrize(
    ("text", "anonymous"),
    [
        ("Officials said the crane was old.", True),
        ("A sergeant said the crane was old.", True),
        ("Mayor Ada Brill said the crane was old.", False),
        ("The Orrin Port Authority said the crane was old.", False),
        ("A spokesman for the Orrin Port Authority said the crane was old.", False),
        ("The crane is believed to be old.", True),
        ("A charity said the crane was old.", True),
        ("Unions said the crane was old.", True),
        ("Police said the crane was old.", False),
        ("The chief executive said the crane was old.", False),
    ],
)
def test_those_whom_the_document_does_not_let_one_tell_are_anonymous(claims_of, text, anonymous):
    assert claims_of(text)[-1].anonymous is anonymous


def test_the_publisher_speaks_in_a_statement_and_the_author_in_a_post(claims_of):
    text = "The basin at Orrin was closed at dawn."
    [statement] = claims_of(text, kind="statement", publisher="Port Authority", author="Press office")
    [post] = claims_of(text, kind="post", publisher="Quay Watch", author="Quay Watch")
    assert (statement.speaker, post.speaker) == ("Port Authority", "Quay Watch")


def test_the_body_of_a_statement_is_its_publisher(claims_of):
    text = "The Authority denies that the crane was old."
    [claim] = claims_of(text, kind="statement", publisher="Port Authority of Orrin")
    assert (claim.speaker, claim.act) == ("Port Authority of Orrin", "deny")


def test_forwarded_text_belongs_to_the_channel_that_it_came_from(claims_of):
    text = "(forwarded from Quay Watch)\nThe crane is down again.\n\nFrom us: nobody has seen a diver yet."
    claims = claims_of(
        text, kind="post", publisher="Orrin Live", author="Orrin Live", forwarded_from="Quay Watch"
    )
    assert [claim.speaker for claim in claims] == ["Quay Watch", "Orrin Live"]
    assert claims[0].cue[0].of(text) == "forwarded from"


def test_whom_somebody_quoted_means_by_they_is_not_told_by_the_text_around(claims_of):
    text = 'The dockers\' union met at noon. Nola Prast said: "They told me that the crane was old."'
    assert "dockers' union" not in [claim.speaker for claim in claims_of(text)]


def test_a_company_is_the_one_that_was_just_accused(claims_of):
    text = "The Orrin Port Authority met. He accused Tessen Barley of fraud. The company rejected the charge."
    assert claims_of(text)[-1].speaker == "Tessen Barley"


def test_the_same_body_is_the_one_named_before(claims_of):
    text = "The Orrin Port Authority shut the basin. The crane was old, the same authority said."
    assert claims_of(text)[-1].speaker == "Orrin Port Authority"


@pytest.mark.parametrize("noun", ["lawyer", "general", "nurse"])
def test_a_trade_that_nobody_was_said_to_have_is_nobody_named_before(claims_of, noun):
    text = f"Mayor Ada Brill said the dam was safe. The council met. The {noun} said the crane was old."
    assert claims_of(text)[-1].speaker == noun


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ada Brill said the quay was shut. The company said nobody was hurt.", "company"),
        ("Mayor Ada Brill said the quay was shut. The paper said nobody was hurt.", "paper"),
        ("The Red Watch said the quay was shut. The company said nobody was hurt.", "company"),
        ("Ada Brill accused Olena Wirth of lying. The company said nothing was true.", "company"),
        ("Tessia's army said the quay was shut. The paper said nobody was hurt.", "paper"),
        ("Colonel Tam Korrin said the road was mined. The lawyer said his client was innocent.", "lawyer"),
        ("Colonel Tam Korrin said the road was mined. A spokesman said it was clear.", "spokesman"),
        ("The Harbour Guild said the quay was shut. The agency said nobody was hurt.", "agency"),
        ("The Kestrian navy said its ship was hit. The group said it had fired.", "group"),
        ("Quern Lines said the boat was sound. The firm said it would sail.", "Quern Lines"),
        ("The Fire Authority said the quay was shut. The agency said nobody was hurt.", "Fire Authority"),
        (
            "The Orrin Courier told of a leak. Quern Lines hid. The newspaper said it was big.",
            "Orrin Courier",
        ),
        (
            "Nils Orr, a lawyer, said he was free. Jon Aske disagreed. The lawyer said he was glad.",
            "Nils Orr",
        ),
        ("The Red Watch said the quay was shut. The group said it would leave.", "Red Watch"),
    ],
)
def test_a_description_means_only_somebody_of_its_kind(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("mention", "speaker"),
    [
        ("Shattered Olena Wirth", "Olena Wirth"),
        ("Heartbroken Pavel Storn", "Pavel Storn"),
        ("Young Olena Wirth", "Olena Wirth"),
        ("Devastated Olena Wirth", "Olena Wirth"),
        ("Sobbing Pavel Storn", "Pavel Storn"),
        ("Syed Ali Orlen", "Syed Ali Orlen"),
        ("Sayed Hassan Orlen", "Sayed Hassan Orlen"),
        ("Majed Joseph Storn", "Majed Joseph Storn"),
        ("Waleed Adam Wirth", "Waleed Adam Wirth"),
        ("Ming Anna Wirth", "Ming Anna Wirth"),
        ("Sterling Adam Wirth", "Sterling Adam Wirth"),
        ("Precious Anna Wirth", "Precious Anna Wirth"),
        ("Grieving mother Olena Wirth", "Olena Wirth"),
        ("Human Rights Now", "Human Rights Now"),
        ("The Governor Now", "Governor"),
        ("Justice For All", "Justice For All"),
        ("Doctors Beyond Borders", "Doctors Beyond Borders"),
        ("Save Our Rivers", "Save Our Rivers"),
        ("The Ministry of Defence of Kestria", "Ministry of Defence of Kestria"),
        ("The Ministry of Defence of the Republic of Kestria",) * 2,
        ("Judge Mara Voss", "Mara Voss"),
        ("Upper Orrin", "Upper Orrin"),
    ],
)
def test_a_name_has_all_its_words_and_no_others(claims_of, mention, speaker):
    [claim] = claims_of(f"{mention} said the dam would fall.")
    assert claim.speaker == speaker.removeprefix("The ")


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        (
            "The Herald reported, citing a colleague of the pilot, that the engine had failed.",
            "colleague of the pilot",
            ("Herald",),
        ),
        ("The Herald reported that the engine had failed, citing a colleague.", "colleague", ("Herald",)),
        (
            "Orrin Courier, which quoted Governor Lena Dorr, said the boat had sunk.",
            "Lena Dorr",
            ("Orrin Courier",),
        ),
        (
            "The boat had sunk, said the Orrin Courier, which quoted the governor.",
            "governor",
            ("Orrin Courier",),
        ),
        (
            "Lusna TV said a bridge had fallen, quoting the regional prosecutor.",
            "regional prosecutor",
            ("Lusna TV",),
        ),
        ("Citing a police source, the Herald said two men were held.", "police source", ("Herald",)),
        ("The governor, citing the weather, said the bridge would stay shut.", "governor", ()),
        ("The Herald, citing a document, said the bank had failed.", "Herald", ()),
        ("KSN reported the deaths of three men, citing hospital records.", "KSN", ()),
    ],
)
def test_whom_an_outlet_cites_is_the_speaker_through_it(claims_of, text, speaker, through):
    [claim] = claims_of(text)
    assert (claim.speaker, claim.through) == (speaker, through)
    assert "citing" not in " ".join(span.of(text) for span in claim.content)
