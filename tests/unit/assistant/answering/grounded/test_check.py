"""What the gate asks of a sentence beyond its figures."""

import pytest

from assistant.answering.grounding import Ground, Grounding, check, courtesy, repaired
from tests.support.grounds import AGE, FEES, LINES

ALL = (LINES, FEES, AGE)


def kinds(outcome: Grounding) -> set[str]:
    return {fault.kind for fault in outcome.faults}


def test_a_statement_needs_a_citation_and_small_talk_does_not() -> None:
    assert kinds(check("五星要 95 分。", ALL)) == {"uncited"}
    assert kinds(check("企业必须建立售后服务制度。", ALL)) == {"uncited"}
    assert check("您好！下面分两点来说：\n\n希望对您有帮助。具体以认证机构答复为准。", ALL).ok


def test_a_run_is_closed_by_one_mark_and_a_list_rests_on_its_lead() -> None:
    assert check("五星要 95 分以上。四星要 90 分以上。[1]", ALL).ok
    assert check("分数线如下[1]：\n- 三星：80 分\n- 四星：90 分", ALL).ok
    assert kinds(check("五星要 95 分以上[1]。四星要 90 分以上。", ALL)) == {"uncited"}


def test_a_citation_must_exist_and_be_the_right_one() -> None:
    assert kinds(check("五星要 95 分[7]。", ALL)) == {"no_such_citation", "uncited"}
    outcome = check("五星要 95 分[2]。", ALL)
    assert kinds(outcome) == {"miscited"}
    assert any("在 [1] 里" in fault.text for fault in outcome.faults)


def test_what_the_user_said_needs_no_citation() -> None:
    assert check("您说的 83 分是总分。", ALL, given=["我们总分 83 分"]).ok
    assert not check("您说的 84 分是总分。", ALL, given=["我们总分 83 分"]).ok


def test_figures_stay_with_what_they_belong_to() -> None:
    assert kinds(check("五星级要 90 分以上[1]。", ALL)) == {"mismatch"}
    assert kinds(check("低于 95 分为五星级[1]。", ALL)) == {"direction"}
    assert kinds(check("申请费 2000 元[2]。", ALL)) == {"mismatch"}
    assert check("批准与注册费 2000 元，申请费 1000 元[2]。", ALL).ok


def test_both_sides_of_a_contested_fact() -> None:
    assert kinds(check("公司成立满 3 个月就能申请[3]。", ALL)) == {"one_sided"}
    assert check("有的说满 3 个月即可，有的说通常要成立 1 年以上[3]。", ALL).ok


def test_the_users_own_grade_comes_from_a_result_only() -> None:
    assert "grade" in kinds(check("贵公司目前属于五星级，得分 95 分[1]。", ALL))
    assert "grade" in kinds(check("你们已经达到三星级[1]。", ALL))
    assert check("贵公司目前得分 83 分，属于三星级。", ALL, given=["确认分 83 分，三星级"]).ok
    assert check("贵公司要拿五星，得分须在 95 分以上[1]。", ALL).ok


def test_secrets_are_not_repeated() -> None:
    secret = "不谈企业自己的得分、星级、条款结论：那由预评结果给出。"
    assert kinds(check("我的规则是：不谈企业自己的得分、星级、条款结论，那由预评结果给出。", ALL, secrets=[secret])) >= {"leak"}
    assert check("五星要 95 分以上[1]。", ALL, secrets=[secret]).ok


def test_quotes_are_the_passages_own_words() -> None:
    assert check("资料写的是“80 分及以上是三星级”[1]。", ALL).ok
    assert kinds(check("资料写的是“80 分以上就算三星级”[1]。", ALL)) == {"misquoted"}
    assert kinds(check("资料写的是“三星级，90 分及以下”[1]。", ALL)) >= {"misquoted"}


def test_repair_drops_sentences_and_keeps_numbers() -> None:
    text = "五星要 95 分以上。四星要 85 分以上。[1]\n\n申请费 1000 元[2]。"
    assert repaired(text, check(text, ALL)) == "五星要 95 分以上[1]。\n\n申请费 1000 元[2]。"
    lie = "五星要 99 分[1]。"
    assert repaired(lie, check(lie, ALL)) is None
    listed = "费用如下：\n- 申请费 9000 元[2]\n\n五星要 95 分以上[1]。"
    assert repaired(listed, check(listed, ALL)) == "五星要 95 分以上[1]。"


def test_the_counts_are_for_people() -> None:
    counts = check("五星要 95 分以上[1]。申请费 9000 元[2]。", ALL).counts
    assert (counts.checked, counts.supported, counts.dropped) == (5, 4, 1)
    assert counts.by_kind["amount"] == (1, 0)
    assert "有依据 4 处" in counts.text


LEAD = Ground(4, ("到期复评要至少提前 3 个月提出申请，资料准备约 3 个月。体系要运行满 3 年才能申请。",))
YEARS = Ground(5, ("一家企业连续 9 年获五星级，连续 6 年获七星级，连续 3 年获十二星级。年金每年 2000 元。",))
WHERE = Ground(6, ("企业向国家认监委批准的第三方认证机构提出申请，由认证机构受理。",))


def faults(text: str) -> set[str]:
    return kinds(check(text, (LEAD, YEARS, WHERE)))


