"""How many figures of reports are read rightly, whether or not a claim holds them.

    figures.py [FOLDER ...] [--errors]

Each folder holds reports in which every number of things is marked, such as `{about 40=40 boats approx}`:
`tests/claims/figures`, where none is named. A figure is right when value, unit and qualifier are. With
--errors, those that are not are printed; leave that out for `unread`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.claims.documents import make_document
from sayso.claims.qualify.quantities import find_quantities
from sayso.claims.reading import read
from sayso.values import TextSpan

REPORTS = Path(__file__).resolve().parents[2] / "tests" / "claims" / "figures"
_MARK = re.compile(r"\{(?P<words>[^{}=]+)=(?P<value>\S+) (?P<unit>[^{}]+) (?P<qualifier>\S+)\}")

Read = tuple[tuple[float, ...], str, str]  # value or both ends of a range, unit, qualifier


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of things, and where its words stand."""

    span: TextSpan
    read: Read


@dataclass
class Counts:
    """What came of any number of reports."""

    marked: int = 0
    right: int = 0
    value_right: int = 0
    too_many: int = 0

    @property
    def accuracy(self) -> float:
        """Return the share of right figures among those marked or found."""
        return self.right / (self.marked + self.too_many) if self.marked else 0.0


def unmarked(report: str) -> tuple[str, list[Figure]]:
    """Return a report's text without the marks, and the figures that they tell."""
    text, figures, at = "", [], 0
    for mark in _MARK.finditer(report):
        text += report[at : mark.start()]
        span = TextSpan(len(text), len(text) + len(mark["words"]))
        text, at = text + mark["words"], mark.end()
        values = tuple(float(one) for one in mark["value"].split("-"))
        figures.append(Figure(span, (values, mark["unit"], mark["qualifier"])))
    return text + report[at:], figures


def found_in(text: str) -> list[Figure]:
    """Return the figures that are read in a text."""
    return [
        Figure(
            one.span,
            (
                one.quantity.value if isinstance(one.quantity.value, tuple) else (one.quantity.value,),
                one.quantity.unit,
                one.quantity.qualifier,
            ),
        )
        for one in find_quantities(read(make_document("report", text)))
    ]


def score(folder: Path) -> tuple[Counts, list[str]]:
    """Count what is right in a folder's reports, and say what is not."""
    counts, errors = Counts(), []
    for path in sorted(folder.glob("*.txt")):
        text, marked = unmarked(path.read_text("utf-8"))
        found = found_in(text)
        errors += [f"{path.stem}: {error}" for error in _count(counts, text, marked, found)]
    return counts, errors


def _count(counts: Counts, text: str, marked: Sequence[Figure], found: Sequence[Figure]) -> Iterator[str]:
    for one in marked:
        counts.marked += 1
        answers = [other.read for other in found if other.span.overlaps(one.span)]
        counts.right += answers[:1] == [one.read]
        counts.value_right += [_rounded(answer) for answer in answers[:1]] == [_rounded(one.read)]
        if answers[:1] != [one.read]:
            yield f"{_around(text, one.span)} is {one.read}, read as {answers or 'nothing'}"
    for other in found:
        if not any(other.span.overlaps(one.span) for one in marked):
            counts.too_many += 1
            yield f"{_around(text, other.span)} is no figure, read as {other.read}"


def _rounded(read: Read) -> tuple[float, ...]:
    return tuple(round(one, 1) for one in read[0])


def _around(text: str, span: TextSpan) -> str:
    return repr(text[max(0, span.start - 30) : span.end + 20])


def main(argv: Sequence[str] | None = None) -> int:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="*")
    parser.add_argument("--errors", action="store_true")
    asked = parser.parse_args(argv)
    for folder in asked.folders or sorted(path for path in REPORTS.iterdir() if path.is_dir()):
        counts, errors = score(folder)
        if asked.errors:
            print("\n".join(errors))
        print(
            f"{folder.name}: {counts.accuracy:.1%} right; of {counts.marked} marked {counts.right} right, "
            f"{counts.value_right} with the right value; {counts.too_many} too many"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
