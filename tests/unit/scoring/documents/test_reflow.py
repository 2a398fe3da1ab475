"""Which printed lines go on in the next one."""

import pytest

from scoring.documents.reflow import Line, join_lines, margins, paragraphs

WIDE = 36  # characters on a full line, of 10 points each


def _lines(text: str, left: float = 100) -> list[Line]:
    """A line a line of text, 18 points apart; leading blanks move a line in, and blank lines leave a gap."""
    out = []
    for number, raw in enumerate(text.split("\n")):
        line = raw.strip()
        indent = 10 * (len(raw) - len(raw.lstrip()))
        width = sum(10 if ord(char) > 0x2000 else 5 for char in line)
        if line:
            out.append(Line(line, left + indent, left + indent + width, 18 * number, 12))
    return out


def _paragraphs(text: str) -> list[str]:
    lines = _lines(text)
    return paragraphs(lines, margins(lines, 200 + 10 * WIDE))


FULL = "本公司设立售后服务部并在各地建立服务站点负责所售设备的安装调试和维修保养"[:WIDE]


def test_full_lines_go_on() -> None:
    assert _paragraphs(f"{FULL}\n以及定期回访工作。\n{FULL}\n以及投诉处理") == [f"{FULL}以及定期回访工作。", f"{FULL}以及投诉处理"]


@pytest.mark.parametrize(
    "text",
    [
        "江北明远机电有限公司\n江北市工业大道八十八号\n维修和安装",
        f"{FULL[:-5]}\n以及定期回访工作",
        f"{FULL}\n1. 安装按约定时间上门",
        f"{FULL}\n服务电话：0512-1000",
        f"{FULL}\n江北明远机电有限公司（盖章）",
        f"{FULL}\n\n\n以及定期回访工作",
        f"{FULL}\n" + " " * 22 + "江北明远机电公司",
        " " * 26 + "二〇二六年五月六日\n以及定期回访工作",
        f"{FULL[:20]}  {FULL[:15]}\n以及定期回访工作",
        "please call the service\ndesk",
    ],
)
def test_what_does_not_go_on(text: str) -> None:
    assert _paragraphs(text) == [line.strip() for line in text.split("\n") if line.strip()]


def test_a_word_that_did_not_fit_is_no_end() -> None:
    """A line may end early because a Latin word or a closing mark could not be parted."""
    short = FULL[:-4]
    assert _paragraphs(f"{FULL}\n和回访。\n{short}\nGB/T12345规定") == [f"{FULL}和回访。", f"{short}GB/T12345规定"]


def test_hanging_lines_of_an_item_and_centred_titles() -> None:
    item = f"1. {FULL[:-2]}"
    assert _paragraphs(f"{item}\n  以及定期回访工作") == [f"{item}以及定期回访工作"]
    title = FULL
    assert _paragraphs(f"{title}\n{' ' * 16}说明手册") == [f"{title}说明手册"]


def test_columns_of_text() -> None:
    """In a narrow column its own edge counts, and the text goes on at the head of the next one."""
    left = _lines("\n".join([FULL[:17]] + [FULL[n : n + 17] for n in (1, 2, 3)]))
    right = _lines("\n".join([*(FULL[n : n + 17] for n in (5, 6, 7)), "完毕。"]), left=300)
    assert paragraphs([*left, *right], margins([*left, *right], 600)) == ["".join(line.text for line in [*left, *right])]


def test_nothing() -> None:
    assert paragraphs([], margins([], 595)) == []


def test_titles_of_one_length_are_no_edge() -> None:
    title = "第{}章 适用范围与职责分工"
    text = "\n".join(f"{title.format(number)}\n{FULL}\n{FULL[:20]}。" for number in "一二三四")
    assert [one for one in _paragraphs(text) if one.startswith("第")] == [title.format(number) for number in "一二三四"]


def test_a_number_parted_by_the_end_of_a_line_is_one_number_again() -> None:
    assert join_lines(["报修后一圈24小时、三圈7", "2小时以内到场"]) == "报修后一圈24小时、三圈72小时以内到场"
    assert join_lines(["GB/T 19001", "2016 edition"]) == "GB/T 19001 2016 edition"
    assert join_lines(["the pump runs for 7", "2 days later"]) == "the pump runs for 7 2 days later"


def test_a_name_torn_by_the_end_of_a_line_is_joined() -> None:
    line = f"{'被评价企业：衢州江郎机电服务有':　>36}".replace("　", "评")
    assert _paragraphs(f"{line}\n限公司评价日期：2026年9月2日") == [f"{line}限公司评价日期：2026年9月2日"]
