"""A language model of one's own, asked over a real connection: what is taken from it, and what never is."""

from __future__ import annotations

import contextlib
import itertools
import json
import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.claims.documents import make_document
from sayso.claims.endpoint.asking import EndpointFailed, ReplyUnusable
from sayso.claims.endpoint.finding import Finder, Found
from sayso.claims.endpoint.options import EndpointOptions, EndpointUnset, EndpointUnusable
from sayso.claims.endpoint.pieces import cut_pieces
from sayso.claims.endpoint.replies import Said, read_reply
from sayso.claims.extraction import extract_claims
from sayso.claims.extractors.endpoint import EndpointExtractor
from sayso.claims.plain import plain_text
from sayso.testing.chat_server import Answer, ChatServer, answer_in_words, answer_with
from sayso.values import TextSpan, digest_json

TEXT = (
    "Mayor Ada Brill said on Friday that the bridge at Orrin was closed.\n\n"
    "“Nobody was hurt,” she added, “and nobody will be.” The fire brigade denied that the bridge had burned."
)
BRIDGE = ("Mayor Ada Brill", "said", ["the bridge at Orrin was closed"])
HURT = ("she", "added", ["Nobody was hurt,", "and nobody will be."])
BURNED = ("The fire brigade", "denied", ["the bridge had burned"])


def document(text=TEXT, kind="article", **described):
    return make_document("doc", text, kind=kind, language="en", **described)


@pytest.fixture
def asking():
    """Return a function: what plays the model, and options -> what was found, and the server."""

    def asking(play, text=TEXT, kind="article", **options):
        answers = iter(play) if isinstance(play, list) else None
        given = answers.__next__ if answers else None
        with ChatServer((lambda _: given()) if given else play) as server:
            chosen = EndpointOptions(url=server.url, model="played", **{"pause_s": 0.01, **options})
            return extract_claims(document(text, kind), EndpointExtractor(chosen)), server

    return asking


def words(claim, text=TEXT):
    return [[span.of(text) for span in spans] for spans in (claim.source, claim.cue, claim.content)]


# What is taken from an answer.


def test_claims_stand_where_their_words_do_and_our_rules_read_them(asking):
    found, _ = asking([answer_with([BRIDGE, HURT, BURNED])])

    assert [words(claim) for claim in found.claims] == [
        [["Mayor Ada Brill"], ["said"], ["the bridge at Orrin was closed"]],
        [["she"], ["added"], ["Nobody was hurt", "and nobody will be."]],
        [["The fire brigade"], ["denied"], ["the bridge had burned"]],
    ]
    assert [(claim.speaker, claim.mode, claim.act) for claim in found.claims] == [
        ("Ada Brill", "indirect", "assert"),
        ("Ada Brill", "direct", "assert"),
        ("fire brigade", "indirect", "deny"),
    ]
    assert found.notes == ()


def test_a_claim_whose_words_are_not_in_the_text_is_dropped_counted_and_shown(asking):
    invented = ("Mayor Ada Brill", "said", ["the bridge at Orrin had fallen"])
    nobody = ("Governor Orla Vane", "said", ["the bridge at Orrin was closed"])
    no_such_cue = ("she", "insisted", ["Nobody was hurt"])

    found, _ = asking([answer_with([invented, nobody, no_such_cue, BURNED])])

    assert len(found.claims) == 1
    assert found.notes == (
        "claims of the model that were dropped: 3",
        "not in the text: content 'the bridge at Orrin had fallen'",
        "not in the text: source 'Governor Orla Vane'",
        "not in the text: cue 'insisted'",
    )


def test_words_within_other_words_are_not_found(asking):
    found, _ = asking([answer_with([("fire", "denied", ["the bridge had burn"])])])

    assert found.claims == ()
    assert "not in the text: content 'the bridge had burn'" in found.notes


def test_of_the_same_words_in_several_places_the_nearest_are_meant(asking):
    text = "Ada said the road was shut. Bo said the road was shut. Ada said the quay was open."

    found, _ = asking(
        [
            answer_with(
                [
                    ("Bo", "said", ["the road was shut"]),
                    ("Ada", "said", ["the road was shut"]),
                    ("Ada", "said", ["the quay was open"]),
                ]
            )
        ],
        text=text,
    )

    places = [(c.source[0].start, c.cue[0].start, c.content[0].start) for c in found.claims]
    assert places == [(0, 4, 9), (28, 31, 36), (55, 59, 64)]


