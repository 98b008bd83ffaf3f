"""Which body "the group", "the company" or "the port operator" means, and whose ministry a ministry is."""

from __future__ import annotations

import pytest

MILITIA = "The Free Company, a militia allied to Norvia, holds the hill. "
FERRY = "Quern Lines runs the ferry. The Orrin Port Authority was told. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (MILITIA + "Quern Mining runs the pit. The group said it was open.", "Free Company"),
        ("The Rescue Service said 17 died. " + MILITIA + "The group said it had left.", "Free Company"),
        (MILITIA + "The company said it had left.", "Free Company"),
        (MILITIA + "Quern Mining runs the pit. The company said it was open.", "Quern Mining"),
        (
            "A militia called the Free Company came. It left. The group said it was open.",
            "Free Company",
        ),
        ("Quern Mining, an industrial group, shut the pit. The group said it was open.", "Quern Mining"),
        ("Doctors Without Walls said it was full. The group said it was open.", "Doctors Without Walls"),
        (FERRY + "The port operator said it was open.", "port operator"),
        (FERRY + "The ferry operator said it was open.", "Quern Lines"),
        ("Quern Energy met Holm Steel. The grid operator said it was open.", "grid operator"),
        ("Quern Energy said the dam held. The plant operator said it was open.", "Quern Energy"),
        ("Orrin Port Lines met Quern Ferries. The port operator said it was open.", "Orrin Port Lines"),
    ],
)
def test_a_body_is_meant_by_what_the_text_calls_it_and_by_what_it_runs(claims_of, text, speaker):
    assert claims_of(text)[-1].speaker == speaker


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Norvia's Defence Ministry said it was open. Tessia's Defence Ministry said it was shut.",
            ["Norvia's Defence Ministry", "Tessia's Defence Ministry"],
        ),
        (
            "Norvia's Defence Ministry said it was open. The ministry said more.",
            ["Norvia's Defence Ministry"],
        ),
        ("Tessia's Central Bank said it was open.", ["Tessia's Central Bank"]),
        ("Tessia's President Ada Brill said it was open.", ["Ada Brill"]),
        ("Tessia's Army Chief, Ivo Brandt, said it was open.", ["Ivo Brandt"]),
        ("Ada Brill's Party of Work said it was open.", ["Party of Work"]),
    ],
)
def test_a_state_belongs_to_the_name_of_its_ministry(claims_of, text, speakers):
    assert [claim.speaker for claim in claims_of(text)][: len(speakers)] == speakers


def test_in_a_statement_it_is_the_publisher_whose_name_is_shortened(claims_of):
    text = "The Ministry of Roads is sorry. It asks drivers to wait. The Ministry says the road is shut."

    told = claims_of(text, kind="statement", publisher="Ministry of Roads of the Republic of Orrin")

    assert {claim.speaker for claim in told} == {"Ministry of Roads of the Republic of Orrin"}
