"""A mail is its text with its head, and its attachments; mails in mails and Chinese code pages are what customers forward."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

from scoring.limits import Limits
from scoring.pack import PackFile
from tests.support.archives import zipped

Contents = Callable[..., dict[str, PackFile]]


def mail(subject: str = "关于维修的回访", text: str | None = "已修好，谢谢。") -> EmailMessage:
    one = EmailMessage()
    one["Subject"], one["From"], one["To"] = subject, "顾客 <a@example.com>", "售后 <b@example.com>"
    one["Date"] = "Fri, 06 Mar 2026 09:00:00 +0800"
    if text is not None:
        one.set_content(text)
    return one


def test_the_head_stands_before_the_text(contents: Contents) -> None:
    files = contents({"邮件.eml": mail().as_bytes()})
    assert files["邮件.eml/正文.txt"].data.decode().splitlines() == [
        "主题：关于维修的回访",
        "发件人：顾客 <a@example.com>",
        "收件人：售后 <b@example.com>",
        "日期：Fri, 06 Mar 2026 09:00:00 +0800",
        "",
        "已修好，谢谢。",
    ]


def test_attachments_are_files_and_archives_among_them_are_opened(contents: Contents) -> None:
    one = mail()
    one.add_alternative("<p>已修好</p>", subtype="html")
    one.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="报告.pdf")
    one.add_attachment(b"\xff\xd8\xff", maintype="image", subtype="jpeg")
    one.add_attachment(zipped({"台账.txt": b"x"}), maintype="application", subtype="zip", filename="附件.zip")
    files = contents({"邮件.eml": one.as_bytes()})
    assert sorted(files) == ["邮件.eml/报告.pdf", "邮件.eml/正文.txt", "邮件.eml/附件.zip/台账.txt", "邮件.eml/附件2.jpg"]
    assert files["邮件.eml/报告.pdf"].data == b"%PDF-"


def test_a_mail_of_html_alone(contents: Contents) -> None:
    one = mail(text=None)
    one.set_content("<p>已修好</p>", subtype="html")
    (page,) = contents({"邮件.eml": one.as_bytes()}).values()
    assert page.path == "邮件.eml/正文.html"
    assert "主题：关于维修的回访" in page.data.decode("utf-8-sig")
    assert "已修好" in page.data.decode("utf-8-sig")


def test_a_mail_in_a_mail_counts_as_depth(contents: Contents) -> None:
    inner = mail("最里面")
    for number in range(3):
        outer = mail(f"第{number}层")
        outer.add_attachment(inner, filename=f"转发{number}.eml")
        inner = outer
    files = contents({"邮件.eml": inner.as_bytes()}, Limits(depth=3))
    assert "邮件.eml/转发2.eml/转发1.eml/正文.txt" in files
    assert "太深" in files["邮件.eml/转发2.eml/转发1.eml/转发0.eml"].text


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "utf-8", "no-such"])
def test_chinese_as_old_programs_write_it(contents: Contents, charset: str) -> None:
    encoding = {"gb2312": "gbk", "no-such": "gbk"}.get(charset, charset)
    raw = "主题：朱镕先生的来信\n已修好。".encode(encoding)
    head = f"Subject: {'来信'}\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode("gbk")
    text = contents({"邮件.eml": head + raw})["邮件.eml/正文.txt"].data.decode()
    assert "主题：来信" in text
    assert "朱镕先生" in text


@pytest.mark.parametrize(
    "data",
    [b"", b"\0" * 100, b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n--x\r\n", b"Content-Type: message/rfc822\r\n\r\n"],
    ids=["empty", "zeros", "no parts", "no mail in it"],
)
def test_what_is_hardly_a_mail(contents: Contents, data: bytes) -> None:
    files = contents({"邮件.eml": data, "好.txt": b"y"})
    assert files["好.txt"].read() == b"y"
    assert any(path.startswith("邮件.eml") for path in files)
