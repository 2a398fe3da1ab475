"""The checklist: what counts, what does not and why, what is missing, what a person must say."""

import json
from dataclasses import replace
from datetime import date

import pytest

from assistant.guidance.materials import SCHEMA, CheckedItem, Checklist, checklist, to_json
from assistant.guidance.materials_found import ResultError, read_result
from assistant.guidance.materials_model import load_materials
from assistant.knowledge.model import Corpus
from scoring.facts.model import FileFacts, UnreadPage
from scoring.profile import Exclusion, Profile
from tests.support.facts import OTHER, OWN, PROFILE, by, file, paper, part, says, table, unreadable
from tests.support.graded import changed, result

LICENCE = file("执照.pdf", paper("business_licence", OWN, expires="9999-12-31", title="营业执照"), kinds=["business_licence"])
REPAIRS = file("工单.xlsx", table("repair_record", "id date finish", [("R1", "2026-03-02", "2026-03-02"), ("R2", "2026-04-02", "2026-04-03")]))
FULL = Profile(
    name=OWN,
    uscc="91420111MA4KYMH65W",
    kind="sales",
    branches=("甲分公司",),
    entrusted_outlets=("乙维修部",),
    exclusions=(Exclusion("5.2.6-b", "不回收"),),
)


def checked(*files: FileFacts, profile: Profile = PROFILE) -> Checklist:
    return checklist(profile, read_result(result(*files, profile=profile)))


def item(of: Checklist, name: str) -> CheckedItem:
    return next(one for one in of.items() if one.item.id == name)


def test_without_a_result_nothing_is_claimed() -> None:
    of = checklist(FULL)
    states = {one.item.id: one.state for one in of.items()}
    assert set(states) == {one.id for one in load_materials().items()}
    assert set(states.values()) == {"unknown", "not_applicable"}
    assert states["organisation-code"] == "not_applicable"
    assert item(of, "licence").text == "还没有上传材料"
    assert any("没有给评分结果" in note for note in to_json(of)["notes"])


@pytest.mark.parametrize(
    ("name", "lacking", "reason"),
    [
        ("organisation-code", None, "三证合一"), ("several-sites", Profile(name=OWN), "没有登记分公司和委托网点"),
        ("outlet-agreements", replace(FULL, entrusted_outlets=()), "没有登记委托网点"),
        ("suppliers", replace(FULL, kind="service"), "只有销售型企业要"),
        ("exclusion-statement", replace(FULL, exclusions=()), "没有登记删减"),
    ],
)  # fmt: skip
def test_what_does_not_apply_says_why(name: str, lacking: Profile | None, reason: str) -> None:
    found = item(checklist(lacking or FULL), name)
    assert found.state == "not_applicable"
    assert reason in found.text
    assert found.todo == ""


@pytest.mark.parametrize("name", ["several-sites", "outlet-agreements", "suppliers", "exclusion-statement"])
@pytest.mark.parametrize("profile", [None, Profile(name=OWN, assumed=True)], ids=["none", "assumed"])
def test_without_a_profile_a_person_decides_what_applies(name: str, profile: Profile | None) -> None:
    assert item(checklist(profile), name).state == "unknown"
    assert item(checklist(FULL), name).text == "还没有上传材料"


def test_what_was_found_is_had_whatever_the_profile_says() -> None:
    agreement = file("协议.pdf", paper("service_agreement", OWN, "乙维修部", expires="2028-01-01"))
    assert item(checked(agreement), "outlet-agreements").state == "have"
    assert item(checked(LICENCE), "outlet-agreements").state == "not_applicable"


def test_a_file_that_counts_is_quoted_with_its_place() -> None:
    found = item(checked(LICENCE, REPAIRS), "repair-records")
    assert found.state == "have"
    place = found.parts[0].places[0]
    assert (place.file, place.locator, place.quote) == ("工单.xlsx", "段落1", "工单")
    assert place.counts


def test_an_expired_paper_cannot_be_used_and_says_why() -> None:
    old = file("体系证书.pdf", paper("management_certificate", OWN, expires="2026-08-31"), kinds=["management_certificate"])
    found = item(checked(LICENCE, old), "certificates")
    assert found.state == "unusable"
    assert "体系证书.pdf" in found.text
    assert "2026-08-31" in found.text


def test_one_of_two_papers_in_a_file_is_enough() -> None:
    two = file(
        "证书.pdf",
        part("旧证", paper("management_certificate", OWN, expires="2026-08-31", title="旧证"), kinds=["management_certificate"]),
        part("新证", paper("management_certificate", OWN, expires="2028-08-31", title="新证"), kinds=["management_certificate"]),
    )
    found = item(checked(LICENCE, two), "certificates")
    assert found.state == "have"
    assert found.parts[0].places[0].quote == "新证"


