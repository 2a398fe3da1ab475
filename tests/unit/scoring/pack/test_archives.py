"""7z, RAR, TAR and packed files; suffixes that lie; parts, damage and passwords."""

import gzip
import lzma
import struct
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zlib import crc32

import pytest

from scoring.limits import Limits
from scoring.pack import PackError, PackFile, open_pack
from scoring.pack.archives import library_members
from scoring.pack.budget import Budget
from tests.support.archives import AES, rar, sevenzip, zipped

Contents = Callable[..., dict[str, PackFile]]
MB = 1024 * 1024


def tarred(members: dict[str, bytes], mode: str = "w", encoding: str = "utf-8") -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode=mode, encoding=encoding, format=tarfile.GNU_FORMAT) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, BytesIO(data))
    return out.getvalue()


@pytest.mark.usefixtures("libarchive")
@pytest.mark.parametrize(("name", "made"), [("包.7z", sevenzip("证照/执照.txt", b"x")), ("包.rar", rar({"证照/执照.txt": b"x"}))])
def test_7z_and_rar(contents: Contents, name: str, made: bytes) -> None:
    assert {path: one.data for path, one in contents({name: made}).items()} == {f"{name}/执照.txt": b"x"}


def test_the_one_folder_of_an_archive_is_no_part_of_its_paths_but_still_a_hint(contents: Contents) -> None:
    """Each archive for itself, so that paths stay apart; a file beside the folder keeps it."""
    files = contents(
        {
            "一.zip": zipped({"资料/证照/甲.txt": b"1", "资料/乙.txt": b"2"}),
            "二.zip": zipped({"资料/证照/甲.txt": b"3", "资料/里.zip": zipped({"里/甲.txt": b"4"})}),
            "三.zip": zipped({"资料/甲.txt": b"5", "目录.txt": b"6"}),
            "四.zip": zipped({"里.zip": zipped({"甲.txt": b"7"})}),
        }
    )
    assert {path: (one.data, one.hinting) for path, one in files.items()} == {
        "一.zip/证照/甲.txt": (b"1", "一.zip/资料/证照/甲.txt"),
        "一.zip/乙.txt": (b"2", "一.zip/资料/乙.txt"),
        "二.zip/证照/甲.txt": (b"3", "二.zip/资料/证照/甲.txt"),
        "二.zip/里.zip/甲.txt": (b"4", "二.zip/资料/里.zip/里/甲.txt"),
        "三.zip/资料/甲.txt": (b"5", "三.zip/资料/甲.txt"),
        "三.zip/目录.txt": (b"6", "三.zip/目录.txt"),
        "四.zip/里.zip/甲.txt": (b"7", "四.zip/里.zip/甲.txt"),
    }


@pytest.mark.usefixtures("libarchive")
@pytest.mark.parametrize(("name", "made"), [("密.7z", sevenzip("甲.txt", bytes(32), AES)), ("密.rar", rar({"甲.txt": b"x"}, encrypted=True))])
def test_passwords_are_told(contents: Contents, name: str, made: bytes) -> None:
    assert [one.reason for one in contents({name: made}).values()] == ["encrypted"]


@pytest.mark.usefixtures("libarchive")
def test_what_is_whole_of_a_damaged_rar_is_read(contents: Contents) -> None:
    made = rar({"甲.txt": b"x" * 100, "乙.txt": b"y" * 100})
    files = contents({"坏.rar": made[:-60]})
    assert files["坏.rar/甲.txt"].data == b"x" * 100
    assert "后面的文件没有读出" in files["坏.rar"].text


@pytest.mark.usefixtures("libarchive")
def test_paths_in_a_rar_that_climb(contents: Contents) -> None:
    files = contents({"包.rar": rar({"../../甲.txt": b"x", "乙.txt": b"y"})})
    assert "越界" in files["包.rar/甲.txt"].text
    assert files["包.rar/乙.txt"].data == b"y"


@pytest.mark.usefixtures("libarchive")
@pytest.mark.parametrize("name", ["包.zip", "包.docx", "包.pdf", "包"])
def test_content_counts_and_not_the_suffix(contents: Contents, name: str) -> None:
    assert list(contents({name: rar({"甲.txt": b"x"})})) == [f"{name}/甲.txt"]


def test_a_zip_under_other_suffixes(contents: Contents) -> None:
    files = contents({name: zipped({"甲.txt": b"x"}) for name in ("包.rar", "包.docx", "包")})
    assert sorted(files) == ["包.docx/甲.txt", "包.rar/甲.txt", "包/甲.txt"]


