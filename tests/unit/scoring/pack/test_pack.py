"""Folders and zips as companies hand them in: Chinese names in old code pages, zips in zips, damage, tricks."""

import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from scoring.limits import Limits
from scoring.pack import Pack, PackError, open_pack, pack_of
from tests.support.archives import zipped


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], Pack]:
    def opened(data: bytes) -> Pack:
        return open_pack(write(tmp_path / "材料.zip", data))

    return opened


def paths(pack: Pack) -> list[str]:
    return [one.path for one in pack.files]


def test_a_folder_in_order_without_system_files(tmp_path: Path) -> None:
    for name in ("乙.txt", "甲/丙.txt", ".DS_Store", "~$乙.docx", "__MACOSX/乙.txt", "甲/Thumbs.db", "甲/.git/config"):
        write(tmp_path / name, b"x")
    assert paths(open_pack(tmp_path)) == ["乙.txt", "甲/丙.txt"]


def test_the_profile_is_no_evidence(tmp_path: Path) -> None:
    write(tmp_path / "profile.yaml", "enterprise: {name: 甲}".encode("gbk"))
    write(tmp_path / "子/profile.yaml", b"x")
    pack = open_pack(tmp_path)
    assert pack.profile == "enterprise: {name: 甲}"
    assert paths(pack) == ["子/profile.yaml"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path / "外/密.txt", b"x")
    write(tmp_path / "材料/甲.txt", b"x")
    (tmp_path / "材料/链接.txt").symlink_to(tmp_path / "外/密.txt")
    (tmp_path / "材料/目录").symlink_to(tmp_path / "外")
    files = open_pack(tmp_path / "材料").files
    assert [(one.path, one.reason, one.location) for one in files if one.path != "甲.txt"] == [
        ("目录", "unreadable", None),
        ("链接.txt", "unreadable", None),
    ]


def test_a_zip_of_a_folder_loses_that_folder(opened: Callable[[bytes], Pack]) -> None:
    pack = opened(zipped({"材料/甲.txt": b"x", "材料/证照/乙.txt": b"y", "材料/profile.yaml": b"a: 1"}))
    assert paths(pack) == ["甲.txt", "证照/乙.txt"]
    assert pack.profile == "a: 1"


def test_names_in_gbk(tmp_path: Path) -> None:
    """Without the flag for UTF-8, as Chinese Windows writes them."""
    name = "证照/营业执照.txt".encode("gbk")
    data = zipped({"a" * len(name): b"x"}).replace(b"a" * len(name), name)
    assert paths(open_pack(write(tmp_path / "材料.zip", data))) == ["营业执照.txt"]


def test_zips_in_zips_to_a_depth(opened: Callable[[bytes], Pack]) -> None:
    deepest = zipped({"底.txt": b"x"})
    for name in ("四.zip", "三.zip", "二.zip", "一.zip"):
        deepest = zipped({name: deepest, f"{name}.txt": b"y"})
    files = {one.path: one for one in opened(deepest).files}
    assert files["一.zip.txt"].data == b"y"
    assert files["一.zip/二.zip/三.zip.txt"].data == b"y"
    assert "太深" in files["一.zip/二.zip/三.zip/四.zip"].text
    assert "XINGPING_LIMIT_DEPTH" in files["一.zip/二.zip/三.zip/四.zip"].text


@pytest.mark.parametrize("name", ["/etc/甲.txt", "C:\\甲.txt", "C:/甲.txt"])
def test_absolute_paths_are_told_and_not_read(opened: Callable[[bytes], Pack], name: str) -> None:
    files = opened(zipped({name: b"x", "好/乙.txt": b"y"})).files
    assert [(one.path, one.reason) for one in files if one.reason] == [("甲.txt", "unreadable")]
    assert [one.data for one in files if not one.reason] == [b"y"]
    assert "越界" in next(one.text for one in files if one.reason)


@pytest.mark.parametrize("name", ["../../甲.txt", "好/../../甲.txt", "..\\甲.txt"])
def test_paths_that_climb_are_told_and_not_read(opened: Callable[[bytes], Pack], name: str) -> None:
    files = opened(zipped({name: b"x", "好/乙.txt": b"y"})).files
    assert [(one.path, one.reason) for one in files if one.reason] == [("甲.txt", "unreadable")]


def test_members_named_from_here(opened: Callable[[bytes], Pack]) -> None:
    assert paths(opened(zipped({"./甲.txt": b"x", "./证照/乙.txt": b"y"}))) == ["甲.txt", "证照/乙.txt"]


def test_a_name_that_stands_twice_loses_nothing(tmp_path: Path) -> None:
    members = {"甲.txt": b"x", "乙.txt": b"y", "丙.txt": b"x", "丁.docx": b"z"}
    data = zipped(members).replace("乙".encode(), "甲".encode()).replace("丙".encode(), "甲".encode())
    pack = open_pack(write(tmp_path / "材料.zip", data))
    assert [(one.path, one.data) for one in pack.files] == [("丁.docx", b"z"), ("甲 (2).txt", b"y"), ("甲.txt", b"x")]
    assert pack.notices == ("压缩包里有同名但内容不同的文件，都读取了，后面的加了编号：甲 (2).txt",)


