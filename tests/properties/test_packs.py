"""Of names, budgets and containers: whatever is handed in, however it is wrapped, gives the same files."""

import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scoring.limits import Limits
from scoring.pack import PackFile, open_pack
from scoring.pack.budget import Budget, ExhaustedError, RefusedError
from scoring.pack.names import cleaned, decoded, escapes, told_apart
from tests.support.archives import zipped

MB = 1024 * 1024
HOSTILE = st.text(st.one_of(st.sampled_from("甲a./\\ :~$\0\x1b\u202e\u200b\udc80"), st.characters()), max_size=60)
NAMES = st.text(st.sampled_from("甲乙丙丁ab1（）- "), min_size=1, max_size=6).map(str.strip).filter(bool)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)



@given(HOSTILE | HOSTILE.map(lambda text: text * 30))
def test_a_cleaned_name_is_a_plain_relative_path(name: str) -> None:
    path = cleaned(name)
    path.encode()
    assert path
    assert not path.startswith("/")
    assert not {"", ".", ".."} & set(path.split("/"))
    assert not set(path) & set("\0\x1b\u202e\u200b\\")
    assert all(len(part) <= 200 for part in path.split("/"))
    assert cleaned(path) == path


@given(PATHS)
def test_plain_names_stay_as_they_are(name: str) -> None:
    assert cleaned(name) == name
    assert not escapes(name)


@given(HOSTILE, st.sampled_from(["../", "a/../../", "/", "C:/", "c:\\", "..\\", "\u202e../", "\0/", " /"]))
def test_names_that_lead_out_are_seen(name: str, before: str) -> None:
    assert escapes(before + name)


@given(st.binary(max_size=40))
def test_any_bytes_are_some_name(raw: bytes) -> None:
    assert cleaned(decoded(raw))


@given(st.lists(st.tuples(PATHS, st.binary(max_size=2)), max_size=30))
def test_names_told_apart_lose_nothing(given_files: list[tuple[str, bytes]]) -> None:
    files, made_up = told_apart(PackFile(path, data) for path, data in given_files)
    paths = [one.path for one in files]
    assert len(set(paths)) == len(paths)
    assert len(files) == len(set(given_files))
    assert sorted(one.data for one in files) == sorted(data for _, data in set(given_files))
    assert set(made_up) <= set(paths)


SOME_LIMITS = st.builds(
    Limits,
    unpacked_mb=st.integers(1, 3),
    member_mb=st.integers(1, 2),
    ratio=st.integers(2, 300),
    ratio_from_mb=st.just(1),
    files=st.integers(1, 12),
)


@given(st.lists(st.lists(st.integers(0, MB // 2), max_size=5), max_size=20), SOME_LIMITS)
def test_a_budget_never_gives_more_than_it_has(members: list[list[int]], limits: Limits) -> None:
    budget = Budget.of(limits)
    got: list[int] = []
    count = 0
    for pieces in members:
        try:
            budget.count()
            count += 1
            got.append(len(budget.taken((bytes(size) for size in pieces), 100)))
        except RefusedError:
            assert sum(pieces) > min(limits.member_bytes, budget.room, 100 * limits.ratio)
        except ExhaustedError:
            assert count == limits.files
    assert sum(got) + budget.room == limits.unpacked_bytes
    assert all(size <= max(limits.ratio_from_bytes, 100 * limits.ratio) and size <= limits.member_bytes for size in got)
    assert count <= limits.files


def wrapped(members: dict[str, bytes], kind: str) -> bytes:
    if kind == "zip":
        return zipped(members)
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    return out.getvalue()


def nested(draw: st.DrawFn, depth: int = 0) -> dict[str, bytes]:
    members = draw(st.dictionaries(NAMES.map(lambda name: f"{name}.txt"), st.binary(max_size=20), min_size=1, max_size=4))
    for folder in draw(st.lists(st.sampled_from(["子", "丑/寅"]), max_size=2, unique=True)):
        members[f"{folder}/文.txt"] = draw(st.binary(max_size=5))
    if depth < 3 and draw(st.booleans()):
        members["包.zip"] = zipped(nested(draw, depth + 1))
    return members


@st.composite
def packs(draw: st.DrawFn) -> dict[str, bytes]:
    return nested(draw)


@pytest.mark.parametrize(("kind", "suffix"), [("zip", ".zip"), ("tar", ".tar.gz")])
@given(members=packs())
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_folder_and_its_archive_hold_the_same(kind: str, suffix: str, members: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "材料"
        for name, data in members.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
        archive = Path(folder) / f"材料{suffix}"
        for top in ("", "材料/") if kind == "zip" else ("材料/",):
            archive.write_bytes(wrapped({f"{top}{name}": data for name, data in members.items()}, kind))
            assert [seen(one) for one in open_pack(archive).files] == [seen(one) for one in open_pack(root).files]


def seen(file: PackFile) -> tuple[str, bytes, str, str]:
    return file.path, file.read(), file.reason, file.text
