"""TXT, Markdown and HTML: encodings, outlines, hostile markup, and no network."""

import socket

import pytest

from scoring.documents import Block, DocumentError, parse_document

TEXT = "售后服务制度\r\n\r\n第2行 abc 1234，达到95分"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
def test_encodings(encoding: str) -> None:
    blocks = list(parse_document(TEXT.encode(encoding), "a.txt").blocks())
    assert blocks == [Block("paragraph", "售后服务制度", "第1行"), Block("paragraph", "第2行 abc 1234，达到95分", "第3行")]


def test_a_cut_off_utf8_file_is_still_utf8() -> None:
    data = ("售后服务部负责受理投诉。\n" * 300).encode()[:-2]
    assert next(parse_document(data, "a.txt").blocks()).text == "售后服务部负责受理投诉。"


@pytest.mark.parametrize("data", [bytes(range(256)) * 10, b"\xff" * 300, b"\x00" * 100_000])
def test_bytes_that_are_no_text(data: bytes) -> None:
    with pytest.raises(DocumentError):
        parse_document(data, "a.txt")


def test_markdown_outline_tables_and_code() -> None:
    text = "# 手册 #\n\n第一段\n续行\n\n| 姓名 | 证书 |\n|:---|---|\n| 张三 | 有 |\n```sh\n# 不是标题\n```\n## 二、范围\n- 甲\n- 乙\n####### 七个\n"
    assert list(parse_document(text.encode(), "a.md").blocks()) == [
        Block("heading", "手册", "第1行", 1),
        Block("paragraph", "第一段续行", "第3行"),
        Block("table_row", "姓名 | 证书", "表1!A1"),
        Block("table_row", "张三 | 有", "表1!A2"),
        Block("paragraph", "# 不是标题", "第10行"),
        Block("heading", "二、范围", "第12行", 2),
        Block("paragraph", "- 甲", "第13行"),
        Block("paragraph", "- 乙####### 七个", "第14行"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("---\ndoc_id: QP-7\n---\n# 召回程序\n停售。\n", [("heading", "召回程序"), ("paragraph", "doc_id: QP-7"), ("paragraph", "停售。")]),
        ("---\ntitle: 召回\nid: 7\n---\n停。\n", [("heading", "召回"), ("paragraph", "title: 召回"), ("paragraph", "id: 7"), ("paragraph", "停。")]),
        ('+++\nno = "QP-7"\n+++\n停售。\n', [("paragraph", "no: QP-7"), ("paragraph", "停售。")]),
        ("---\n停售，通知顾客\n---\n", [("paragraph", "---停售，通知顾客"), ("paragraph", "---")]),
    ],
)
def test_front_matter_of_markdown(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(block.kind, block.text) for block in parse_document(text.encode(), "a.md").blocks()] == wanted


PAGE = """<!doctype html><html><head><meta charset="gbk"><title>标题</title><style>p{}</style></head><body>
<nav><a href="/">首页</a> <a href="/n">新闻</a></nav><div><a href="/1">快速入口一</a> <a href="/2">快速入口二</a></div>
<h1>售后服务制度</h1><h2>一、总则</h2><p>本制度适用于<b>全部</b>售后服务活动，由<a href="/x">售后服务部</a>归口管理。</p>
<ul><li>安装</li><li>维修</li></ul><!-- 注释 -->
<table><tr><td></td><th>姓名</th></tr><tr><td>张三</td><td>管理师</td></tr></table>
<script>document.write("脚本")</script><footer>版权所有</footer></body></html>"""


def test_html_keeps_the_outline_and_leaves_navigation() -> None:
    assert list(parse_document(PAGE.encode("gbk"), "a.html").blocks()) == [
        Block("heading", "售后服务制度", "段落1", 1),
        Block("heading", "一、总则", "段落2", 2),
        Block("paragraph", "本制度适用于全部售后服务活动，由售后服务部归口管理。", "段落3"),
        Block("paragraph", "安装", "段落4"),
        Block("paragraph", "维修", "段落5"),
        Block("table_row", "姓名", "表1!B1"),
        Block("table_row", "张三 | 管理师", "表1!A2"),
        Block("paragraph", "版权所有", "段落6"),
    ]


