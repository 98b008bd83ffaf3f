"""Ways to get material; `SOURCES` is their table."""

from sayso.values import Table

SOURCES = Table(
    "capture source",
    "sayso.sources",
    {
        "folder": "sayso.capture.sources.folder:FolderSource",
    },
)
