"""What can be wrong with an archive, its log, its keys and its heads."""

from __future__ import annotations

from sayso.values import AskedWrongly, SaysoError


class LogBroken(SaysoError):
    """The custody log does not hold."""

    exit_code = 4

    def __init__(self, seq: int, why: str, where: str = "") -> None:
        super().__init__(seq, why, where)
        self.seq, self.why, self.where = seq, why, where

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return (
            f"The custody log does not hold at entry {self.seq}{place}: {self.why}. "
            "Keep the archive as it is, run `sayso verify`, and compare it with a backup."
        )


class NotAnEntry(SaysoError):
    """Bytes that stand where a log line should, and are none."""

    exit_code = 4

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return f"This is no line of a custody log: {self.why}. Run `sayso verify` on the archive."


class WithheldDamaged(SaysoError):
    """A value kept beside the log does not match the digest in its line."""

    exit_code = 4

    def __init__(self, seq: int, where: str, why: str) -> None:
        super().__init__(seq, where, why)
        self.seq, self.where, self.why = seq, where, why

    def __str__(self) -> str:
        return (
            f"What was withheld from entry {self.seq} is damaged ({self.where}): {self.why}. "
            "The log stands. Take the file from a backup."
        )


class CouldNotWrite(SaysoError):
    """Something did not get to the disk; nothing was said to be saved."""

    def __init__(self, what: str, path: str, reason: str) -> None:
        super().__init__(what, path, reason)
        self.what, self.path, self.reason = what, path, reason

    def __str__(self) -> str:
        return (
            f"Could not write {self.what} to {self.path}: {self.reason}. "
            "That does not count as saved. Put this right and run the same command again."
        )


class ArchiveUnreadable(SaysoError):
    """The system refused to read a part of an archive; whether that is damaged is not known."""

    def __init__(self, what: str, path: str, reason: str) -> None:
        super().__init__(what, path, reason)
        self.what, self.path, self.reason = what, path, reason

    def __str__(self) -> str:
        return (
            f"Could not read {self.what} ({self.path}): {self.reason}. "
            "That says nothing of its content. Put this right and run the same command again."
        )


class NotAnArchive(AskedWrongly):
    """A folder that is no archive was named as one."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return f"{self.path} is no sayso archive: {self.why}. Name one, or make one with `sayso init`."


class ArchiveDamaged(SaysoError):
    """An archive whose `archive.toml` cannot be read as one."""

    exit_code = 4

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why

    def __str__(self) -> str:
        return (
            f"{self.path} is damaged: {self.why}. "
            "Take it from a backup; its SHA-256 stands in the log, so that the right one can be told."
        )


class ArchiveExists(AskedWrongly):
    """There is an archive where one was to be made."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} is an archive already, and stays as it is. Use it, or name another folder."


class FolderNotEmpty(AskedWrongly):
    """An archive was to be made among other files."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return f"{self.path} holds other files. Name a new or an empty folder for the archive."


class BadName(AskedWrongly):
    """A name that an archive cannot have."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(name, why)
        self.name, self.why = name, why

    def __str__(self) -> str:
        return f"An archive cannot be called {self.name!r}: {self.why}. Choose another name."


class UnknownFormat(SaysoError):
    """An archive of a format that this version of sayso does not know."""

    def __init__(self, path: str, found: str, known: int) -> None:
        super().__init__(path, found, known)
        self.path, self.found, self.known = path, found, known

    def __str__(self) -> str:
        return (
            f"{self.path} has archive format {self.found}; this sayso knows formats up to {self.known}. "
            "Use the version of sayso that made it, or a newer one."
        )


class KeyNotHere(SaysoError):
    """The private key of an archive is not where it was looked for."""

    def __init__(self, key: str, path: str, why: str) -> None:
        super().__init__(key, path, why)
        self.key, self.path, self.why = key, path, why

    def __str__(self) -> str:
        return (
            f"The private key for {self.key} is not at hand ({self.path}: {self.why}). Heads can be "
            "made without it, but stay unsigned. Put the key file back, or name the folder it is in."
        )


class KeyDamaged(SaysoError):
    """A key file that does not hold the key it should."""

    def __init__(self, key: str, path: str, why: str) -> None:
        super().__init__(key, path, why)
        self.key, self.path, self.why = key, path, why

    def __str__(self) -> str:
        return (
            f"{self.path} does not hold the private key for {self.key}: {self.why}. "
            "Take it from your own backup; keys are never in an archive's."
        )


class SigningUnavailable(SaysoError):
    """The library that signs is not installed; reading and verifying need none."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return f"Keys cannot be made or used here: {self.reason}. Install `cryptography`."


class HeadDamaged(SaysoError):
    """A head that is none, or whose signature does not hold."""

    exit_code = 4

    def __init__(self, where: str, why: str) -> None:
        super().__init__(where, why)
        self.where, self.why = where, why

    def __str__(self) -> str:
        return f"The head {self.where} is damaged: {self.why}. Take it from a copy that was kept elsewhere."


class ReceiptDamaged(HeadDamaged):
    """A receipt whose form or signature does not hold, so that nothing can be held against it."""

    exit_code = 1

    def __str__(self) -> str:
        return f"The head {self.where}, kept elsewhere, can be held against no log: {self.why}."


class HeadContradicted(SaysoError):
    """The log is not the one that a head was made over."""

    exit_code = 4

    def __init__(self, size: int, where: str) -> None:
        super().__init__(size, where)
        self.size, self.where = size, where

    def __str__(self) -> str:
        others = "entry is another" if self.size == 1 else f"{self.size} entries are others"
        return (
            f"The log is not the one that the head {self.where} was made over: its first {others}. Keep the "
            "archive as it is, run `sayso verify`, and compare it with a backup."
        )


class OtherArchive(SaysoError):
    """A head that was kept elsewhere is of another archive."""

    exit_code = 4

    def __init__(self, given: str, own: str) -> None:
        super().__init__(given, own)
        self.given, self.own = given, own

    def __str__(self) -> str:
        return (
            f"The head that was kept elsewhere is of the archive {self.given!r}, and this is {self.own!r}. "
            "Look whether the receipt or the archive is the one that you mean."
        )


class StampLost(SaysoError):
    """What belongs to a stamp is not there, or cannot be read, so that it cannot be handed on."""

    exit_code = 4

    def __init__(self, seq: int, what: str, reason: str) -> None:
        super().__init__(seq, what, reason)
        self.seq, self.what, self.reason = seq, what, reason

    def __str__(self) -> str:
        return (
            f"The stamp of entry {self.seq} cannot be handed on: {self.what} ({self.reason}). Take it from a "
            f"backup; where there is none, set it aside (`sayso stamp --set-aside {self.seq} --reason WHY`)."
        )