def test_a_damaged_member_costs_itself(opened: Callable[[bytes], Pack]) -> None:
    body = os.urandom(50) + b"0123456789" * 400
    data = bytearray(zipped({"坏.txt": body, "好.txt": b"y"}))
    start = data.find(zlib.compress(body)[2:12])
    assert start > 0
    data[start : start + 30] = b"\xff" * 30
    files = {one.path: one for one in opened(bytes(data)).files}
    assert files["坏.txt"].reason == "unreadable"
    assert files["好.txt"].data == b"y"


def test_a_member_with_a_password_is_told(opened: Callable[[bytes], Pack]) -> None:
    data = bytearray(zipped({"密.txt": b"x" * 30, "好.txt": b"y"}, compression=zipfile.ZIP_STORED))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    files = {one.path: one for one in opened(bytes(data)).files}
    assert files["密.txt"].reason == "encrypted"
    assert files["好.txt"].data == b"y"


def test_a_bomb_is_told(opened: Callable[[bytes], Pack]) -> None:
    files = {one.path: one for one in opened(zipped({"弹.txt": b"\0" * 8_000_000, "好.txt": b"y"})).files}
    assert files["弹.txt"].reason == "too_large"
    assert files["好.txt"].data == b"y"


def test_a_broken_zip_in_a_folder_costs_itself(tmp_path: Path) -> None:
    write(tmp_path / "坏.zip", b"PK\x03\x04nonsense")
    write(tmp_path / "好.txt", b"y")
    files = {one.path: one for one in open_pack(tmp_path).files}
    assert files["坏.zip"].reason == "unreadable"
    assert files["好.txt"].read() == b"y"


def test_a_name_that_is_no_utf8_though_it_says_so(tmp_path: Path) -> None:
    data = zipped({"证.txt": b"x"}).replace("证".encode(), b"\xff\xfe\xff")
    write(tmp_path / "坏.zip", data)
    write(tmp_path / "好.txt", b"y")
    assert {one.path: one.reason for one in open_pack(tmp_path).files}["好.txt"] == ""
    with pytest.raises(PackError, match="不是有效的 ZIP"):
        open_pack(tmp_path / "坏.zip")


@pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are Unicode there")
def test_names_on_disk_in_an_old_code_page_can_be_written_out(tmp_path: Path) -> None:
    """A zip unpacked on Linux may leave names that are no UTF-8."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + "营业执照.txt".encode("gbk"))).write_bytes(b"x")
    (one,) = open_pack(tmp_path).files
    assert one.path == "营业执照.txt"
    assert one.read() == b"x"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [("没有", None, "找不到"), ("材料.txt", b"x", "不是文件夹或压缩包"), ("材料.zip", b"x", "不是有效的 ZIP"), ("材料.zip", zipped({}), "没有文件")],
)
def test_what_is_no_pack(tmp_path: Path, name: str, data: bytes | None, told: str) -> None:
    path = tmp_path / name
    if data is not None:
        write(path, data)
    with pytest.raises(PackError, match=told):
        open_pack(path)


def test_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="没有文件"):
        open_pack(tmp_path)
    write(tmp_path / "profile.yaml", b"a: 1")
    with pytest.raises(PackError, match="没有文件"):
        open_pack(tmp_path)


def test_a_huge_file_is_told_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "录像.pdf").open("wb") as file:
        file.truncate(65 * 1024 * 1024)
    assert [one.reason for one in open_pack(tmp_path).files] == ["too_large"]


@pytest.mark.parametrize("limits", [Limits(), Limits(files=1), Limits(files=3)])
def test_files_that_lie_under_other_names_are_opened_as_those_of_a_folder(tmp_path: Path, limits: Limits) -> None:
    archive = zipped({"甲.txt": "甲".encode()})
    papers = {"假.docx": archive, "制度.txt": b"rule", "合同.zip": archive, "profile.yaml": b"enterprise: {}"}
    for number, (name, data) in enumerate(papers.items()):
        write(tmp_path / "材料" / name, data)
        write(tmp_path / "存储" / str(number), data)
    named = [(name, tmp_path / "存储" / str(number)) for number, name in enumerate(papers)]
    there, here = open_pack(tmp_path / "材料", limits), pack_of("材料", sorted(named), limits)
    assert [(one.path, one.reason, one.text) for one in here.files] == [(one.path, one.reason, one.text) for one in there.files]
    assert [one.read() for one in here.files] == [one.read() for one in there.files]
    assert (here.name, here.profile, here.notices) == (there.name, there.profile, there.notices)


def test_no_files_make_no_pack() -> None:
    with pytest.raises(PackError, match="“甲公司” 里没有文件，请把证明材料放进去后再评"):
        pack_of("甲公司", [])
