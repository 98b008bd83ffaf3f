"""What no part of the program had words for, in words: the system's refusals, and our own faults."""

from __future__ import annotations

import errno
import traceback

from sayso.values import SaysoError

NEXT_STEPS = {
    errno.ENOSPC: "Free some space",
    errno.EDQUOT: "Free some space",
    errno.EACCES: "Look at who may read and write there",
    errno.EPERM: "Look at who may read and write there",
    errno.EROFS: "Work where something can be written",
    errno.EIO: "Look at whether the disk is failing",
    errno.EMFILE: "Allow more open files (ulimit -n)",
    errno.ENFILE: "Close other programs",
    errno.ENOMEM: "Close other programs",
}


class SystemRefused(SaysoError):
    """The system refused something that is needed, such as to read a file of the program itself."""

    def __init__(self, why: str, where: str, step: str) -> None:
        super().__init__(why, where, step)
        self.why, self.where, self.step = why, where, step

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        return (
            f"The system refused: {self.why}{where}. Nothing half-done counts as saved. "
            f"{self.step}, then run the same command again."
        )


class OutOfMemory(SaysoError):
    """The system gave no more memory."""

    def __init__(self) -> None:
        super().__init__()

    def __str__(self) -> str:
        return (
            "There is not enough memory. Nothing half-done counts as saved. "
            "Close other programs, then run the same command again."
        )


class PartMissing(SaysoError):
    """A part of the program could not be loaded."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return (
            f"A part of the program could not be loaded: {self.why}. Nothing half-done counts as saved. "
            "Run the same command again; if it says the same, install sayso anew: archives stay as they are."
        )


class OwnFault(SaysoError):
    """Something that should not happen: a fault of the program."""

    def __init__(self, kind: str, why: str) -> None:
        super().__init__(kind, why)
        self.kind, self.why = kind, why

    def __str__(self) -> str:
        return (
            f"This is a fault of sayso itself: {self.kind}: {self.why}. Nothing half-done counts as saved; "
            "`sayso verify` tells whether the archive holds. The lines above say where it happened: report "
            "them, once you have looked that they name nothing confidential."
        )


def in_words(problem: Exception) -> SaysoError:
    """Return an error that a person can act on; one that has words of its own as it is."""
    if isinstance(problem, SaysoError):
        return problem
    if isinstance(problem, MemoryError):
        return OutOfMemory()
    if isinstance(problem, ImportError):
        return PartMissing(str(problem))
    if isinstance(problem, OSError):
        return _refused(problem)
    return OwnFault(type(problem).__name__, str(problem))


def traced(problem: Exception) -> str:
    """Return where a fault of our own happened, for those who mend it."""
    return "".join(traceback.format_exception(problem)).rstrip()


def _refused(problem: OSError) -> SystemRefused:
    named = [str(name) for name in (problem.filename, problem.filename2) if name is not None]
    step = NEXT_STEPS.get(problem.errno or 0, "See to the cause")
    return SystemRefused(problem.strerror or str(problem), " -> ".join(named), step)