def test_the_same_claim_twice_means_its_two_places(asking):
    text = "Police said the road was shut. It rained. Police said the road was shut."
    twice = ("Police", "said", ["the road was shut"])

    found, _ = asking([answer_with([twice, twice])], text=text)

    assert [claim.content[0].start for claim in found.claims] == [12, 54]


def test_source_and_cue_are_cut_out_of_a_content_that_was_given_with_them(asking):
    whole = ("she", "added", ["“Nobody was hurt,” she added, “and nobody will be.”"])

    found, _ = asking([answer_with([whole])])

    assert words(found.claims[0])[2] == ["Nobody was hurt", "and nobody will be."]


def test_marks_and_blanks_may_be_evened_out_but_no_letter(asking):
    text = "The mayor said the “north\n quay” – the old one – was shut."

    found, _ = asking(
        [
            answer_with(
                [
                    ("The mayor", "said", ['the "north quay" - the old one - was shut']),
                    ("The mayor", "said", ['The "north quay"']),
                ]
            )
        ],
        text=text,
    )

    assert [words(claim, text)[2] for claim in found.claims] == [
        ["the “north\n quay” – the old one – was shut"]
    ]
    assert found.notes[0].endswith(": 1")


def test_headlines_in_capitals_are_found_as_they_stand(asking):
    text = "MAYOR BRILL SAYS BRIDGE IS CLOSED\n\nMayor Ada Brill was in Orrin."

    found, _ = asking([answer_with([("MAYOR BRILL", "SAYS", ["BRIDGE IS CLOSED"])])], text=text)

    assert [words(claim, text) for claim in found.claims] == [
        [["MAYOR BRILL"], ["SAYS"], ["BRIDGE IS CLOSED"]]
    ]


def test_an_author_speaks_for_himself_in_a_statement_and_not_in_an_article(asking):
    own = ("", "", ["the bridge at Orrin was closed"])

    in_article, _ = asking([answer_with([own])])
    in_statement, _ = asking([answer_with([own])], kind="statement")

    assert in_article.claims == ()
    assert in_article.notes[1].startswith("nobody's claim by our rules")
    assert [claim.mode for claim in in_statement.claims] == ["direct"]


def test_an_answer_without_claims_is_no_claims_and_was_read(asking):
    found, _ = asking([answer_with([])])

    assert (found.claims, found.not_read, found.notes) == ((), None, ())


# What is sent, and what is recorded.


def test_the_request_holds_the_text_and_its_kind_and_nothing_else_of_the_document(asking):
    text = "The mayor said the quay was shut."
    with ChatServer(lambda _: answer_with([])) as server:
        options = EndpointOptions(url=server.url, model="played", key="sesame")
        told = document(text, "post", publisher="Orrin Live", author="Ines", published="2031-05-06")
        EndpointExtractor(options).extract(told)

    [asked] = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["authorization"] == "Bearer sesame"
    assert asked.body["messages"][-1]["content"] == f"Text of kind post:\n{text}"
    assert (asked.body["model"], asked.body["temperature"]) == ("played", 0)
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert not any(word in json.dumps(asked.body) for word in ("Orrin Live", "Ines", "2031", "sesame"))


def test_question_and_answer_are_kept_as_they_went_over_the_line_without_the_key(asking):
    answer = answer_with([BRIDGE])

    found, server = asking([answer], key="sesame")

    [exchange] = found.exchanges
    assert json.loads(exchange.request) == server.asked[0].body
    assert exchange.response == answer.body
    assert b"sesame" not in exchange.request


def test_the_method_and_the_claim_name_model_and_host_but_no_key(asking):
    found, server = asking([answer_with([BRIDGE])], key="sesame")

    host = server.url.removeprefix("http://").removesuffix("/v1")
    parameters = found.method.parameters
    assert (parameters["model"], parameters["host"], parameters["prompt"]) == ("played", host, "1")
    assert parameters["temperature"] == 0
    assert digest_json(found.method.to_json())
    assert found.claims[0].why == f"language model played at {host}"
    assert "sesame" not in repr(found.method) + repr(EndpointOptions(url="http://a", model="b", key="sesame"))


def test_the_form_of_the_answer_is_asked_for_as_the_settings_say(asking):
    for form, sent in (("object", {"type": "json_object"}), ("text", None)):
        _, server = asking([answer_with([])], reply_format=form)
        assert server.asked[0].body.get("response_format") == sent


# Long texts.


