"""Documents of all sorts: languages, bad input, build and parse."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.claims import parsing
from sayso.claims.documents import make_document
from sayso.claims.extraction import MOST_CHARACTERS, extract_claims
from sayso.claims.foreign import foreign_stretches, without
from sayso.claims.languages import detect_language
from sayso.claims.layout import lay_out
from sayso.claims.parsing import ParserMissing, parse
from sayso.claims.pasted import table_rows, without_tables
from sayso.claims.plain import plain_text
from sayso.claims.quotes import find_quotes
from sayso.claims.sentences import sentence_starts
from sayso.values import NoSuchEntry, TextSpan


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said that the bridge was closed and nobody was hurt.", "en"),
        ("Der Bürgermeister sagte, dass die Brücke gesperrt ist.", "de"),
        ("Le maire a dit que le pont est fermé et que la route reste ouverte.", "fr"),
        ("Мэр сказал, что мост закрыт и никто не пострадал.", "ru"),
        ("Мер сказав, що міст закритий і ніхто не постраждав.", "uk"),
        ("قال رئيس البلدية إن الجسر مغلق", "ar"),
        ("市长说大桥已经关闭", "zh"),
        ("O prefeito disse que a ponte foi fechada e que não houve feridos.", "pt"),
        ("El alcalde dijo que el puente estaba cerrado y que no hubo heridos.", "es"),
        ("12 34 56", None),
        ("Orrin", None),
        ("Ada Brill, Otto Lenk, Nola Prast", None),
        ("id\tname\tde\ta\to\n1\tquay\t12\t3\t4\n2\tpier\t14\t5\t6\n", None),
        ("| place | dead | de |\n|---|---|---|\n| Orrin | 12 | a |\n| Vessin | 3 | o |\n", None),
        ("12, 14, 15\n19, 20, 22\n", None),
        ("The mayor said the bridge was closed. Мэр сказал, что мост закрыт. Nobody was hurt.", "en"),
    ],
)
def test_the_language_is_told_by_script_and_common_words(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["Der Bürgermeister sagte, dass die Brücke gesperrt ist.", "12 34 56"])
def test_a_language_without_an_extractor_is_not_read_rather_than_without_claims(text):
    extraction = extract_claims(make_document("doc", text))
    assert extraction.not_read is not None
    assert extraction.claims == ()


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Міст в Оррині закрито.", "uk"),
        ("Мост закрыт до понедельника.", "ru"),
        ("قال رئيس البلدية إن الجسر مغلق", "ar"),
        ("市长说大桥已经关闭", "zh"),
        ("El puente de Orrin está cerrado desde el lunes.", "es"),
        ("Die Brücke in Orrin ist seit Montag gesperrt.", "de"),
        ("Le pont est fermé depuis lundi, dit le maire.", "fr"),
    ],
)
def test_a_line_of_another_language_is_not_read_and_said_not_to_be(line, language):
    text = f"The bridge at Orrin is closed.\n{line}\nThe mayor said that two people were hurt."
    found = extract_claims(make_document("doc", text, kind="post", author="Orrin Live"))
    assert [text[c.content[0].start : c.content[-1].end] for c in found.claims] == [
        "The bridge at Orrin is closed",
        "that two people were hurt",
    ]
    assert found.notes == (f"1 stretch of another language ({language}) was not read",)


def test_a_sentence_in_another_script_is_not_read_within_a_line():
    text = "The bridge at Orrin is closed. Міст в Оррині закрито. Two cars collided on it."
    found = extract_claims(make_document("doc", text, kind="post", author="Orrin Live"))
    assert [text[c.content[0].start : c.content[-1].end] for c in found.claims] == [
        "The bridge at Orrin is closed",
        "Two cars collided on it",
    ]
    assert found.notes == ("1 stretch of another language (uk) was not read",)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Le porte-parole de la mairie a déclaré que les ponts étaient fermés.", "fr"),
        ("Trois morts selon la mairie.", "fr"),
        ("Puente cerrado en Marle.", "es"),
        ("Die Brücke ist zu.", "de"),
        ("Brand im Hafen, zwei Verletzte.", "de"),
        ("Most zamknięty do poniedziałku.", "pl"),
        ("Nie ma prądu w Dornie.", "pl"),
        ("Köprü kapatıldı, valilik açıkladı.", "tr"),
        ("Il ponte è chiuso da lunedì.", "it"),
        ("De brug is dicht sinds maandag.", "nl"),
    ],
)
def test_a_short_sentence_in_latin_letters_is_not_read_within_a_line(sentence, language):
    text = f"The dam at Orrin has burst. {sentence} Two cars collided on it."
    found = extract_claims(make_document("doc", text, kind="post", author="Orrin Live", language="en"))
    assert [text[c.content[0].start : c.content[-1].end] for c in found.claims] == [
        "The dam at Orrin has burst",
        "Two cars collided on it",
    ]
    assert found.notes == (f"1 stretch of another language ({language}) was not read",)


def test_a_post_that_says_all_twice_is_read_in_its_english_lines():
    text = "El puente de Orrin está cerrado desde el lunes.\nThe bridge at Orrin is closed since Monday."
    found = extract_claims(make_document("doc", text, kind="post", author="Orrin Live"))
    assert (len(found.claims), found.not_read) == (1, None)
    assert found.notes == ("1 stretch of another language (es) was not read",)


def test_a_text_of_another_language_with_a_line_of_english_is_not_read():
    text = "Міст в Оррині закрито до понеділка.\nДві машини зіткнулися, ніхто не постраждав.\nThe bridge."
    assert extract_claims(make_document("doc", text)).not_read is not None


@pytest.mark.parametrize(
    "line",
    [
        "Die hard fans gather in Marle for the cup.",
        "Firefighters pour water on the plant in Selby.",
        "Mayor Odile de la Brenne opened Via del Corso on Monday.",
        "Our man in Dorn: war over, die hat trick of the day.",
        "Crème brûlée costs three crowns in Marle.",
        "Protesters chanted Allahu akbar in the souk.",
        "Soldiers of the Sûreté in Besançon seized cocaïne.",
        "The coup d'état failed en masse.",
        "Looters torched nine kiosks near Professor Nega's quay.",
        "Drones jammed, stevedores stranded on the quayside.",
        "Teh brigde at Orrin is clsoed agian.",
        "President Oleh Зеленко opened the bridge in the morning.",
    ],
)
def test_names_and_words_that_two_languages_share_leave_a_line_english(line):
    found = extract_claims(make_document("doc", f"The bridge is closed.\n{line}", kind="post", author="A"))
    assert (found.notes, len(found.claims)) == ((), 2)


@given(st.text())
def test_what_is_not_read_leaves_a_text_as_long_as_it_was(text):
    stretches = foreign_stretches(text, "en")
    assert len(without(text, stretches)) == len(text)
    assert all(one.span.start < one.span.end for one in stretches)


def test_an_empty_text_is_read_and_has_no_claims():
    extraction = extract_claims(make_document("doc", ""))
    assert (extraction.claims, extraction.not_read) == ((), None)


def test_five_megabytes_in_one_line_are_refused_with_a_reason():
    extraction = extract_claims(make_document("doc", "the quay " * 560_000, language="en"))
    assert extraction.not_read is not None
    assert f"{MOST_CHARACTERS:,}" in extraction.not_read


def test_one_long_line_is_parsed_in_pieces_that_keep_all_words():
    text = "The quay was closed and nobody came " * 400
    parsed = parse(text, [TextSpan(0, len(text))])
    assert "".join(word.text for word in parsed.words) == text.replace(" ", "")


def test_how_much_is_parsed_at_once_changes_nothing(monkeypatch):
    line = "Mayor Ada Brill said on Friday that the bridge at Orrin was closed."
    text = "\n".join([line] * 6)
    lines = [TextSpan(at, at + len(line)) for at in range(0, len(text), len(line) + 1)]
    together = parse(text, lines)
    monkeypatch.setattr(parsing, "CHARACTERS_AT_ONCE", 2 * len(line))
    assert parse(text, lines).words == together.words


def test_the_reason_says_that_the_language_could_not_be_told():
    extraction = extract_claims(make_document("doc", "Orrin\t12\nVessin\t3\n"))
    assert "could not be told" in extraction.not_read


TABLE = "place\tdead\tinjured\nOrrin\t12\t40\nVessin\t3\t9\n"


def test_a_table_pasted_into_a_text_is_no_sentence_and_hides_none():
    text = f"Mayor Ada Brill said the quay was closed.\n\n{TABLE}\nThe police said nobody was hurt."
    claims = extract_claims(make_document("doc", text, kind="article")).claims
    assert [claim.content[0].of(text) for claim in claims] == ["the quay was closed", "nobody was hurt"]


@pytest.mark.parametrize("language", [None, "en"])
def test_a_text_that_is_all_table_is_not_read(language):
    text = "Region\tDead\tWounded\nOrrin\t17\t40\nVessin\t2\t9\n"
    found = extract_claims(make_document("doc", text, language=language))
    assert (found.claims, "table" in (found.not_read or "")) == ((), True)


def test_the_rows_of_a_table_beside_prose_are_noted_as_not_read():
    text = "The mayor said that the dam had burst.\n\nRegion\tDead\nOrrin\t17\n"
    found = extract_claims(make_document("doc", text))
    assert (len(found.claims), found.notes) == (1, ("2 rows of tables or numbers were not read",))


def test_a_table_in_a_statement_is_not_what_its_publisher_says():
    text = f"The quay is closed.\n\n{TABLE}"
    claims = extract_claims(
        make_document("doc", text, kind="statement", publisher="Port", language="en")
    ).claims
    assert [claim.content[0].of(text) for claim in claims] == ["The quay is closed"]


@pytest.mark.parametrize(
    "text",
    [
        "12:05 | Mayor Ada Brill says the quay is closed. | Soon.\n12:10 | The road is open. | Live.",
        "12:05\n12:10\n12:15",
        "First; second; third; and a fourth thing that nobody had thought of before that day came",
    ],
)
def test_a_live_blog_is_no_table(text):
    assert table_rows(text) == []


def test_the_rows_of_tables_are_found_by_their_cells():
    assert [row.of(TABLE) for row in table_rows(TABLE)] == TABLE.splitlines()
    assert without_tables(f"Closed.\n{TABLE}Open.").split() == ["Closed.", "Open."]


@pytest.mark.parametrize(
    "text",
    [
        "\ud800Mayor Ada Brill said\udfff the quay was closed.",
        'Mayor Ada Brill said the quay was closed. "He said "so" and left.',
        "Mayor Ada Brill said the quay was closed. Мэр 说 قال \u202eדלת\u202c.",
        "<div><p>Mayor Ada Brill said the quay was closed.<br/></p></div><script",
        "Mayor Ada Brill said the quay was closed.&nbsp;&amp;&#x110000;",
    ],
    ids=["surrogates", "quotes", "scripts", "markup", "entities"],
)
def test_bad_input_loses_no_claim_beside_it(text):
    document = make_document("doc", text, kind="article", language="en")
    claims = extract_claims(document).claims
    assert any("the quay was closed" in span.of(text) for claim in claims for span in claim.content)
    assert all(span.end <= len(text) for claim in claims for span in claim.content)


@pytest.mark.parametrize(
    "mark",
    ['"', "'", "(", "|", "\t", "-", "9", "9 ", "<", "&", "\n", "a;", "“", "A ", " ", "(police). ", "Ada B. "],
)
@pytest.mark.parametrize("kind", [None, "post"])
def test_the_steps_before_the_parse_take_a_long_line_of_anything(mark, kind):
    text = ("x" + mark * 200_000)[:200_000]
    begun = time.process_time()
    plain = plain_text(text)
    spans = [p.span for p in lay_out(plain, kind, table_rows(text)).paragraphs]
    assert time.process_time() - begun < 20  # they take a second at most; growth with the square, minutes
    assert detect_language(text) in {None, "en"}
    assert all(quote.outer.end <= len(text) for quote in find_quotes(plain, spans))


@pytest.mark.parametrize(
    "line",
    [
        "Ten men fired till midnight.",
        "Man killed war hero",
        "War crimes trial: man denies killing men",
        "Door to door, men also come over",
        "Son of war hero: a man met me on par",
    ],
)
def test_english_lines_of_words_that_other_languages_have_too_are_english(line):
    assert foreign_stretches(f"The mayor said the dam held.\n{line}", "en") == []


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Die Brücke ist zu, der Fluss ist hoch.", "de"),
        ("Er hat den Damm gesehen.", "de"),
        ("Il est mort pour sa ville.", "fr"),
        ("De brug is dicht, zei de politie.", "nl"),
        ("Tio män sköt till midnatt och det var kallt.", "sv"),
    ],
)
def test_lines_of_other_languages_are_told_by_the_words_that_english_lacks(line, language):
    assert [one.language for one in foreign_stretches(f"The dam held.\n{line}", "en")] == [language]


def test_an_unknown_extractor_is_refused_by_name():
    with pytest.raises(NoSuchEntry, match="oracle"):
        extract_claims(make_document("doc", "x", language="en"), "oracle")


def test_a_missing_model_says_what_to_install_and_survives_pickling(monkeypatch):
    monkeypatch.setattr(parsing, "MODEL_PACKAGES", ("no_such_model_of_english",))
    with pytest.raises(ParserMissing) as missing:
        parsing.parser_packages()
    assert "no-such-model-of-english" not in str(pickle.loads(pickle.dumps(ParserMissing())))
    assert "Install spaCy" in str(missing.value)


def test_the_method_names_the_model_and_its_digest():
    method = extract_claims(make_document("doc", "")).method
    assert "spacy" in method.packages
    assert all(len(digest) == 64 for digest in method.models.values())


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_plain_text_is_as_long_as_the_text(text):
    assert len(plain_text(text)) == len(text)


@given(st.text(alphabet=" \n\"'.,:;()ABCabc\ud800é", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_is_laid_out_and_cut_within_its_bounds(text):
    plain = plain_text(text)
    paragraphs = [p.span for p in lay_out(plain, None).paragraphs]
    assert all(0 <= span.start < span.end <= len(text) for span in paragraphs)
    assert all(q.inner.end <= len(text) for q in find_quotes(plain, paragraphs))
    assert sentence_starts(plain)[0] == 0


def test_markup_left_in_a_text_does_not_reach_the_claims():
    text = "<p>Mayor Ada Brill <b>said</b> the quay was closed.</p>"
    [claim] = extract_claims(make_document("doc", text, kind="article", language="en")).claims
    assert [span.of(text) for span in claim.content] == ["the quay was closed"]


@pytest.mark.parametrize("tag", ["script", "STYLE", "noscript", "template"])
@pytest.mark.parametrize("end", ["</{}>", "</{} >", ""])
def test_a_script_left_in_a_text_is_no_prose(said_in, tag, end):
    text = (
        f'Mayor Ada Brill said the road was shut. <{tag}>var a="The president said 99 died";{end.format(tag)}'
    )
    assert said_in(text) == [("Ada Brill", "the road was shut")]
    assert len(plain_text(text)) == len(text)


def test_sentences_do_not_end_at_titles_and_initials():
    text = 'Mr. J. Hane left. "Who came?" asked Gov. Brill. Nobody.'
    assert [text[start:][:6] for start in sentence_starts(text)] == ["Mr. J.", '"Who c', "Nobody"]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    text = 'She said: "We ran.\n\nNobody came.'
    [quote] = find_quotes(text, [p.span for p in lay_out(text, "article").paragraphs])
    assert (quote.inner.of(text), quote.closed) == ("We ran.", False)


def test_posts_with_hashtags_links_and_emoji_are_cut_to_their_words():
    text = "🔥🔥 The crane is down again! #orrin #crane https://quay.example/1\n\n@someone #tag"
    claims = extract_claims(
        make_document("doc", text, kind="post", author="Quay Watch", language="en")
    ).claims
    assert [claim.content[0].of(text) for claim in claims] == ["The crane is down again"]
