"""Where a place name can lie, and that a guess says so."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from sayso.claims.documents import make_document
from sayso.claims.extraction import extract_claims
from sayso.claims.gazetteer.locating import locate
from sayso.claims.gazetteer.table import TABLE, look_up, table_digest
from sayso.claims.ledger import claim_from_json, claim_to_json


def test_a_name_of_one_place_has_its_country_and_coordinates():
    located = locate(["Bakhmut"])["Bakhmut"]
    assert (located.status, located.country, located.candidates) == ("one", "UA", 1)
    assert located.latitude == pytest.approx(48.59, abs=0.05)
    assert located.longitude == pytest.approx(38.0, abs=0.05)
    assert "GeoNames" in located.source


@pytest.mark.parametrize(
    ("name", "known_as"), [("Kiev", "Kyiv"), ("Kharkov", "Kharkiv"), ("São Paulo", "São Paulo")]
)
def test_a_place_is_found_by_its_other_names_too(name, known_as):
    assert locate([name])[name].name == known_as


def test_a_name_that_the_table_lacks_is_unknown_which_is_not_nowhere():
    located = locate(["Tarnhollow"])["Tarnhollow"]
    assert (located.status, located.latitude, located.candidates) == ("unknown", None, 0)


def test_a_name_of_several_places_says_how_one_was_chosen():
    located = locate(["Springfield"])["Springfield"]
    assert (located.status, located.country) == ("several", "US")
    assert located.candidates > 5
    assert "no wide margin" in located.chosen


def test_a_country_named_in_the_text_helps_to_choose():
    alone = locate(["Tripoli"])["Tripoli"]
    beside = locate(["Tripoli", "Lebanon"])["Tripoli"]
    assert (alone.country, beside.country) == ("LY", "LB")
    assert "country that the text names" in beside.chosen


def test_a_region_is_given_as_the_town_that_it_is_named_after():
    located = locate(["Kursk region"])["Kursk region"]
    assert located.name == "Kursk"
    assert "named after" in located.chosen


def test_a_country_is_no_point():
    located = locate(["Britain"])["Britain"]
    assert (located.name, located.country, located.latitude) == ("United Kingdom", "GB", None)


def test_the_places_of_a_claim_are_located_and_survive_json():
    text = "Mayor Ada Brill said the road from Bakhmut to the village of Tarnhollow was cut."
    document = make_document("doc", text, kind="article", language="en")
    [claim] = extract_claims(document, "rules").claims
    written = claim_to_json(claim, text)
    assert [place["located"]["status"] for place in written["places"]] == ["one", "unknown"]
    assert claim_from_json(written).places == claim.places


def test_a_place_that_nobody_looked_up_has_no_answer():
    text = "Ada said Orrin was cut."
    record = {
        "doc_id": "doc",
        "speaker": "Ada",
        "content": [[9, 22]],
        "places": [{"text": "Orrin", "span": [9, 14]}],
    }
    claim = claim_from_json(record, text_digest=make_document("doc", text).text_digest)
    assert claim.places[0].located is None


def test_no_name_of_the_table_is_lost_in_folding():
    assert look_up("łódź") == look_up("Łódź") != ()
    assert look_up("") == ()


def test_the_tables_readme_names_its_digest():
    readme = Path(TABLE).with_name("README.md").read_text("utf-8")
    [digest] = re.findall(r"\| SHA-256 \| ([0-9a-f]{64}) \|", readme)
    assert digest == hashlib.sha256(TABLE.read_bytes()).hexdigest() == table_digest().removeprefix("sha256:")