def test_a_long_text_is_asked_about_in_pieces_and_spans_count_from_its_start(asking):
    text = "\n\n".join(f"Speaker number {n:03d} said that quay {n:03d} was shut." for n in range(60))

    def play(asked):
        numbers = [line.split()[2] for line in asked.text.splitlines() if line.strip()]
        return answer_with([(f"Speaker number {n}", "said", [f"quay {n} was shut"]) for n in numbers])

    found, server = asking(play, text=text, piece_characters=500)

    assert len(server.asked) > 5
    assert [words(c, text)[2] for c in found.claims] == [[f"quay {n:03d} was shut"] for n in range(60)]
    assert len(found.exchanges) == len(server.asked)


def test_pieces_cover_a_text_of_one_line_in_bounds():
    for text in ("word " * 5_000, "x" * 5_000, "A b. " * 3_000, "", "\n \n"):
        pieces = cut_pieces(text, 700)
        assert all(piece.end - piece.start <= 700 for piece in pieces)
        assert "".join(piece.of(text) for piece in pieces).split() == text.split()


@pytest.mark.parametrize(
    ("text", "cut"), [("One two.\n\nThree", 10), ("One two. Four five", 9), ("a b c d e", 8)]
)
def test_pieces_end_at_paragraphs_else_sentences_else_words(text, cut):
    assert cut_pieces(text, len(text) - 1)[0] == TextSpan(0, cut)


def test_where_an_answer_is_cut_off_the_halves_are_asked_about(asking):
    text = "\n\n".join(f"Speaker number {n:03d} said that quay {n:03d} was shut." for n in range(40))

    def play(asked):
        if len(asked.text) > 1_100:
            return answer_in_words('{"claims": [{"sour', finish_reason="length")
        numbers = [line.split()[2] for line in asked.text.splitlines() if line.strip()]
        return answer_with([(f"Speaker number {n}", "said", [f"quay {n} was shut"]) for n in numbers])

    found, _ = asking(play, text=text)

    assert len(found.claims) == 40


def test_where_one_piece_has_no_answer_the_document_is_not_read(asking):
    text = "\n\n".join(f"Speaker number {n:03d} said that quay {n:03d} was shut." for n in range(40))

    found, _ = asking(
        lambda asked: answer_in_words("no") if "number 039" in asked.text else answer_with([]),
        text=text,
        piece_characters=500,
    )

    assert found.claims == ()
    assert found.not_read is not None


# Answers that are none: never "no claims".

ENVELOPE = {"choices": [{"message": {"content": "x"}}]}
UNUSABLE = {
    "words that are no JSON": (answer_in_words("Here are the claims!"), "not of the form"),
    "JSON that breaks off": (answer_in_words('{"claims": [{"source": "Ma'), "not of the form"),
    "a claim without a cue": (
        answer_in_words('{"claims": [{"source": "a", "content": []}]}'),
        "claims.0.cue",
    ),
    "a field that nobody asked for": (answer_in_words('{"claims": [], "note": "ok"}'), "note"),
    "offsets in place of words": (
        answer_in_words('{"claims": [{"source": [0, 5], "cue": [6, 9], "content": [[1, 2]]}]}'),
        "claims.0.source",
    ),
    "a list in place of an object": (answer_in_words("[]"), "not of the form"),
    "no words": (answer_in_words(None), "it is empty"),
    "a refusal": (answer_in_words(None, refusal="I would rather not."), "declined (I would rather not.)"),
    "a filter": (answer_in_words("", finish_reason="content_filter"), "filter withheld it"),
    "a cut short text": (answer_in_words("{", finish_reason="length"), "broke off at the length"),
    "a broken envelope": (Answer(body=b'{"choices": [{"mess'), "no whole JSON"),
    "another service": (Answer(body=b'{"hello": "world"}'), "no answer of a chat"),
    "no choice": (Answer(body=b'{"choices": []}'), "no answer of a chat"),
    "no object": (Answer(body=b"3"), "no answer of a chat"),
    "bytes": (Answer(body=b"\xff\xfe\x00"), "no whole JSON"),
    "nesting": (Answer(body=b"[" * 200_000), "no whole JSON"),
    "too long a text": (
        Answer(status=400, body=b'{"error": {"message": "maximum context length"}}'),
        "it answered 400 (maximum context length)",
    ),
}


