"""A language model of one's own at the command line: asked for by name, warned of, its answers kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.testing.chat_server import Answer, ChatServer, answer_in_words, answer_with

TEXT = "The mayor said the quay at Orrin was shut. Police declined to comment.\n"
SAID = [("The mayor", "said", ["the quay at Orrin was shut"]), ("The mayor", "said", ["the quay fell"])]


@pytest.fixture
def settings(run, tmp_path):
    """Return a function that writes [claims.endpoint] into the settings."""

    def write(**values):
        lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
        path = tmp_path / "config" / "sayso" / "settings.toml"
        path.write_text("\n".join(["[claims.endpoint]", *lines]), "utf-8")

    return write


@pytest.fixture
def text(tmp_path) -> Path:
    path = tmp_path / "quay.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def model(settings, monkeypatch):
    """A server that plays a model, named in the settings with a key in the environment."""
    with ChatServer(lambda _: answer_with(SAID)) as server:
        settings(url=server.url, model="played-7b", pause_s=0.01)
        monkeypatch.setenv("SAYSO_ENDPOINT_KEY", "sesame")
        yield server


def test_without_settings_it_says_what_to_write_where(run, text):
    said = run("claims", text, "--extractor", "endpoint")

    assert said.code == 2
    assert "[claims.endpoint] in settings.toml" in said.err


def test_settings_alone_send_nothing(run, text, model):
    assert run("claims", text).code == 0

    assert model.asked == []


def test_asked_for_it_says_where_texts_go_and_what_was_not_in_the_text(run, text, model):
    said = run("claims", text, "--extractor", "endpoint")

    assert said.code == 0
    assert "goes to the model played-7b at 127.0.0.1:" in said.err
    assert "on this machine" in said.err
    assert "1 claim, found by the language model played-7b at 127.0.0.1:" in said.out
    assert "not in the text: content 'the quay fell'" in said.out
    assert model.asked[0].headers["authorization"] == "Bearer sesame"


def test_texts_that_leave_the_machine_are_warned_of_in_capitals(run, text, settings):
    settings(url="http://model.invalid/v1", model="played-7b", tries=1)

    said = run("claims", text, "--extractor", "endpoint")

    assert said.code == 3
    assert "Texts LEAVE THIS MACHINE" in said.err
    assert "NOT encrypted" in said.err
    assert "EndpointFailed" in said.err


def test_a_case_keeps_question_and_answer_as_objects_and_asks_once(run, text, model, tmp_path):
    run("import", text, "--case", "The quay")

    first = run("claims", "the-quay", "--extractor", "endpoint", "--json").json
    again = run("claims", "the-quay", "--extractor", "endpoint", "--json").json

    [document] = first[0]["documents"]
    [exchange] = document["exchanges"]
    objects = tmp_path / "archive" / "objects"
    request, response = (
        (objects / exchange[role][:2] / exchange[role]).read_bytes() for role in ("request", "response")
    )
    assert json.loads(request) == model.asked[0].body
    assert json.loads(response)["object"] == "chat.completion"
    assert document["notes"][0] == "claims of the model that were dropped: 1"
    assert again == first
    explained = run("claims", "the-quay", "--extractor", "endpoint", "--explain").out
    assert f"asked in the object {exchange['request']}" in explained
    assert f"answered in {exchange['response']}" in explained
    assert "found by      language model played-7b at 127.0.0.1:" in explained
    assert len(model.asked) == 1
    assert run("verify").code == 0
    log = (tmp_path / "archive" / "log" / "000001.jsonl").read_text("ascii")
    assert exchange["request"] in log
    assert exchange["response"] in log
    assert '"model":"played-7b"' in log
    assert "sesame" not in log + request.decode() + response.decode()


def test_its_claims_come_into_comparison_and_dossier_only_when_asked_for(run, text, model):
    run("import", text, "--case", "The quay")

    assert run("compare", "the-quay").code == 0
    assert model.asked == []
    assert (
        run("compare", "the-quay", "--extractor", "endpoint", "--json")
        .json["claims"][0]["why"]
        .startswith("language model played-7b at 127.0.0.1:")
    )
    assert run("dossier", "the-quay", "--extractor", "endpoint").code == 0


def test_a_document_without_a_usable_answer_is_not_read(run, text, settings):
    with ChatServer(lambda _: answer_in_words("Sure! Here you go.")) as server:
        settings(url=server.url, model="m")
        alone = run("claims", text, "--extractor", "endpoint")
        run("import", text, "--case", "The quay")
        case = run("claims", "the-quay", "--extractor", "endpoint")

    assert alone.code == 1
    assert "NOT read" in alone.out
    assert "not of the form that was asked for" in alone.out
    assert "NOT read: quay.txt" in case.out


def test_what_was_found_before_the_service_failed_stays_kept(run, tmp_path, settings):
    for n in range(3):
        (tmp_path / f"t{n}.txt").write_text(f"Text {n}. The mayor said the quay was shut.", "utf-8")
        run("import", tmp_path / f"t{n}.txt", "--case", "The quay")
    answers = iter([answer_with([]), answer_with([]), Answer(status=403)])
    with ChatServer(lambda _: next(answers, answer_with([]))) as server:
        settings(url=server.url, model="m")
        failed = run("claims", "the-quay", "--extractor", "endpoint")
        again = run("claims", "the-quay", "--extractor", "endpoint")

    assert (failed.code, again.code) == (3, 0)
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"url": "http://a/v1"}, "model"),
        ({"url": "http://a/v1", "model": "m", "tries": "many"}, "tries"),
        ({"url": "http://a/v1", "model": "m", "key": "k"}, "SAYSO_ENDPOINT_KEY"),
        ({"url": "http://a/v1", "model": "m", "retries": 3}, "'retries'"),
        ({"url": "a/v1", "model": "m"}, "`url` is no address"),
    ],
)
def test_settings_that_are_wrong_are_named(run, text, settings, values, why):
    settings(**values)

    said = run("claims", text, "--extractor", "endpoint")

    assert said.code == 2
    assert why in said.err
