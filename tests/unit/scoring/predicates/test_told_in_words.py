"""What papers tell in running text instead of a list: how many managers there are, who holds a certificate."""

from dataclasses import replace

from scoring.facts.model import FileFacts, RecordTable
from scoring.predicates import judge
from scoring.verdict import Verdict
from tests.support.facts import file, paper, table
from tests.support.vectors import evidence, rule

RULE = rule({"is": "staffed", "managers": ["manager_roster"], "certificates": ["service_manager_certificate"],
             "holders": ["certificate_list"], "percent": 10})  # fmt: skip


def telling(path: str, *told: RecordTable) -> FileFacts:
    return replace(file(path), told=told)


def judged(*files: FileFacts) -> Verdict:
    return judge(RULE, evidence(files))


def test_the_number_of_managers_may_be_told() -> None:
    verdict = judged(telling("说明.docx", table("manager_roster", "headcount", [("12",)])))
    assert (verdict.reason, dict(verdict.params)) == ("too_few", {"managers": "12", "needed": "2", "holders": "0"})
    assert verdict.text == "服务管理人员 12 人，需要 2 名有效的售后服务管理师，有 0 名，缺 2 名"


def test_a_list_is_not_outdone_by_what_another_paper_tells() -> None:
    listed = file("名单.xlsx", table("manager_roster", "name", [("丁一",), ("丁二",)]))
    assert judged(listed, telling("说明.docx", table("manager_roster", "headcount", [("12",)]))).params["managers"] == "2"
    both = replace(listed, told=(table("manager_roster", "headcount", [("12",)]),))
    assert judged(both).params["managers"] == "12"


def test_holders_may_be_told_where_no_certificate_is_there() -> None:
    managers = file("名单.xlsx", table("manager_roster", "name", [("丁一",)]))
    told = telling("说明.docx", table("certificate_list", "name certificate", [("丁一", "售后服务管理师"), ("丁二", "售后服务管理师")]))
    assert (judged(managers, told).outcome, judged(managers, told).params["holders"]) == ("met", "2")
    expired = file("证书.pdf", paper("service_manager_certificate", "临江棋石净水设备有限公司", person="丁三", expires="2026-11-19"))
    assert judged(managers, told, expired).params["holders"] == "0"