@pytest.mark.parametrize(("answer", "why"), UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_text_with_an_unusable_answer_is_not_read_and_says_why(asking, answer, why):
    found, server = asking(lambda _: answer)

    assert found.claims == ()
    assert found.not_read is not None
    assert why in found.not_read
    assert len(server.asked) <= 2


def test_an_unusable_answer_is_asked_for_once_more(asking):
    found, _ = asking([answer_in_words("not yet"), answer_with([BRIDGE])])

    assert len(found.claims) == 1


@pytest.mark.parametrize("before", ["", "<think>\nWho says {this}?\n</think>\n\n"])
@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```"])
def test_an_answer_in_a_fence_or_after_thoughts_is_taken(asking, before, form):
    said = answer_in_words(before + form.replace("{}", '{"claims": []}'))

    found, _ = asking([said])

    assert (found.claims, found.not_read) == ((), None)


@pytest.mark.parametrize(
    "filled", ["{" + " " * 100_000 + "}", "```\n" + "\n" * 100_000 + "x", "<think>" * 50_000]
)
def test_an_answer_of_very_many_spaces_or_thoughts_takes_no_long_time(asking, filled):
    start = time.process_time()

    found, _ = asking(lambda _: answer_in_words(filled), tries=1)

    assert found.not_read
    assert time.process_time() - start < 5


def test_a_server_that_never_ends_its_answer_is_left_after_the_time(asking):
    slow = Answer(body=b" " * 1_000, drip_s=0.02)

    found, _ = asking(lambda _: slow, timeout_s=0.2, tries=1)

    assert "no whole answer came within 0.2 s" in (found.not_read or "")


def test_a_server_that_says_nothing_is_left_after_the_time(asking):
    found, _ = asking(lambda _: Answer(wait_s=0.5), timeout_s=0.1, tries=2)

    assert "within 0.1 s (tried 2 times)" in (found.not_read or "")


# Trouble with the service itself.


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 529])
def test_passing_trouble_is_waited_out(asking, status):
    found, server = asking([Answer(status=status), Answer(status=status), answer_with([BRIDGE])])

    assert len(found.claims) == 1
    assert len(server.asked) == 3


def test_a_server_says_how_long_to_wait(asking):
    busy = Answer(status=429, headers={"Retry-After": "0"})

    found, _ = asking([busy, answer_with([BRIDGE])], pause_s=60)

    assert len(found.claims) == 1


def test_a_server_that_asks_for_an_hour_is_not_waited_for(asking):
    busy = Answer(status=429, headers={"Retry-After": "3600"}, body=b'{"error": {"message": "quota"}}')

    with pytest.raises(EndpointFailed, match=r"429 \(quota\), and asks to be left alone for 3600 s"):
        asking([busy])


FAILS = {
    "too many requests, always": (Answer(status=429), "429 (tried 3 times)"),
    "a broken server": (Answer(status=500, body=b"<h1>oops</h1>"), "500 (tried 3 times)"),
    "a wrong key": (
        Answer(status=401, body=b'{"error": {"message": "Incorrect key: sesame"}}'),
        "401 (Incorrect key: …); look at SAYSO_ENDPOINT_KEY",
    ),
    "no such model": (Answer(status=404, body=b'{"error": "model not found"}'), "404 (model not found)"),
    "a redirect": (Answer(status=307, headers={"Location": "http://elsewhere.invalid/"}), "nowhere else"),
    "a page": (Answer(headers={"Content-Type": "text/html"}, body=b"<!doctype html><p>Log in"), "web page"),
    "a page that says it is JSON": (Answer(body=b"\n<html>"), "web page"),
    "an answer that breaks off": (Answer(body=b'{"cho', promised=500), "broke off"),
}


@pytest.mark.parametrize(("answer", "why"), FAILS.values(), ids=FAILS.keys())
def test_a_service_that_fails_is_an_error_that_says_why(asking, answer, why):
    with pytest.raises(EndpointFailed) as failed:
        asking(lambda _: answer, tries=3, key="sesame")

    assert why in str(failed.value)
    assert "sesame" not in str(failed.value)
    assert failed.value.exit_code == 3


def test_nobody_at_the_address_is_an_error():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
        extractor = EndpointExtractor(EndpointOptions(url=url, model="m", tries=2, pause_s=0.01))

        with pytest.raises(EndpointFailed, match="there is no connection"):
            extractor.extract(document())


def test_a_server_that_does_not_speak_http_is_an_error():
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        url = f"https://127.0.0.1:{mute.getsockname()[1]}/v1"
        options = EndpointOptions(url=url, model="m", tries=1, timeout_s=0.2)
        found = EndpointExtractor(options).extract(document())

    assert "no whole answer came" in (found.not_read or "")