def test_anothers_paper_cannot_be_used() -> None:
    other = file("手册.docx", by(OTHER), kinds=["service_manual"])
    found = item(checked(LICENCE, other), "service-manual")
    assert found.state == "unusable"
    assert OTHER in found.text


def test_a_good_file_beside_a_bad_one_counts_and_the_bad_one_is_told() -> None:
    good, bad = file("手册.docx", kinds=["service_manual"]), file("别家手册.docx", by(OTHER), kinds=["service_manual"])
    found = item(checked(LICENCE, bad, good), "service-manual")
    assert found.state == "have"
    assert [(one.file, one.counts) for one in found.parts[0].places] == [("手册.docx", True), ("别家手册.docx", False)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("self-assessment", "self_assessment"), ("application-form", "application_form"), ("exclusion-statement", "exclusion_statement")],
)
def test_own_statements_prove_nothing_but_are_what_is_asked_for(name: str, kind: str) -> None:
    found = item(checked(LICENCE, file("自己写的.docx", kinds=[kind, "repair_record"])), name)
    assert (found.parts[0].state, found.parts[0].places[0].why_not) == ("have", ())
    assert item(checked(LICENCE, file("自己写的.docx", kinds=["repair_record", kind])), "repair-records").state == "unusable"


def test_a_hidden_sheet_is_no_evidence_nor_what_is_inside_it() -> None:
    sheets = file("台账.xlsx", part("旧工单", kinds=["repair_record"], hidden=True), part("投诉", kinds=["complaint_record"]))
    inside = replace(sheets, sections=(*sheets.sections[:2], replace(sheets.sections[2], parent=1)))
    found = item(checked(LICENCE, sheets), "repair-records")
    assert found.state == "unusable"
    assert "隐藏" in found.text
    assert item(checked(LICENCE, sheets), "complaint-records").state == "have"
    assert item(checked(LICENCE, inside), "complaint-records").state == "unusable"


def test_a_bad_paper_that_is_first_of_all_another_says_nothing_of_this_one() -> None:
    contract = file("处置合同.pdf", paper("disposal_contract", OWN, expires="2026-04-30"), kinds=["disposal_contract", "permit"])
    assert item(checked(LICENCE, contract), "permits").state == "unknown"


def test_an_expired_paper_bound_with_a_good_one_of_another_kind() -> None:
    bound = file(
        "证照.pdf",
        part("执照", paper("business_licence", OWN, expires="9999-12-31"), kinds=["business_licence"]),
        part("体系证书", paper("management_certificate", OWN, expires="2026-08-31"), kinds=["management_certificate"]),
    )
    of = checked(bound)
    assert item(of, "licence").state == "have"
    assert item(of, "certificates").state == "unusable"
    assert "有效期至 2026-08-31" in item(of, "certificates").text


def test_another_rubric_is_told() -> None:
    told = to_json(checklist(None, replace(read_result(result(LICENCE)), rubric_id="sbt10401-2006")))["notes"]
    assert any("别的评分表" in note for note in told)
    assert not any("别的评分表" in note for note in to_json(checked(LICENCE))["notes"])


def test_a_file_name_alone_proves_nothing() -> None:
    named = replace(file("法规清单.docx"), hinted=("law_list",))
    found = item(checked(LICENCE, named), "law-list")
    assert found.state == "unknown"
    assert "文件名像" in found.text


def test_an_unreadable_file_is_not_missing() -> None:
    of = checked(LICENCE, unreadable("管理师证.jpg", "service_manager_certificate"))
    assert item(of, "service-managers").state == "unusable"
    assert any("没有读全" in note and "管理师证.jpg" in note for note in to_json(of)["notes"])
    half = replace(file("扫描.pdf"), hinted=("quality_report",), unread=(UnreadPage("p.2", 0.3),))
    found = item(checked(LICENCE, half), "quality-report")
    assert found.state == "unusable"
    assert "第 2 页看不清" in found.text


def test_what_is_not_there_is_missing_and_says_what_to_do() -> None:
    found = item(checked(LICENCE), "self-assessment")
    assert found.state == "missing"
    assert "近三年" in found.todo


def test_what_only_some_are_concerned_by_is_never_missing() -> None:
    assert item(checked(LICENCE), "permits").state == "unknown"
    assert "不涉及的不用交" in item(checked(LICENCE), "permits").text


