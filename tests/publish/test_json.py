"""The dossier for programs holds what the page holds."""

from __future__ import annotations

import base64
import json

import pytest

from sayso.claims.ledger import claim_from_json
from sayso.custody.errors import CouldNotWrite
from sayso.publish.exports.json import SCHEMA, JsonDossier
from sayso.testing.dossiers import JPEG, make_dossier


def written(tmp_path):
    return json.loads(JsonDossier().write(make_dossier(), tmp_path / "case.json").path.read_bytes())


def test_it_says_which_form_it_is(tmp_path):
    assert written(tmp_path)["schema"] == SCHEMA


def test_claims_can_be_read_back_as_they_were(tmp_path):
    read = tuple(claim_from_json(claim) for claim in written(tmp_path)["claims"])

    assert read == make_dossier().claims


def test_claims_carry_their_exact_words(tmp_path):
    [first, *_] = written(tmp_path)["claims"]

    assert first["content_text"] == ["At least 12 people were hurt when the ferry ran aground on 9 May"]


def test_frames_and_methods_are_in_it(tmp_path):
    dossier = written(tmp_path)

    assert base64.b64decode(dossier["copies"][0]["pairs"][0]["query"]["jpeg"]) == JPEG
    assert dossier["methods"][0]["method"]["name"] == "claims.rules"
    assert dossier["sheet"]["made_at"] == "2031-05-14T09:30:00.000000Z"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CouldNotWrite) as refused:
        JsonDossier().write(make_dossier(), tmp_path / "nowhere" / "case.json")

    assert "nowhere" in str(refused.value)