# What is never sent.


def test_without_options_it_is_off():
    with pytest.raises(EndpointUnset, match="settings name none"):
        extract_claims(document(), "endpoint")


def test_a_text_in_another_language_is_not_sent():
    with ChatServer(lambda _: answer_with([])) as server:
        extractor = EndpointExtractor(EndpointOptions(url=server.url, model="played"))
        found = extract_claims(
            make_document("doc", "Der Hafen ist zu, sagt die Polizei.", language="de"), extractor
        )

    assert found.not_read is not None
    assert server.asked == []


def test_what_our_rules_cannot_read_of_a_text_is_noted(asking):
    text = (
        TEXT + "\n\nLe pont est fermé et la police ne dit rien aux habitants de la ville.\n\n"
        "town | dead | hurt\nOrrin | 3 | 14\nArl | 2 | 9\nTarn | 0 | 4\n"
    )

    found, _ = asking([answer_with([BRIDGE])], text=text)

    assert found.notes == (
        "1 stretch of another language (fr) was not read",
        "4 rows of tables or numbers were not read",
    )


def test_an_empty_text_is_not_sent(asking):
    found, server = asking([], text=" \n ")

    assert (found.claims, found.notes) == ((), ("the text is empty",))
    assert server.asked == []


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("url", "ftp://a/v1"),
        ("url", "localhost:11434"),
        ("url", "http://name:word@a/v1"),
        ("url", "http://a/v1?key=b"),
        ("url", "http://a:99999/v1"),
        ("url", "http://a b/"),
        ("url", ""),
        ("model", " "),
        ("key", "a\nb"),
        ("tries", 0),
        ("timeout_s", 0),
        ("timeout_s", float("nan")),
        ("pause_s", -1),
        ("parallel", 99),
        ("piece_characters", 10),
        ("reply_format", "xml"),
    ],
)
def test_options_that_cannot_be_used_are_named(option, value):
    with pytest.raises(EndpointUnusable):
        EndpointOptions(**{"url": "http://a/v1", "model": "m", option: value})


def test_only_the_loopback_address_is_this_machine():
    local = ["http://localhost:1/v1", "http://127.0.0.1/v1", "http://[::1]:8080/v1", "https://127.1.2.3/"]
    other = [
        "http://192.168.1.2/v1",
        "https://api.example.org/v1",
        "http://localhost.example.org/",
        "http://0.0.0.0/",
    ]

    assert all(EndpointOptions(url=url, model="m").is_local for url in local)
    assert not any(EndpointOptions(url=url, model="m").is_local for url in other)


def test_each_pause_is_twice_the_one_before(asking):
    times = []

    def play(_):
        times.append(time.monotonic())
        return Answer(status=503) if len(times) < 5 else answer_with([])

    asking(play, tries=5, pause_s=0.02)

    gaps = [after - before for before, after in itertools.pairwise(times)]
    assert all(gap >= pause for gap, pause in zip(gaps, (0.02, 0.04, 0.08, 0.16), strict=True))


def test_when_one_piece_fails_no_other_is_tried_again(asking):
    text = "\n\n".join(f"Speaker number {n:03d} said that quay {n:03d} was shut." for n in range(60))
    asked = []

    def play(one):
        asked.append(one)
        return Answer(status=401) if "number 000" in one.text else Answer(status=503)

    with pytest.raises(EndpointFailed, match="401"):
        asking(play, text=text, piece_characters=500, tries=20, pause_s=5)

    assert len(asked) <= 4


# Laws.

SHORT = st.text(alphabet="ab \n'\"-.“”—é\ud800", max_size=12)


@given(SHORT, SHORT, SHORT, st.lists(SHORT, max_size=3))
def test_whatever_is_found_are_the_words_that_were_given(text, source, cue, content):
    plain = plain_text(text)

    found = Finder(plain, TextSpan(0, len(plain))).find(Said(source, cue, content))

    if isinstance(found, Found):
        for spans, words in ((found.source, source), (found.cue, cue)):
            assert "".join(plain_text(words).split()) == "".join(
                "".join(span.of(plain) for span in spans).split()
            )
        given_words = "".join("".join(plain_text(part).split()) for part in content)
        for span in found.content:
            assert "".join(span.of(plain).split()) in given_words


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda words: answer_in_words(words).body))
def test_any_bytes_are_read_or_refused(body):
    with contextlib.suppress(ReplyUnusable):
        assert isinstance(read_reply("host", body), list)
