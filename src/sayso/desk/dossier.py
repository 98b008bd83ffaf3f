"""Gather a case into a dossier, and write it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso import __version__
from sayso.claims.extraction import DEFAULT_EXTRACTOR
from sayso.claims.types import ClaimExtractor
from sayso.custody.damage import Damage, Unread
from sayso.custody.entries import Act
from sayso.custody.found import read_settings
from sayso.desk.appearances import dated_items, kept_as
from sayso.desk.compare import CaseComparison, compare_case
from sayso.desk.custody_sheet import custody_sheet
from sayso.desk.documents import distinct_names
from sayso.desk.harm import harm_to
from sayso.desk.known_errors import all_known_errors, known_errors_in_short
from sayso.desk.looked import looked, not_looked
from sayso.desk.shown_copies import footage_notes, kept_again, reading_notes, shown_copies
from sayso.desk.stills import stills
from sayso.desk.words import WORK_IN_WORDS
from sayso.exhibits.objects import ObjectDamaged, ObjectMissing
from sayso.footage.listening import NO_PICTURE
from sayso.publish.dossier import (
    Attachment,
    CaseSheet,
    CheckCommand,
    Dossier,
    Material,
    MethodSheet,
    ShownCopy,
)
from sayso.publish.exports import EXPORTS
from sayso.publish.placing import WouldOverwrite
from sayso.publish.writing import Written
from sayso.store import queries
from sayso.store.archive import Archive
from sayso.store.queries import ItemInfo
from sayso.values import Digest, Progress, SaysoError, silent, utc_now


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A dossier, and where it was written."""

    dossier: Dossier
    written: Written
    damages: list[Damage]  # to the files of what was found, in passing; those of the case hold
    unread: list[Unread]  # those of them that could not be looked at


class ExhibitsDamaged(SaysoError):
    """What a dossier would rest on is missing, or is no longer what came in."""

    exit_code = 4

    def __init__(self, damaged: tuple[str, ...]) -> None:
        super().__init__(damaged)
        self.damaged = damaged

    def __str__(self) -> str:
        return (
            f"No dossier was written: {len(self.damaged)} of the case's exhibits do not hold. "
            f"{' '.join(self.damaged[:5])} `sayso verify` lists all damage."
        )


