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