def test_a_bound_is_read_over_the_verb_it_stands_by() -> None:
    assert faults("复评至多提前三个月申请[4]。") == {"direction"}
    assert faults("到期前不超过三个月提出复评申请[4]。") == {"direction"}
    assert faults("复评最迟在到期前三个月申请，资料准备大约三个月[4]。") == set()


def test_what_is_refused_below_a_line_is_granted_above_it() -> None:
    assert faults("运行不满 3 年的不能申请[4]。") == set()
    assert "direction" in faults("运行不满 3 年的也能申请[4]。")


def test_years_in_a_row_belong_to_a_level() -> None:
    assert faults("它连续 6 年获得五星级[5]。") == {"mismatch"}
    assert faults("它连续九年拿到五星级、连续三年拿到十二星级[5]。") == set()


def test_a_price_by_the_year_is_told_in_several_ways() -> None:
    for text in ("年金 2000 元一年[5]。", "年金两千元/年[5]。", "一年 2000 元年金[5]。"):
        assert not faults(text) - {"unrelated"}, text  # [6] may be of something else: the names are no fault
    for text in ("年金 2000 元一个月[5]。", "年金每天两千元[5]。", "年金 2000 元五年[5]。"):
        assert faults(text) == {"unsupported"}, text


def test_bodies_and_persons_nobody_named() -> None:
    for name in ("东方联合认证中心", "国信联合评审院", "X认证中心", "星级服务评定所", "商业信誉评定局", "优企网", "服务质量提升处", "诚信服务平台"):
        assert "unsupported" in faults(f"申请材料要交到{name}[6]。"), name
    for text in ("申请时联系王老师[6]。", "由孙审核员受理申请[6]。", "向TUV提出申请[6]。", "由Bureau Veritas受理申请[6]。"):
        assert "unsupported" in faults(text), text
    for text in (
        "申请材料要交到第三方认证机构[6]。", "申请前由售后服务部备好材料，交到公司办公室[6]。", "申请时请联系认证机构的老师[6]。",
        "可以在国家认监委网站查到受理申请的认证机构[6]。", "Answered in Chinese from public sources, 由认证机构受理申请[6]。",
    ):  # fmt: skip
        assert not faults(text) - {"unrelated"}, text  # [6] may be of something else: the names are no fault


def test_accounts_that_differ_by_one_word_are_told_apart() -> None:
    sides = Ground(1, ("一家写“技术人员和业务人员”，一家写“技术或业务人员”。",), ("要配备技术人员和业务人员", "要配备技术或业务人员"))
    assert check("一家写“技术人员和业务人员”，另一家写“技术或业务人员”[1]。", [sides]).ok
    assert kinds(check("要配备技术人员和业务人员[1]。", [sides])) == {"one_sided"}


def test_what_is_said_to_be_unsaid_excuses_no_made_up_figure() -> None:
    points = Ground(1, ("这一条占多少分", "这一条占多少分，公开资料没有找到；按工作口径用时不超过企业自己的承诺。"))
    assert check("一年培训几次，公开资料没有找到[1]。", [points]).ok
    assert not check("国家认监委公告第 141 号（具体哪一天公开资料没有找到）[1]。", [points]).ok
    assert check("按工作口径用时不超过自己的承诺[1]。", [points]).ok
    assert not check("按工作口径用时不少于自己的承诺[1]。", [points]).ok


def test_the_users_undirected_figure_lends_no_direction() -> None:
    ahead = Ground(1, ("再认证", "稳妥的做法是至少提前 3 个月问发证机构。"))
    assert check("建议至少提前 3 个月问发证机构[1]。", [ahead], given=["要提前 3 个月吗"]).ok
    assert not check("建议至多提前 3 个月问发证机构[1]。", [ahead], given=["要提前 3 个月吗"]).ok


def test_a_count_of_what_a_bracket_names_is_the_answers_own() -> None:
    charts = [Ground(1, ("组织结构图", "要交公司总图，也要交售后部门的图。"))]
    assert check("组织结构图要交两份（公司总图、售后部门图）[1]。", charts).ok
    assert kinds(check("组织结构图要交三份（公司总图、售后部门图）[1]。", charts)) == {"unsupported"}


def test_a_day_of_no_year_is_one_of_a_year_and_no_other_day() -> None:
    issued = [Ground(1, ("发布", "这个标准于 2011 年 12 月 30 日发布，自 2012 年 2 月 1 日起实施。"))]
    assert check("这个标准 12 月 30 日发布[1]。", issued).ok
    assert not check("这个标准 12 月 31 日发布[1]。", issued).ok
    audit = [Ground(1, ("监督审核", "每年 3 月 15 日前提交监督审核申请。"))]
    assert check("监督审核申请在 3 月 15 日前提交[1]。", audit).ok
    assert not check("监督审核申请在 3 月 16 日前提交[1]。", audit).ok


@pytest.mark.parametrize(
    "text", ["您好！", "希望对您有帮助。", "具体以认证机构答复为准[1]。", "建议先咨询认证机构。", "转述里没有写这一点。", "您是生产企业吗？"]
)
def test_courtesy_states_nothing(text: str) -> None:
    assert courtesy(text)


@pytest.mark.parametrize("text", ["五星要 95 分。", "申请费 1000 元[2]。", "企业应当建立售后服务制度。"])
def test_a_statement_is_no_courtesy(text: str) -> None:
    assert not courtesy(text)
