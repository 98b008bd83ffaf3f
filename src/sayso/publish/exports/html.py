"""The dossier as HTML: one file that opens offline, or a folder where pictures make it too large for one.

Nothing on the page asks for anything outside it: no fonts, no scripts of others,
and a policy that lets the browser load nothing but the page's own pictures.
Captured text is escaped, and what hides or steers in it is written out.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.publish import words
from sayso.publish.dossier import Dossier, Frame
from sayso.publish.footage_words import AT_ODDS_MEANS, found_words
from sayso.publish.loose_ends import check_dossier
from sayso.publish.marking import excerpt
from sayso.publish.pages.brief import MOST_COPIED
from sayso.publish.pages.coverage import WORK_WORDS
from sayso.publish.pages.labels import ANCHOR_DIGITS, Labelled
from sayso.publish.pages.matrix import PAPER_COLUMNS
from sayso.publish.pages.page import Page, page_of
from sayso.publish.pages.questions import PAST_CONFLICTS
from sayso.publish.pages.sides import Side
from sayso.publish.writing import Written, write_files
from sayso.values import canonical_json, digest_bytes

ONE_FILE_BYTES = 25_000_000  # mail servers commonly stop at 25 MB
PICTURES = "pictures"
SMALL_MATRIX = 6  # questions; a matrix of more stands folded, since it repeats what the questions show
MANY_FINDINGS = 6  # more of them stand folded together below those that are open; all are in the table
ANSWER_CHARS = 280  # of an answer in words: they stand there alone, so that few are cut
LONG_LOG = 12  # entries; a custody sheet of more stands folded
_HERE = "sayso.publish"


class HtmlDossier:
    """The dossier for people: read, printed, mailed."""

    name = "html"
    version = "1"
    media_type = "text/html"
    suffix = ".html"

    def __init__(self, *, one_file_bytes: int = ONE_FILE_BYTES) -> None:
        self._one_file_bytes = one_file_bytes

    def write(self, dossier: Dossier, to: Path) -> Written:
        """Write the dossier to the file `to`, or to the folder of that name without its suffix.

        Raises:
            LooseEnds: where the dossier points at what it does not hold.
            WouldOverwrite: where something is at either place already.
        """
        check_dossier(dossier)
        page = page_of(dossier)
        whole = render(page, source_of=data_uri, pictures_from="data:")
        if len(whole) <= self._one_file_bytes:
            return write_files(to, {to.name: whole}, folder=False)
        held = {"index.html": render(page, source_of=_beside, pictures_from="'self' file:")}
        pictures = {_beside(frame): frame.jpeg for frame in _frames(dossier)}
        return write_files(to.with_suffix(""), held | pictures, folder=True)


def render(page: Page, *, source_of: Callable[[Frame], str], pictures_from: str) -> bytes:
    """Return the page as UTF-8 bytes.

    Args:
        page: what stands on it.
        source_of: the address of a frame, relative to the page.
        pictures_from: the sources of pictures that the page's policy allows.
    """
    style, script = _own("style.css"), _own("script.js")
    head = _running_head(page)
    text = (
        _environment()
        .get_template("dossier.html.j2")
        .render(
            page=page,
            style=style,
            running_head=head,
            script=script,
            policy=_policy((style, head), script, pictures_from),
            source_of=source_of,
            **_vocabulary(page),
        )
    )
    return text.encode("utf-8")


def data_uri(frame: Frame) -> str:
    """Return a frame as an address that holds it."""
    return f"data:image/jpeg;base64,{base64.b64encode(frame.jpeg).decode('ascii')}"


def _beside(frame: Frame) -> str:
    return f"{PICTURES}/{digest_bytes(frame.jpeg)}.jpg"


def _frames(dossier: Dossier) -> list[Frame]:
    pairs = [frame for copy in dossier.copies for pair in copy.pairs for frame in (pair.query, pair.found)]
    return [*(item.still for item in dossier.material if item.still is not None), *pairs]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_HERE, "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["excerpt"] = excerpt
    return environment


def _harmless(value: object) -> object:
    """Make visible what hides in a text; markup is ours and has been through here."""
    return words.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _own(name: str) -> Markup:
    return Markup(files(_HERE).joinpath("templates", name).read_text(encoding="utf-8"))


def _vocabulary(page: Page) -> dict[str, object]:
    sheet = page.dossier.sheet
    entries = {entry.seq for entry in page.dossier.custody}
    return {
        "made_at": words.instant_words(sheet.made_at),
        "labelled": {labelled.label: labelled for sheet in page.sheets for labelled in sheet.marked},
        "signs": words.RELATION_SIGNS,
        "work_words": WORK_WORDS,
        "count_words": words.count_words,
        "found_words": found_words,
        "at_odds_means": AT_ODDS_MEANS,
        "many_findings": MANY_FINDINGS,
        "does_words": words.does_words,
        "date_words": words.date_words,
        "instant_words": words.instant_words,
        "size_words": words.size_words,
        "figure_words": words.figure_words,
        "excerpt": excerpt,
        "short_date": _short_date,
        "small_matrix": SMALL_MATRIX,
        "wide_matrix": PAPER_COLUMNS,
        "long_log": LONG_LOG,
        "most_copied": MOST_COPIED,
        "answer_chars": ANSWER_CHARS,
        "past_conflicts": PAST_CONFLICTS,
        "digest_anchor": digest_anchor,
        "others": _other_recordings(page),
        "object_path": lambda digest: f"objects/{digest[:2]}/{digest}",
        "entry_anchor": _entry_anchor,
        "log_anchor": lambda seq: _entry_anchor(seq) if seq in entries else "check",
        "json": lambda value: canonical_json(value).decode("ascii"),
    }


def _entry_anchor(seq: int) -> str:
    return f"l-{seq}"


def digest_anchor(digest: str) -> str:
    """Return where the panel for checking gives the whole of an exhibit's digest."""
    return f"d-{digest[:ANCHOR_DIGITS]}"


def _other_recordings(page: Page) -> tuple[Side, ...]:
    """Return the recordings of other cases that findings name, each once."""
    sides = {side.digest: side for copy in page.copies for side in copy.sides if side.exhibit is None}
    return tuple(sides.values())


def _short_date(report: Labelled) -> str:
    known = report.exhibit.material.date
    return words.day_words(known) if known else "no date"


def _policy(styles: tuple[Markup, ...], script: Markup, pictures_from: str) -> str:
    own_styles = " ".join(_hash_source(style) for style in styles)
    return (
        f"default-src 'none'; img-src {pictures_from}; style-src {own_styles}; "
        f"script-src {_hash_source(script)}; base-uri 'none'; form-action 'none'"
    )


def _hash_source(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _running_head(page: Page) -> Markup:
    """Return the style that puts case, version and log head on every printed page."""
    sheet = page.dossier.sheet
    left = f"{sheet.title} · dossier as of {words.instant_words(sheet.made_at)}"
    right = f"sayso {sheet.version} · log {sheet.log_size}, {sheet.log_root_hex[:16]}"
    margin = "font: 8pt sans-serif; color: #444"
    return Markup(
        "@page {"
        f" @top-left {{ content: {_css_string(left)}; {margin}; }}"
        f" @top-right {{ content: {_css_string(right)}; {margin}; }}"
        f' @bottom-right {{ content: counter(page) " / " counter(pages); {margin}; }}'
        " }"
    )  # fmt: skip


def _css_string(text: str) -> str:
    """Write a text as a CSS string in which every letter is an escape, so that nothing in it can end it."""
    return '"' + "".join(f"\\{ord(letter):06x}" for letter in words.visible(text)) + '"'
