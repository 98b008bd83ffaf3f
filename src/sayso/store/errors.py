"""What can keep an archive from being opened, or its projection from following."""

from __future__ import annotations

from sayso.values import AskedWrongly, SaysoError


class ArchiveAlreadyOpen(AskedWrongly):
    """A process has one archive open at a time."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"The archive {self.path} is open in this process. Close it first, "
            "or use a second process: settings are one set a process."
        )


class IndexRefused(SaysoError):
    """The database of the projection did not do its part."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        room = "Free some space. " if "full" in self.why else ""
        return (
            f"The index did not do its part: {self.why}. What is in the custody log stays saved. {room}"
            "Run the same command again; if that does not help, `sayso reindex` makes the index anew."
        )


class EntryNotFollowed(SaysoError):
    """An entry of the log does not say what one of its kind says, so that no index can be made of it."""

    exit_code = 4

    def __init__(self, first: int, last: int, why: str) -> None:
        super().__init__(first, last, why)
        self.first, self.last, self.why = first, last, why

    @property
    def which(self) -> str:
        """Which entry it is."""
        return f"entry {self.first}" + (f" (or one up to {self.last})" if self.last != self.first else "")

    def __str__(self) -> str:
        return (
            f"{self.which.capitalize()} of the log does not say what entries of its kind say ({self.why}): "
            "sayso did not write it, and no index can be made of this log. `sayso log` shows it; compare it "
            "with a backup, or with a head that was kept elsewhere (sayso verify --against)."
        )


class IndexBehind(SaysoError):
    """The projection is not what the log says, and this process may not write."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"The index of {self.path} does not say what its log says, and may not be written here. "
            "Work on a copy that can be written; `sayso verify` needs no index."
        )


class IndexNotChecked(SaysoError):
    """The index could not be held against log and objects, as these do not hold themselves."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

    def __str__(self) -> str:
        return (
            f"The index could not be held against log and objects: {self.why} "
            "`sayso verify` lists what is damaged."
        )


class IndexDiffers(SaysoError):
    """The index does not say what log and objects say."""

    exit_code = 4

    def __init__(self, differences: tuple[str, ...]) -> None:
        super().__init__(differences)
        self.differences = differences

    def __str__(self) -> str:
        return (
            f"The index does NOT say what log and objects say: {'; '.join(self.differences)}. "
            "Nothing was made of it. Find out who changed it; `sayso reindex` makes it anew."
        )
