"""What stands outside the text: running headers and footers, and slides taken out of the show."""

from io import BytesIO

from docx import Document
from pptx import Presentation
from pptx.util import Cm

from scoring.facts.extract import extract


def _rule(header: str, footer: str) -> bytes:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    document.add_heading("维修服务管理办法", 1)
    document.add_paragraph("客户服务部接到报修后，二十四小时内安排技师上门。")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_number_approval_and_letterhead_may_stand_in_the_edges_of_a_page() -> None:
    facts = extract(_rule("绍兴越溪泵业有限公司　文件编号：YX-FW-07", "批准：沈一舟　发布日期：2026年3月1日　第 1 页 共 5 页"), "办法.docx")
    assert facts.title == "维修服务管理办法"
    assert facts.marks.number is not None
    assert facts.marks.number.locator == "页眉"
    assert facts.marks.approval is not None
    assert facts.marks.approval.locator == "页脚"
    assert facts.marks.issued == "2026-03-01"
    assert [(one.name, one.role) for one in facts.organisations] == [("绍兴越溪泵业有限公司", "issuer")]


def test_a_draft_may_say_so_in_its_header() -> None:
    assert extract(_rule("（征求意见稿）", ""), "办法.docx").marks.draft is not None
    assert extract(_rule("受控文件", ""), "办法.docx").marks.draft is None


def test_the_edges_are_no_sentences_of_the_text() -> None:
    facts = extract(_rule("24小时服务热线：400-800-1234", ""), "办法.docx")
    assert not [one for one in facts.promises if one.source.locator == "页眉"]


def test_a_slide_out_of_the_show_is_hidden() -> None:
    show = Presentation()
    for number, text in enumerate(("客户服务部负责全部售后服务。", "旧版：售后由销售部兼管。")):
        slide = show.slides.add_slide(show.slide_layouts[6])
        slide.shapes.add_textbox(Cm(1), Cm(1), Cm(20), Cm(3)).text_frame.text = text
        if number:
            slide.element.set("show", "0")
    out = BytesIO()
    show.save(out)
    facts = extract(out.getvalue(), "介绍.pptx")
    assert [(one.title, one.hidden) for one in facts.sections][1:] == [("幻灯片2", True)]
