"""Content credentials: absent, intact, broken, and not looked at are told apart, and nothing is fetched."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from sayso.parsers.credentials import judge, read_credentials
from sayso.testing.credentials import Signing, broken_pictures, make_signing, sign_picture

BROKEN = (
    "content changed",
    "assertion changed",
    "claim changed",
    "signature changed",
    "certificate expired",
    "assertion removed",
    "ingredient changed",
    "ingredient was broken",
    "store cut short",
)


@pytest.fixture(scope="module")
def picture() -> bytes:
    made = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(made, "JPEG")
    return made.getvalue()


@pytest.fixture(scope="module")
def signing() -> Signing:
    return make_signing()


@pytest.fixture(scope="module")
def broken(picture: bytes, signing: Signing) -> dict[str, tuple[bytes, str]]:
    return broken_pictures(picture, signing)


def test_a_picture_without_credentials_has_none(picture: bytes, tmp_path: Path) -> None:
    path = tmp_path / "quay.jpg"
    path.write_bytes(picture)

    found = read_credentials(path, "image/jpeg")

    assert (found.state, found.parts, found.reason) == ("absent", (), "")


def test_intact_credentials_are_trusted_only_where_somebody_vouches_for_the_signer(
    picture: bytes, signing: Signing, tmp_path: Path
) -> None:
    path = tmp_path / "quay.jpg"
    path.write_bytes(sign_picture(picture, signing))

    assert read_credentials(path, "image/jpeg").state == "intact-unknown"
    assert read_credentials(path, "image/jpeg", anchors=make_signing().anchors).state == "intact-unknown"
    found = read_credentials(path, "image/jpeg", anchors=signing.anchors)
    assert (found.state, found.parts) == ("intact-trusted", ())
    assert found.claimed[0]["signed_by"] == "Ostwick Camera"
    assert found.claimed[0]["actions"] == ["c2pa.created"]


def test_what_was_made_from_a_signed_picture_names_it(
    picture: bytes, signing: Signing, tmp_path: Path
) -> None:
    path = tmp_path / "quay.jpg"
    path.write_bytes(sign_picture(picture, signing, parent=sign_picture(picture, signing)))

    found = read_credentials(path, "image/jpeg", anchors=signing.anchors)

    assert found.state == "intact-trusted"
    assert [one["is_active"] for one in found.claimed] == [True, False]
    assert found.claimed[0]["ingredients"] == ["parent.jpg"]


@pytest.mark.parametrize("kind", BROKEN)
@pytest.mark.parametrize("is_vouched_for", [False, True])
def test_broken_credentials_are_broken_whoever_signed_and_the_part_is_named(
    broken: dict[str, tuple[bytes, str]], signing: Signing, tmp_path: Path, kind: str, is_vouched_for: bool
) -> None:
    assert set(broken) == set(BROKEN)
    data, word = broken[kind]
    path = tmp_path / "quay.jpg"
    path.write_bytes(data)

    found = read_credentials(path, "image/jpeg", anchors=signing.anchors if is_vouched_for else "")

    assert found.state == "broken"
    assert found.parts
    assert any(word in part for part in found.parts)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"plain words", "text/plain"),
        (b"", "image/jpeg"),
        (b"no picture at all " * 20, "image/jpeg"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    ],
)
def test_what_could_not_be_looked_at_is_never_called_absent(
    data: bytes, media_type: str, tmp_path: Path
) -> None:
    path = tmp_path / "quay.jpg"
    path.write_bytes(data)

    found = read_credentials(path, media_type)

    assert found.state == "could-not-look"
    assert found.reason


def test_a_missing_file_is_not_called_absent(tmp_path: Path) -> None:
    assert read_credentials(tmp_path / "gone.jpg", "image/jpeg").state == "could-not-look"


def test_credentials_that_lie_elsewhere_are_not_fetched(
    picture: bytes, signing: Signing, tmp_path: Path
) -> None:
    path = tmp_path / "quay.jpg"
    path.write_bytes(sign_picture(picture, signing, remote_url="http://127.0.0.1:9/quay.c2pa"))

    found = read_credentials(path, "image/jpeg")

    assert found.state == "could-not-look"
    assert "elsewhere" in found.reason


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_no_socket_is_opened_to_anywhere(picture: bytes, signing: Signing, tmp_path: Path) -> None:
    paths = [tmp_path / "signed.jpg", tmp_path / "remote.jpg"]
    paths[0].write_bytes(sign_picture(picture, signing))
    paths[1].write_bytes(sign_picture(picture, signing, remote_url="http://127.0.0.1:9/quay.c2pa"))
    program = (
        "import sys; from pathlib import Path; from sayso.desk.inspect import inspect_file\n"
        "for name in sys.argv[1:]: print(inspect_file(Path(name)).credentials.state)"
    )
    trace = tmp_path / "trace"
    words = ["strace", "-f", "-qq", "-e", "trace=socket,connect,sendto", "-o", str(trace)]

    done = subprocess.run(
        [*words, sys.executable, "-c", program, *map(str, paths)], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["intact-unknown", "could-not-look"]
    assert [line for line in trace.read_text("utf-8").splitlines() if "AF_INET" in line] == []


def store(**changes: object) -> dict[str, object]:
    """Return a store as c2pa reports an intact one, by an unknown signer, with changes."""
    failure = [{"code": "signingCredential.untrusted", "url": "self#jumbf=/c2pa/one/c2pa.signature"}]
    return {
        "active_manifest": "one",
        "manifests": {"one": {"title": "quay.jpg"}},
        "validation_state": "Valid",
        "validation_results": {"activeManifest": {"success": [], "informational": [], "failure": failure}},
        **changes,
    }


def failing(*codes: str) -> dict[str, object]:
    failure = [{"code": code, "url": "self#jumbf=/c2pa/one/c2pa.assertions/cawg.identity"} for code in codes]
    return {"activeManifest": {"success": [], "informational": [], "failure": failure}}


def test_an_identity_that_does_not_hold_breaks_credentials_that_c2pa_calls_valid() -> None:
    assert judge(store()).state == "intact-unknown"

    found = judge(store(validation_results=failing("cawg.x509.signature.mismatch")))

    assert (found.state, found.parts) == ("broken", ("identity: cawg.x509.signature.mismatch",))


def test_an_identity_that_nobody_vouches_for_breaks_nothing() -> None:
    assert (
        judge(store(validation_results=failing("cawg.x509.credential.untrusted"))).state == "intact-unknown"
    )


def test_an_identity_that_would_need_a_network_is_not_looked_at() -> None:
    found = judge(store(validation_results=failing("cawg.ica.did_unavailable")))

    assert found.state == "intact-unknown"
    assert found.not_looked == ("identity: cawg.ica.did_unavailable",)


def test_a_state_that_is_not_known_is_never_called_intact() -> None:
    assert judge(store(validation_state="Invalid")).state == "broken"
    assert judge(store(validation_state="Splendid")).state == "broken"
    assert judge(json.loads(json.dumps(store(validation_state=None)))).state == "broken"


def with_ingredient(*codes: str) -> dict[str, object]:
    """Return a store whose ingredient recorded codes when it was taken up, as older files do it."""
    status = [{"code": code, "url": "self#jumbf=/c2pa/two/c2pa.signature"} for code in codes]
    ingredient = {"title": "parent.jpg", "validation_status": status}
    return store(manifests={"one": {"title": "quay.jpg", "ingredients": [ingredient]}})


def test_what_was_recorded_as_wrong_with_an_ingredient_counts() -> None:
    found = judge(with_ingredient("claimSignature.validated", "assertion.dataHash.mismatch"))

    assert (found.state, found.parts) == (
        "broken",
        ("ingredient parent.jpg: content: assertion.dataHash.mismatch",),
    )


@pytest.mark.parametrize(
    "code",
    [
        "claimSignature.validated",
        "assertion.hashedURI.match",
        "signingCredential.untrusted",
        "timeStamp.untrusted",
        "ingredient.unknownProvenance",
        "com.adobe.prerelease",
    ],
)
def test_what_was_recorded_as_right_or_unknown_breaks_nothing(code: str) -> None:
    assert judge(with_ingredient(code)).state == "intact-unknown"


def test_an_ingredient_that_could_not_be_looked_at_is_said() -> None:
    found = judge(with_ingredient("manifest.inaccessible"))

    assert found.not_looked == ("ingredient parent.jpg: manifest: manifest.inaccessible",)
