"""Run the main job on the bundled story: two cases, one archive, one dossier."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sayso.desk.dossier import publish_dossier
from sayso.desk.found import found
from sayso.desk.intake import Intake, import_paths
from sayso.publish.dossier import Dossier
from sayso.store.archive import open_archive
from sayso.testing.story.tell import LAST_YEAR, THIS_EVENT, write_story
from sayso.values import AskedWrongly, Progress, silent

LAST_YEAR_TITLE = "Night exercise at Brannet, 2024"
THIS_EVENT_TITLE = "The blast at Kessary"


class PlaceTaken(AskedWrongly):
    """The demo makes a folder of its own."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path

    def __str__(self) -> str:
        return (
            f"There is something in {self.path} already, and the demo overwrites nothing. "
            "Name another place: sayso demo --to DIR"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo made."""

    material: Path
    archive: Path
    dossier_path: Path
    last_year: Intake
    this_event: Intake
    dossier: Dossier


def run_demo(directory: Path, *, actor: str, keys: Path, progress: Progress = silent) -> Demo:
    """Render the story's material, take it into a new archive, and write the dossier.

    Raises:
        PlaceTaken: when `directory` holds anything.
    """
    if directory.exists() and any(directory.iterdir()):
        raise PlaceTaken(str(directory))
    material, root = directory / "material", directory / "archive"
    material.mkdir(parents=True)
    write_story(material, progress=progress)
    found(root, "Demo", actor=actor, keys=keys)
    with open_archive(root, who="sayso demo", keys=keys) as archive:
        last_year = import_paths(
            archive, [material / LAST_YEAR], LAST_YEAR_TITLE, actor=actor, progress=progress
        )
        this_event = import_paths(
            archive, [material / THIS_EVENT], THIS_EVENT_TITLE, actor=actor, progress=progress
        )
        published = publish_dossier(
            archive, this_event.case.slug, directory / "dossier.html", actor=actor, progress=progress
        )
    return Demo(
        material=material,
        archive=root,
        dossier_path=published.written.path,
        last_year=last_year,
        this_event=this_event,
        dossier=published.dossier,
    )
