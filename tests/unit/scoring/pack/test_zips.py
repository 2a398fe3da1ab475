"""What honest and dishonest programs write into a ZIP: every member is read or told, nothing else suffers."""

import stat
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from zlib import crc32

import pytest

from scoring.limits import Limits
from scoring.pack import PackFile
from tests.support.archives import overlapping_zip, zip_that_lies, zipped

Contents = Callable[..., dict[str, PackFile]]
MB = 1024 * 1024


def test_entries_that_share_their_data_are_refused(contents: Contents) -> None:
    """A small archive of them would unpack to gigabytes, no entry being suspicious by itself."""
    files = contents({"弹.zip": overlapping_zip(300, 3 * MB), "好.txt": b"y"})
    assert {(one.reason, "共用同一段数据" in one.text) for path, one in files.items() if path != "好.txt"} == {("too_large", True)}
    assert not files["好.txt"].reason


@pytest.mark.parametrize("told", [100, 60 * MB])
def test_a_size_that_is_a_lie_costs_the_member(contents: Contents, told: int) -> None:
    files = contents({"弹.zip": zip_that_lies("弹.txt", b"0123456789" * 100_000, told), "好.txt": b"y"})
    assert files["弹.zip/弹.txt"].reason in ("too_large", "unreadable")
    assert not files["弹.zip/弹.txt"].data


def test_bombs_in_bombs_end_at_the_total(contents: Contents) -> None:
    inner = zipped({f"{number}.txt": bytes(MB) for number in range(4)})
    outer = zipped({f"{number}.zip": inner for number in range(5)})
    files = contents({"弹.zip": outer}, Limits(unpacked_mb=6, ratio=100_000))
    assert sum(len(one.data) for one in files.values()) <= 6 * MB
    told = [one.text for one in files.values() if one.reason]
    assert told
    assert all("XINGPING_LIMIT_UNPACKED_MB" in text and "6 MB" in text for text in told)


def test_the_total_counts_for_all_archives_of_a_pack(contents: Contents) -> None:
    files = contents({f"{name}.zip": zipped({"大.txt": bytes(MB)}) for name in "甲乙丙"}, Limits(unpacked_mb=2))
    assert sorted(one.reason for one in files.values()) == ["", "", "too_large"]


def test_too_many_files_are_told_once(contents: Contents) -> None:
    files = contents({"多.zip": zipped({f"{number:04}.txt": b"" for number in range(1000)})}, Limits(files=101))
    assert len(files) == 101
    assert "100" not in files["多.zip"].text
    assert "101 个的上限（设置 XINGPING_LIMIT_FILES）" in files["多.zip"].text


@pytest.mark.parametrize(
    ("limits", "setting"),
    [(Limits(member_mb=1), "MEMBER_MB"), (Limits(ratio=50), "RATIO"), (Limits(unpacked_mb=4, ratio=100_000), "UNPACKED_MB")],
)
def test_every_refusal_names_its_setting(contents: Contents, limits: Limits, setting: str) -> None:
    files = contents({"甲.zip": zipped({"大.txt": bytes(5 * MB)})}, limits)
    assert files["甲.zip/大.txt"].reason == "too_large"
    assert f"XINGPING_LIMIT_{setting}" in files["甲.zip/大.txt"].text


def test_links_in_a_zip_are_not_taken_for_files(contents: Contents) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("链接.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    one = contents({"甲.zip": out.getvalue()})["甲.zip/链接.txt"]
    assert (one.reason, one.data) == ("unreadable", b"")
    assert "链接" in one.text


@pytest.mark.parametrize(("method", "name"), [(9, "Deflate64"), (98, "PPMd"), (93, "Zstandard"), (77, "77 号")])
def test_methods_that_cannot_be_unpacked_are_named(contents: Contents, method: int, name: str) -> None:
    data = bytearray(zipped({"甲.txt": b"x" * 100, "乙.txt": b"y"}))
    struct.pack_into("<H", data, data.find(b"PK\x03\x04") + 8, method)
    struct.pack_into("<H", data, data.find(b"PK\x01\x02") + 10, method)
    files = contents({"包.zip": bytes(data)})
    assert files["包.zip/甲.txt"].reason == "unsupported"
    assert name in files["包.zip/甲.txt"].text
    assert files["包.zip/乙.txt"].data == b"y"


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_read(contents: Contents, compression: int) -> None:
    assert contents({"包.zip": zipped({"甲.txt": b"x" * 9000}, compression)})["包.zip/甲.txt"].data == b"x" * 9000


def test_a_member_with_aes_is_encrypted(contents: Contents) -> None:
    data = bytearray(zipped({"密.txt": b"x" * 100}))
    for at, flag, method in ((data.find(b"PK\x03\x04"), 6, 8), (data.find(b"PK\x01\x02"), 8, 10)):
        data[at + flag] |= 1
        struct.pack_into("<H", data, at + method, 99)
    assert contents({"包.zip": bytes(data)})["包.zip/密.txt"].reason == "encrypted"


def _renamed(raw: bytes, extra: bytes = b"") -> bytes:
    """A ZIP without the flag for UTF-8 whose one member has these bytes for a name."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a" * len(raw))
        info.extra = extra
        archive.writestr(info, b"x")
    return out.getvalue().replace(b"a" * len(raw), raw)


@pytest.mark.parametrize("name", ["维修记录.txt", "小雪.txt", "2026年制度.txt"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_names_without_a_mark_of_their_encoding(contents: Contents, name: str, encoding: str) -> None:
    assert f"包.zip/{name}" in contents({"包.zip": _renamed(name.encode(encoding))})


def test_a_gbk_name_that_is_utf8_by_chance(contents: Contents) -> None:
    raw = "摹".encode("gbk")
    assert raw.decode("utf-8") == "ġ"
    assert "包.zip/摹.txt" in contents({"包.zip": _renamed(raw + b".txt")})


@pytest.mark.parametrize(("of", "wanted"), [(b"plain.txt", "制度.txt"), (b"other.txt", "plain.txt")])
def test_the_unicode_path_field_counts_where_it_is_of_this_name(contents: Contents, of: bytes, wanted: str) -> None:
    body = b"\x01" + struct.pack("<I", crc32(of)) + "制度.txt".encode()
    extra = struct.pack("<HH", 0x7075, len(body)) + body
    assert f"包.zip/{wanted}" in contents({"包.zip": _renamed(b"plain.txt", extra)})


def test_names_that_show_something_else_are_shown_as_they_are(contents: Contents) -> None:
    files = contents({"包.zip": zipped({"报价\u202efdp.exe": b"x", "甲\x1b[31m.txt": b"y", f"{'长' * 400}.txt": b"z"})})
    assert {one.removeprefix("包.zip/") for one in files} == {"报价fdp.exe", "甲[31m.txt", f"{'长' * 195}….txt"}


def test_a_directory_of_a_million_entries_is_not_read(contents: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.pack.zips._MOST_ENTRIES", 50)
    monkeypatch.setattr("scoring.pack.zips.ZipFile", lambda _: pytest.fail("it is read"))
    files = contents({"多.zip": zipped({f"{number}.txt": b"" for number in range(60)})})
    assert files["多.zip"].reason == "too_large"