def test_a_permit_that_the_industry_needs() -> None:
    profile = replace(PROFILE, industry="电梯维修保养")
    lacking = item(checked(LICENCE, profile=profile), "permits")
    assert lacking.state == "missing"
    assert "行业所需许可" in lacking.text


def test_parts_make_the_item_as_bad_as_the_worst() -> None:
    roster = file("花名册.xlsx", table("staff_roster", "name post certificate", [("甲", "维修工", "电工证"), ("乙", "维修工", "电工证")]))
    found = item(checked(LICENCE, roster), "people-and-equipment")
    assert [one.state for one in found.parts] == ["have", "missing"]
    assert found.state == "missing"
    assert found.text == "设备情况：材料里没有找到"


def test_what_grading_cannot_recognise_is_left_to_a_person() -> None:
    of = checked(LICENCE, REPAIRS)
    left = [one for one in of.items() if not any(each.kinds for each in one.item.parts) and one.state != "not_applicable"]
    assert left
    for one in left:
        assert one.state == "unknown", one.item.id
        assert "人工确认" in one.text


def test_an_accepted_exclusion_makes_its_records_needless() -> None:
    reasons = (Exclusion("5.2.3-a", "没有实物配送"), Exclusion("5.2.3-b", "没有实物配送"))
    assert item(checked(LICENCE, profile=replace(PROFILE, exclusions=reasons)), "delivery-records").state == "not_applicable"
    assert item(checked(LICENCE, profile=replace(PROFILE, exclusions=reasons[:1])), "delivery-records").state == "missing"


def test_the_document(corpus: Corpus) -> None:
    document = to_json(checked(LICENCE, REPAIRS), {one.code: one for one in corpus.sources})
    assert document["schema"] == SCHEMA
    items = [one for each in document["classes"] for one in each["items"]]
    assert sum(document["counts"].values()) == len(items)
    assert {code for one in items for code in one["sources"]} <= set(document["sources"])
    assert document["sources"]["JVL"]["name"] == next(one.name for one in corpus.sources if one.code == "JVL")
    licence = next(one for one in items if one["id"] == "licence")
    assert licence["asked_by"] == "several"
    assert [len(side["sources"]) for side in licence["contested"]["sides"]] == [5, 2]
    assert next(one for one in items if one["id"] == "spare-part-photos")["asked_by"] == "some"
    assert document["result"]["as_of"] == "2026-11-20"
    assert json.loads(json.dumps(document)) == document


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"{", "不是有效的 JSON"), (b"[1]", "不是评分结果文件"), (b'{"schema": "xingping-plan/1"}', "不是评分结果文件"),
        (b"\xff\xfe\x00", "不是有效的 JSON"),
        (b'{"schema": "xingping-grade/1"}', "basis"), (b"[" * 100_000, "不是有效的 JSON"),
    ],
)  # fmt: skip
def test_what_is_no_result(data: bytes, says: str) -> None:
    with pytest.raises(ResultError, match=says):
        read_result(data, "结果.json")


def test_a_result_that_was_tampered_with() -> None:
    good = result(LICENCE)
    for pairs in ([(b'"basis"', b'"bases"')], [(b'"as_of":"2026-11-20"', b'"as_of":"x"')], [(b'"path":"', b'"path":"x')], [(b'"usable"', b'"use"')]):
        with pytest.raises(ResultError, match="被改动过"):
            read_result(changed(good, pairs))
    assert read_result(good).as_of == date(2026, 11, 20)


def test_fees_told_in_another_paper_are_named_where_there_is_no_list_of_prices() -> None:
    told = says("repair_fee", quote="保外上门费 50 元", at="段落7")
    found = item(checked(file("担保卡.docx", part("warranty_card"), told)), "price-list")
    assert (found.state, found.text) == ("unknown", "有收费说明（见《担保卡.docx》第 7 段），没有单独的价目表或收费标准")
    assert item(checked(LICENCE), "price-list").state == "missing"


def test_what_does_not_apply_is_no_part_of_a_class_and_a_file_stands_once() -> None:
    shown = to_json(checked(LICENCE, profile=Profile(name=OWN, uscc="91420111MA4KYMH65W")))
    legal = next(one for one in shown["classes"] if one["id"] == "legal")
    states = [one["state"] for one in legal["items"]]
    assert "not_applicable" in states
    assert (legal["have"], legal["of"]) == (states.count("have"), len(states) - states.count("not_applicable"))
    licence = next(one for one in legal["items"] if one["id"] == "licence")
    assert sum(len(one["files"]) for one in licence["parts"]) > 1
    assert [one["file"] for one in licence["files"]] == ["执照.pdf"]