def publish_dossier(
    archive: Archive,
    case: str,
    to: Path,
    *,
    actor: str,
    export: str = "html",
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> Published:
    """Write a case's dossier, after running whatever has not been run yet; the export is logged.

    Args:
        to: a path where nothing is yet.
        export: a name in `EXPORTS`.
        descriptor: an ONNX file, where pictures are to be described by a network, too.

    Raises:
        publish.WouldOverwrite: when something is at `to`.
        ExhibitsDamaged: when an exhibit is missing, or is no longer what came in.
    """
    writer = EXPORTS.load(export)()
    if to.exists() or to.is_symlink():  # said before the work, and again by the writer after it
        raise WouldOverwrite(str(to))
    dossier, damaged = _gathered(
        archive, case, actor=actor, extractor=extractor, descriptor=descriptor, progress=progress
    )
    written: Written = writer.write(dossier, to)
    body: dict[str, object] = {
        "case": dossier.sheet.slug,
        "export": f"{writer.name} {writer.version}",
        "log_size": dossier.sheet.log_size,
        "files": {
            f"dossier{to.suffix}" if file.name == to.name else file.name: {
                "sha256": file.digest,
                "size_bytes": file.size_bytes,
            }
            for file in written.files
        },
    }
    archive.record([Act(act="publish", body=body, withheld={"operator": actor, "path": str(to)})])
    damages, unread = _harm_to_what_was_found(archive, dossier.copies, damaged)
    return Published(dossier=dossier, written=written, damages=damages, unread=unread)


def _harm_to_what_was_found(
    archive: Archive, copies: Sequence[ShownCopy], damaged: Sequence[Digest]
) -> tuple[list[Damage], list[Unread]]:
    """Look at the files of findings; where frames are not shown, the bytes say whether damage is why.

    Args:
        damaged: results that do not hold, and were left out.
    """
    named = {one.exhibit for shown in copies for one in (shown.query, shown.found)}
    doubtful = {one.exhibit for shown in copies if shown.unshown for one in (shown.query, shown.found)}
    return harm_to(archive, [kept[0] for kept in kept_as(named).values()], read=doubtful, others=damaged)


def gather(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor = DEFAULT_EXTRACTOR,
    descriptor: Path | None = None,
    progress: Progress = silent,
) -> Dossier:
    """Run what has not been run for a case, and gather all that its dossier shows."""
    dossier, _ = _gathered(
        archive, case, actor=actor, extractor=extractor, descriptor=descriptor, progress=progress
    )
    return dossier


def _gathered(
    archive: Archive,
    case: str,
    *,
    actor: str,
    extractor: str | ClaimExtractor,
    descriptor: Path | None,
    progress: Progress,
) -> tuple[Dossier, list[Digest]]:
    """Gather a dossier, and which results do not hold that it would have rested on."""
    _check_exhibits(archive, queries.items(queries.find_case(case).slug), progress)
    compared = compare_case(
        archive, case, actor=actor, extractor=extractor, descriptor=descriptor, progress=progress
    )
    items = queries.items(compared.case.slug)
    names = distinct_names(items)
    dated = dated_items(items, names)
    noted, without = footage_notes(archive, items, descriptor)
    compared = replace(compared, copies=compared.copies.with_not_looked(without))
    shown = stills(archive, items, compared.copies.durations_s, actor=actor, progress=progress)
    head = archive.seal()
    dossier = Dossier(
        sheet=CaseSheet(
            title=compared.case.title,
            slug=compared.case.slug,
            made_at=utc_now(),
            version=__version__,
            archive_name=read_settings(archive.files).name,
            log_size=head.size,
            log_root_hex=head.root.hex(),
            head_note=head.to_bytes().decode("utf-8") if head.signatures else "",
        ),
        material=tuple(
            replace(
                _material(item, names[item.id], compared, items),
                still=shown.frames.get(item.exhibit),
                dated=dated.get(item.id),
                sound_alone=NO_PICTURE in noted.get(item.exhibit, ()),
            )
            for item in items
        ),
        claims=tuple(compared.all_claims),
        misread=compared.misread,
        comparison=compared.comparison,
        copies=tuple(shown_copies(archive, compared.copies, progress)),
        kept_again=tuple(kept_again(items, compared.copies)),
        reading_notes=tuple(reading_notes(items, noted)),
        looked=tuple(looked(compared)),
        not_looked=tuple(not_looked(items, compared, noted)),
        custody=tuple(custody_sheet(archive, compared.case.slug, items)),
        methods=tuple(_methods(compared)),
        commands=_commands(compared.case.slug),
        notes=tuple(
            f"{part.source.document.doc_id}: {note}"
            for part in compared.claims.documents
            for note in part.notes
        ),
    )
    return dossier, [*compared.unread_records, *shown.damaged]


def _check_exhibits(archive: Archive, items: Sequence[ItemInfo], progress: Progress) -> None:
    """Read every exhibit again: a dossier's sentences lead to these bytes."""
    damaged = []
    for done, item in enumerate(items):
        progress(done, len(items), f"checking {item.file_name}")
        try:
            archive.objects.check(item.exhibit)
        except (ObjectMissing, ObjectDamaged) as problem:
            damaged.append(f"{item.file_name}: {problem}")
    if damaged:
        raise ExhibitsDamaged(tuple(damaged))


def _material(item: ItemInfo, name: str, compared: CaseComparison, items: Sequence[ItemInfo]) -> Material:
    source = next((one.source for one in compared.claims.documents if one.source.item.id == item.id), None)
    known = item.description
    return Material(
        digest=item.exhibit,
        doc_id=name,
        media_type=item.media_type,
        size_bytes=item.size_bytes,
        name=item.file_name,
        title=known.title or (source.read.title if source else None),
        kind=known.kind,
        style=known.style,
        publisher=known.publisher,
        author=known.author,
        published=known.published,
        url=known.url,
        forwarded_from=known.forwarded_from,
        language=known.language or (source.document.language if source else None),
        cites=known.cites,
        attachments=tuple(
            Attachment(name=attached, digest=_digest_named(attached, items)) for attached in known.attachments
        ),
        captured_at=item.first_at,
        captured_by="folder 1",
        log_seq=item.first_seq,
        text=source.document.text if source else None,
        text_digest=source.document.text_digest if source else None,
        gaps=item.gaps,
    )


def _digest_named(name: str, items: Sequence[ItemInfo]) -> Digest | None:
    return next((item.exhibit for item in items if name in item.names), None)


def _methods(compared: CaseComparison) -> Iterable[MethodSheet]:
    """Name each method once, with all that it wrote for this case."""
    mine = {item.exhibit for item in queries.items(compared.case.slug)}
    claims = {one.record for one in compared.claims.documents}
    sheets: dict[tuple[str, str, str], MethodSheet] = {}
    for run in queries.derivatives():
        if run.case != compared.case.slug and run.output not in claims and not mine & run.exhibits:
            continue
        key = (run.kind, run.method.name, run.method.version)
        before = sheets[key].outputs if key in sheets else ()
        sheets[key] = MethodSheet(
            what=WORK_IN_WORDS.get(run.kind, run.kind),
            method=run.method,
            error_rate=" ".join(all_known_errors(run.method.name, run.method.version)),
            error_in_short=known_errors_in_short(run.method.name, run.method.version),
            outputs=(*before, run.output),
        )
    return sheets.values()


def _commands(slug: str) -> tuple[CheckCommand, ...]:
    return (
        CheckCommand(
            command="sayso verify",
            says="whether every object and every line of the log is as it was written, and which is not",
        ),
        CheckCommand(
            command="sha256sum objects/ab/abcd…",
            says="the digest of an exhibit, without sayso: it is the file's own name",
        ),
        CheckCommand(
            command="python -m sayso.custody verify ARCHIVE",
            says="the same as sayso verify, with nothing but Python's standard library",
        ),
        CheckCommand(
            command=f"sayso dossier {slug} --to NEW.html",
            says="this dossier again, from the same records (but for the date, and the log's growth)",
        ),
    )
