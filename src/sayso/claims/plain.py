"""A text made plain for reading, character for character.

Every function here keeps the length of the text, so that a span of the plain
text cuts the same words out of the original.
"""

from __future__ import annotations

import html
import re

from sayso.claims.words import word_set

_CONTROLS = [chr(code) for code in (*range(32), *range(127, 160)) if chr(code) != "\n"]
_SPACES = str.maketrans(
    {
        **dict.fromkeys(_CONTROLS, " "),
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200b": " ",
        "\ufeff": " ",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
    }
)
_MARKS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "´": "'",
        "`": "'",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "―": "-",
    }
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[\d;?]{0,20}[A-Za-z]")  # colours and the like of a terminal
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})(?:\s[^<>]{0,2000})?/?>|<!--.{0,5000}?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|noscript|template)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});")
_OPENING_PAIR = re.compile(r"(?<![\w.,!?'])''(?=[^\s'])")  # two single marks for a double one
_CLOSING_PAIR = re.compile(r"(?<=[\w.,!?;-])''(?!')")
_CAPITAL_LINE = re.compile(r"^(?=(?:[^A-Z\n]*[A-Z]+){3})[^a-z\n]{16,200}$", re.MULTILINE)
# Forms of verbs that can be no abbreviation; "WHO WARNS" stays the one it is.
_SHOUTED = re.compile(
    r"(?<=[\w,)] )(?:(?:CONFIRM|CLAIM|WARN|ADMIT|REJECT|REPORT|INSIST|ANNOUNCE|ACCUSE|BLAME|CONDEMN|DEMAND|"
    r"REVEAL|REFUSE|DECLINE|ADD|ALLEGE|DISMISS)(?:E?S|E?D|TED)|SA(?:YS|Y|ID)|DEN(?:Y|IES|IED)|TELLS|TOLD|"
    r"NOT|NEVER)\b"
)
_BLOCK_TAGS = word_set(
    """
    p div br li ul ol tr td th table h1 h2 h3 h4 h5 h6 section article header footer blockquote
    """
)


def plain_text(text: str) -> str:
    """Return `text` with plain quotes, dashes and spaces, markup blanked, and no lone surrogates.

    The result has the length of `text`, and each character stands where it stood.
    """
    text = bare_text(text).translate(_MARKS)
    return _OPENING_PAIR.sub(' "', _CLOSING_PAIR.sub('" ', text)) if "''" in text else text


def bare_text(text: str) -> str:
    """Return `text` as `plain_text` does, but with its own quotation marks and dashes."""
    text = _SURROGATE.sub("\ufffd", text)
    if "\x1b" in text or "\x9b" in text:
        text = _TERMINAL.sub(lambda code: " " * len(code.group()), text)
    if "<" in text:
        text = _TAG.sub(_blank_tag, _without_unseen(text))
    if "&" in text:
        text = _ENTITY.sub(_spell_entity, text)
    return text.translate(_SPACES)


def _without_unseen(text: str) -> str:
    """Blank scripts, styles and the like with what is in them; one without an end, to the end of the text."""
    pieces: list[str] = []
    at = 0
    while match := _UNSEEN.search(text, at):
        closing = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE).search(text, match.end())
        end = closing.end() if closing else len(text)
        pieces += [text[at : match.start()], "\n", " " * (end - match.start() - 1)]
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text


def lowered_capitals(text: str) -> str:
    """Return a text whose lines in capitals are in small letters, names of the text excepted.

    "MINISTER BRILL RESIGNS" becomes "Minister Brill resigns" where "Brill" stands elsewhere. Words of
    saying that are shouted in other lines, too: "Ministry CONFIRMS leak".
    """
    known = set(re.findall(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]+\b", text))
    text = _CAPITAL_LINE.sub(lambda line: _in_small(line.group(), known), text)
    return _SHOUTED.sub(lambda word: word.group().lower(), text)


def _in_small(line: str, known: set[str]) -> str:
    words = re.sub(
        r"[A-Z]+", lambda m: m.group().title() if m.group().title() in known else m.group().lower(), line
    )
    first = re.search(r"[a-z]", words)
    return words[: first.start()] + words[first.start()].upper() + words[first.end() :] if first else words


def _blank_tag(match: re.Match[str]) -> str:
    size = len(match.group())
    name = (match.group(2) or "").lower()
    return "\n" + " " * (size - 1) if name in _BLOCK_TAGS else " " * size


def _spell_entity(match: re.Match[str]) -> str:
    spelled = html.unescape(match.group())
    return spelled.ljust(len(match.group())) if len(spelled) == 1 else match.group()
