"""Script, readings, odd characters, running heads; and the four real pages."""

import re
from pathlib import Path

import pytest

from assistant.knowledge.chunking import chunk
from assistant.knowledge.cleaning import clean, plain
from assistant.knowledge.noise import Noise, load_noise
from scoring.documents import Block, Document, Page, read_document
from scoring.documents.normalise import to_simplified

ROOT = Path(__file__).parents[4]
SEEDS = ROOT.parent / "shared" / "seeds"
TONES = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("售后服務(wù)體(tǐ)系", "售后服务体系"),
        ("但I(xiàn)SO重在持續(xù)改進(jìn)", "但ISO重在持续改进"),
        ("ＧＢ／Ｔ ２７９２２，达标", "GB／T 27922，达标"),
        ("⼯作⽇", "工作日"),
        ("售\u200b后\ufeff\x00服务\xa0\u3000热线", "售后服务 热线"),
        ("售 后 服 务 管 理 制 度", "售后服务管理制度"),
        ("姓名 张三 部门 售后部", "姓名 张三 部门 售后部"),
        ("著名品牌，余额", "著名品牌，余额"),
    ],
)
def test_plain(raw: str, cleaned: str) -> None:
    assert plain(raw) == cleaned


def _document(*pages: tuple[str, ...], media_type: str = "application/pdf") -> Document:
    made = [
        Page(number, tuple(Block("paragraph", text, f"p.{number}") for text in texts))
        for number, texts in enumerate(pages, start=1)
    ]
    return Document("0" * 64, "a.pdf", media_type, tuple(made))


def test_brackets_that_are_no_readings_stay_where_no_converter_was_at_work() -> None:
    kept = clean(_document(("微信(app)报修",)), Noise())
    assert [block.text for block in kept.blocks()] == ["微信(app)报修"]
    cut = clean(_document(("售后服務(wù)的(de)", "體(tǐ)系")), Noise())
    assert [block.text for block in cut.blocks()] == ["售后服务的", "体系"]


def test_running_heads_and_page_numbers_go_and_locators_stay() -> None:
    pages = [("某某公司 售后服务手册 V2.0", f"第{number}页的正文，各不相同。", f"第 {number} 页") for number in range(1, 5)]
    cleaned = clean(_document(*pages), Noise())
    assert [(block.text, block.locator) for block in cleaned.blocks()] == [
        (f"第{number}页的正文，各不相同。", f"p.{number}") for number in range(1, 5)
    ]
    assert len(list(clean(_document(*pages[:2]), Noise()).blocks())) == 6  # two pages prove nothing


def test_the_document_read_is_not_changed() -> None:
    document = _document(("售后服務(wù)",))
    clean(document, Noise())
    assert next(document.blocks()).text == "售后服務(wù)"


FACTS = {
    "000": [
        "售后服务体系40分;商品服务35分;顾客服务25分", "达到70分(含70分)以上,达标级", "80分(含80分)以上,三星级",
        "90分(含90分)以上,四星级", "95分(含95分)以上,五星级", "20-40天",
    ],
    "001": [
        "达到70分(含70分)以上", "达到80分(含80分)以上", "达到90分(含90分)以上", "达到95分(含95分)以上", "分数达到70分以上",
        "按服务管理人员总数的10%配置售后服务管理师", "有专人负责售后服务工作体系",
    ],
    "002": ["十二星售后服务完善度认证", "证书的有效期通常为三年", "宇通客车连续 9 年获售后服务达标五星级"],
    "003": ["达到70分(含70分)以上", "达到95分(含95分)以上", "2012年2月1日", "筹备阶段", "组织阶段", "运营阶段", "实名认证"],
}  # fmt: skip
SPAM = ["国产精品", "蜜臀", "展开阅读", "打赏", "相关评论", "更多>", "浏览:", "点击:14", "19935569065", "客服热线", "英国商标",
        "IATF16949认证中的", "我司项目", "证书真实有效", "详情可咨询", "蒂森电梯", "政z府"]  # fmt: skip


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the sample pages are not beside this checkout")
@pytest.mark.parametrize("number", sorted(FACTS))
def test_real_pages(number: str) -> None:
    document = read_document(next(SEEDS.glob(f"{number}_*.txt")))
    cleaned = clean(document, load_noise(ROOT / "corpus"))
    text = "\n".join(block.text for block in cleaned.blocks())
    assert not TONES.search(text)
    assert text == to_simplified(text)
    assert [word for word in SPAM if word in text] == []
    assert [fact for fact in FACTS[number] if fact not in text] == []
    sizes = [len(one.text) for one in chunk(cleaned)]
    assert max(sizes) <= 500
    assert sum(size >= 150 for size in sizes) >= 0.9 * len(sizes)