def test_an_office_file_stays_one(contents: Contents) -> None:
    document = zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})
    assert sorted(contents({"甲.docx": document, "乙.zip": document})) == ["乙.zip/乙.docx", "甲.docx"]
    assert sorted(contents({"丙.zip": zipped({"丁.docx": document})})) == ["丙.zip/丁.docx", "乙.zip/乙.docx", "甲.docx"]


def test_zips_of_other_programs_are_left_alone(contents: Contents) -> None:
    assert list(contents({"导图.xmind": zipped({"content.json": b"{}"})})) == ["导图.xmind"]


@pytest.mark.parametrize("name", ["包.part1.rar", "包.7z.001", "包.z01", "包.r00"])
def test_parts_of_an_archive_are_told(contents: Contents, name: str) -> None:
    one = contents({name: b"x"})[name]
    assert (one.reason, "分卷" in one.text) == ("unsupported", True)


@pytest.mark.parametrize("name", ["坏.7z", "坏.rar", "坏.tar", "坏.gz"])
def test_what_is_no_archive(contents: Contents, name: str) -> None:
    assert "请重新打包" in contents({name: b"nonsense"})[name].text


@pytest.mark.parametrize("form", ["7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07\x00"])
def test_without_the_library_there_is_one_line(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    monkeypatch.setitem(__import__("sys").modules, "libarchive", None)
    (one,) = library_members(form.encode("latin-1"), Budget.of(Limits()))
    assert one.reason == "unsupported"
    assert "请解压后或另存为 ZIP 再上传" in one.text


@pytest.mark.parametrize(
    ("name", "mode"), [("包.tar", "w"), ("包.tar.gz", "w:gz"), ("包.tgz", "w:gz"), ("包.tar.xz", "w:xz"), ("包.tar.bz2", "w:bz2")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_tars(contents: Contents, name: str, mode: str, encoding: str) -> None:
    files = contents({name: tarred({"证照/营业执照.txt": b"x"}, mode, encoding)})
    assert {path: one.data for path, one in files.items()} == {f"{name}/营业执照.txt": b"x"}


def test_one_packed_file(contents: Contents) -> None:
    files = contents({"台账.csv.gz": gzip.compress(b"a,b"), "甲.txt.xz": lzma.compress(b"x")})
    assert {path: one.data for path, one in files.items()} == {"台账.csv.gz/台账.csv": b"a,b", "甲.txt.xz/甲.txt": b"x"}


def test_a_packed_bomb(contents: Contents) -> None:
    files = contents({"弹.csv.gz": gzip.compress(bytes(9 * MB)), "弹.tgz": tarred({"甲.txt": bytes(9 * MB)}, "w:gz"), "好.txt": b"y"})
    assert [files[name].reason for name in ("弹.csv.gz/弹.csv", "弹.tgz/甲.txt", "好.txt")] == ["too_large", "too_large", ""]


def test_a_packed_tar_may_be_larger_than_a_file_in_it(contents: Contents) -> None:
    made = tarred({f"{number}.txt": bytes(MB // 2) for number in range(4)}, "w:gz")
    files = contents({"包.tgz": made}, Limits(member_mb=1, ratio=100_000))
    assert [len(one.data) for one in files.values()] == [MB // 2] * 4


def test_links_and_devices_in_a_tar(contents: Contents) -> None:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("链接", tarfile.SYMTYPE), ("设备", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert {(one.reason, one.data) for one in contents({"包.tar": out.getvalue()}).values()} == {("unreadable", b"")}


@pytest.mark.usefixtures("libarchive")
def test_a_pack_may_be_any_archive(tmp_path: Path) -> None:
    for name, made in (("甲.7z", sevenzip("材料/丙.txt", b"x")), ("乙.tar", tarred({"材料/丙.txt": b"x"}))):
        (tmp_path / name).write_bytes(made)
        assert [(one.path, one.data) for one in open_pack(tmp_path / name).files] == [("丙.txt", b"x")]
    (tmp_path / "密.rar").write_bytes(rar({"甲.txt": b"x"}, encrypted=True))
    with pytest.raises(PackError, match="密码"):
        open_pack(tmp_path / "密.rar")


def test_an_opener_that_needs_too_much_memory_costs_its_archive(contents: Contents) -> None:
    """The dictionary it asks for is larger than the process may be."""
    made = bytearray(lzma.compress(b"x"))
    made[16] = 0x25  # the block header's property of LZMA2: 1.5 GB
    made[20:24] = struct.pack("<I", crc32(made[12:20]))
    files = contents({"大.txt.xz": bytes(made), "好.txt": b"y"}, Limits(memory_mb=512))
    assert (files["大.txt.xz"].reason, "内存超过 512 MB" in files["大.txt.xz"].text) == ("too_large", True)
    assert files["好.txt"].read() == b"y"