SERVICE_PAGE = """<html><head><title>乐朗科技官网</title></head><body><nav><a href="/">首页</a> <a href="/s">服务</a></nav>
<header>热线 400-700-6688</header><p><a href="/a">产品中心</a></p>
<h2>联系我们</h2><p>每日 8:00—20:00</p><p><a href="/chat">在线客服</a> <a href="/ticket">在线报修</a></p>
<h2>教程</h2><ul><li><a href="/v1">清洗滤网视频</a></li></ul><form><button>提交工单</button></form>
<footer>乐朗科技有限公司</footer></body></html>"""


def test_a_service_page_keeps_its_headings_buttons_and_links() -> None:
    """What a page offers is on its buttons; the page is called what its window is called where no h1 says more."""
    assert [(block.kind, block.text) for block in parse_document(SERVICE_PAGE.encode(), "a.html").blocks()] == [
        ("heading", "乐朗科技官网"),
        ("paragraph", "热线 400-700-6688"),
        ("heading", "联系我们"),
        ("paragraph", "每日 8:00—20:00"),
        ("paragraph", "在线客服 在线报修"),
        ("heading", "教程"),
        ("paragraph", "清洗滤网视频"),
        ("paragraph", "提交工单"),
        ("paragraph", "乐朗科技有限公司"),
    ]


@pytest.mark.parametrize(
    "charset", ["undefined", "rot13", "base64", "idna", "punycode", "unicode_escape", "utf-7", "utf-16", "cp037", "x" * 50, "no-such"]
)
def test_a_page_that_declares_what_is_no_charset(charset: str) -> None:
    """It is read as any text, and never decoded by a codec that is none of texts."""
    text = "售后服务制度 \\u0041 +AGE-"
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    for encoding in ("utf-8", "gb18030"):
        assert [block.text for block in parse_document(page.encode(encoding), "a.html").blocks()] == [text]


def test_a_long_article_with_a_sidebar() -> None:
    """Here the extraction finds the article; the teasers beside it are left out."""
    article = "".join(f"<p>第{n}点，售后服务部应在二十四小时内答复顾客的投诉，并记录处理结果。</p>" for n in range(1, 30))
    teasers = "".join(f'<div class="sidebar"><a href="/{n}">别的文章{n}</a></div>' for n in range(30))
    page = f"<html><body><article><h1>制度</h1>{article}</article>{teasers}</body></html>"
    texts = [block.text for block in parse_document(page.encode(), "a.htm").blocks()]
    assert sum(text.startswith("第") for text in texts) == 29
    assert not any("别的文章" in text for text in texts)


def test_layout_tables_and_pages_of_links() -> None:
    nested = "<table><tr><td><p>外层的段落。</p><table><tr><td>内</td><td>层</td></tr></table></td></tr></table>"
    assert [one.text for one in parse_document(nested.encode(), "a.html").blocks()] == ["外层的段落。", "内 | 层"]
    links = "<ul><li><a href=1>投诉处理制度</a></li><li><a href=2>退换货制度</a></li></ul>"
    assert [one.text for one in parse_document(links.encode(), "a.html").blocks()] == ["投诉处理制度", "退换货制度"]


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a file was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "http://example.com/x">]><html><head><link rel="stylesheet" href="http://example.com/a.css">'
        '<base href="http://example.com/"><meta http-equiv="refresh" content="0; url=http://example.com/"></head><body>'
        '<img src="http://example.com/a.png"><iframe src="http://example.com/"></iframe><p>正文在这里，&x; 不取外部内容。</p></body></html>'
    )
    assert "正文在这里" in next(parse_document(page.encode(), "a.html").blocks()).text


@pytest.mark.parametrize("page", ["<div>" * 50_000 + "深", "<table><tr><td>" * 20_000, "<" * 100_000, "<p>好" + "<b " * 20_000])
def test_hostile_markup_neither_hangs_nor_raises_anything_else(page: str) -> None:
    try:
        parse_document(page.encode(), "a.html")
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017
