"""What a person is told when captured bytes could not be read."""

from __future__ import annotations

from sayso.values import SaysoError

EMPTY = "the file is empty"
LONGEST_REASON = 300  # code points; reasons can carry words of the file itself


def printable(text: str, longest: int = LONGEST_REASON) -> str:
    """Return text from outside on one line, without control or direction characters, cut to `longest`."""
    clean = "".join(char if char.isprintable() else " " for char in text)
    clean = " ".join(clean.split())
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


class CouldNotRead(SaysoError):
    """Captured bytes could not be read; that is not the same as nothing being in them."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = printable(name), printable(reason)

    def __str__(self) -> str:
        said = f"{self.name} could not be read: {self.reason}."
        if self.reason == EMPTY:
            return f"{said} Nothing of it came over: get it again from where it is."
        untouched = "Its bytes are untouched"
        return f"{said} {untouched}: get another copy, or convert it on a machine set aside for that."


class ReaderStopped(CouldNotRead):
    """A reader went over a limit, or broke down, and was stopped."""

    def __init__(self, name: str, limit: str, allowed: str) -> None:
        super().__init__(name, f"the reader was stopped at its limit of {allowed} for {limit}")
        self.args = (name, limit, allowed)
        self.limit, self.allowed = limit, allowed

    def __str__(self) -> str:
        return (
            f"{self.name} could not be read: {self.reason}. "
            "Its bytes are untouched: if you trust where it came from, read a shorter or smaller copy."
        )


class ReaderBroke(CouldNotRead):
    """A reader ended without an answer, or gave one that makes no sense."""

    def __init__(self, name: str, how: str) -> None:
        super().__init__(name, f"the reader broke down on it ({printable(how, 200)})")
        self.args = (name, how)
        self.how = how
