"""What was recorded of exhibits, looked at before it is handed on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sayso.custody.described import DESCRIBING
from sayso.custody.entries import Entry
from sayso.custody.errors import ArchiveUnreadable
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing, ObjectStore
from sayso.values import Digest, SaysoError


class DescriptionsDamaged(SaysoError):
    """What was recorded of exhibits is not there as it was logged, and was to be exported."""

    exit_code = 4

    def __init__(self, exhibits: tuple[str, ...]) -> None:
        super().__init__(exhibits)
        self.exhibits = exhibits

    def __str__(self) -> str:
        named = ", ".join(exhibit[:10] for exhibit in self.exhibits[:8])
        more = f" and {len(self.exhibits) - 8} more" if len(self.exhibits) > 8 else ""
        return (
            f"Nothing was exported: what was recorded of the exhibits {named}{more} is damaged or missing; "
            "`sayso verify` names the objects. Put them back from a backup. Or leave all descriptions out "
            "(--leave-out description): the originals, and what the log itself says of them, can be exported."
        )


def refuse_damaged(
    store: ObjectStore, entries: Iterable[Entry], roles: Sequence[str], is_gone: Callable[[str], bool]
) -> None:
    """Refuse to hand on what was recorded of exhibits where some of it is damaged.

    Args:
        entries: those that are handed on.
        roles: what of them is: "description", "sidecar".
        is_gone: tells of an object whether it was erased, which is no damage.

    Raises:
        DescriptionsDamaged: naming the exhibits.
    """
    damaged: dict[str, None] = {}
    for entry in entries:
        recorded = [str(entry.body[role]) for role in roles if role in entry.body]
        if entry.act in DESCRIBING and any(
            not is_gone(one) and wrong_with(store, Digest(one)) for one in recorded
        ):
            damaged[str(entry.body["exhibit"])] = None
    if damaged:
        raise DescriptionsDamaged(tuple(damaged))


def wrong_with(store: ObjectStore, digest: Digest) -> str | None:
    """Return what is wrong with the bytes of an object, which are read; None for nothing."""
    try:
        store.check(digest)
    except (ObjectMissing, ObjectDamaged, ArchiveUnreadable) as problem:
        return str(problem)
    return None
