"""Result document (+ plan document + what the consultant adds) -> ReportModel. Copies and orders; adds nothing up."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from assistant.reports import build_plan, words
from assistant.reports.errors import ReportError
from assistant.reports.findings import clause, contradiction, special
from assistant.reports.logo import checked
from assistant.reports.model import (
    Clause,
    File,
    Line,
    Meta,
    Override,
    ReportModel,
    Rules,
    Score,
    Special,
    Sum,
    Threshold,
)
from assistant.reports.words import clean, figure
from scoring.beijing import moment
from scoring.overrides.wording import about, decided
from scoring.result_scores import UNQUALIFIED

Json = Mapping[str, Any]


def build(result: Json, plan: Json | None = None, meta: Meta | None = None) -> ReportModel:
    """Raises ReportError where the documents lack what a report shows."""
    try:
        return _model(result, build_plan.plan(plan, words.estimates(result["rubric"]["provenance"])) if plan is not None else None, meta or Meta())
    except KeyError as error:
        raise ReportError(f"结果或计划文件不完整，缺少 {error.args[0]}，请重新生成") from error
    except (TypeError, ValueError, AttributeError, IndexError, InvalidOperation) as error:
        raise ReportError("结果或计划文件里有的内容形式不对（被改动过），请重新生成") from error


def _model(result: Json, plan: Any, meta: Meta) -> ReportModel:
    clauses = tuple(clause(one, result) for one in result["clauses"])
    deductions = tuple(special(one, number) for number, one in enumerate(result["special_deductions"], start=1))
    enterprise, rubric = result["enterprise"], result["rubric"]
    return ReportModel(
        enterprise=clean(enterprise["name"]) or "（企业名称未知）",
        uscc=clean(enterprise["uscc"] or ""),
        industry=clean(enterprise["industry"] or ""),
        rubric=clean(meta.rubric) or clean(rubric["title"]),
        rubric_id=rubric["id"],
        rubric_version=rubric["version"],
        rubric_sha256=rubric["sha256"],
        engine=f"星评顾问评分程序 {result['engine'].rpartition('/')[2]}",
        points_told=words.points(rubric["provenance"]),
        working=words.WORKING if rubric["provenance"].get("working") else "",
        as_of=date.fromisoformat(result["as_of"]).isoformat(),
        period=f"{result['period']['from']} 至 {result['period']['to']}",
        meta=Meta(clean(meta.consultant), clean(meta.organisation), meta.date, checked(meta.logo), clean(meta.rubric)),
        score=_score(result) if "score" in result else None,
        rules=_rules(result["rules"]),
        total=_sum({"id": "", "title": "合计", **result["total"]}),
        groups=tuple(_sum(one) for one in result["groups"]),
        indicators=tuple(_sum(one) for one in result["indicators"]),
        clauses=clauses,
        gaps=tuple(sorted((one for one in clauses if one.open), key=_greatest_gain)),
        special=deductions,
        special_counted=sum(one.counts for one in deductions),
        special_confirmed=sum(one.status == "confirmed" for one in deductions),
        special_told=_told(deductions),
        bonus_claims=tuple(clean(one["text"]) for one in result["bonus_claims"]),
        bonus_granted=_granted(result),
        contradictions=tuple(contradiction(one) for one in result["contradictions"]),
        files=tuple(_file(one) for one in result["documents"]),
        eligibility=tuple(
            Threshold(clean(one["text"]), words.OUTCOMES[one["outcome"]], clean(one["finding"]), clean(one["note"]))
            for one in result["eligibility"]
        ),
        excluded=tuple(f"{one['clause']}：{clean(one['reason'])}" for one in result["exclusions"]["accepted"]),
        refused_exclusions=tuple(
            f"{clean(one['clause'])}：{clean(one['why'])}" for one in result["exclusions"]["refused"]
        ),
        overrides=tuple(_override(one, result) for one in result.get("overrides", ())),
        plan=plan,
        notices=tuple(clean(one) for one in result["notices"]),
        marks=tuple(f"{words.PROVENANCE[mark]} {count} 条" for mark, count in sorted(rubric["provenance"].items())),
    )


def _told(deductions: tuple[Special, ...]) -> str:
    """How many count, and how many people dismissed: those stay listed."""
    counted = sum(one.counts for one in deductions)
    dismissed = len(deductions) - counted
    return f"{counted} 项计分（另有 {dismissed} 项已撤销）" if dismissed else f"{counted} 项"


def _greatest_gain(one: Clause) -> tuple[Decimal, str]:
    return -Decimal(one.gain), one.id


def _score(result: Json) -> Score:
    score, titles = result["score"], result["level_titles"]
    automatic = result.get("automatic")
    low, high = score["allocation_range"]
    return Score(
        confirmed=figure(score["confirmed"]),
        confirmed_level=titles["confirmed"],
        possible=figure(score["possible"]),
        possible_level=titles["possible"],
        without_exclusions=figure(score["without_exclusions"]),
        low=figure(low),
        high=figure(high),
        allocation_note=score["allocation_note"],
        next_title=score["next"]["title"] if score["next"] else "",
        missing=f"{Decimal(score['next']['missing']):.2f}" if score["next"] else "",
        blocked=_blocked(result),
        automatic=automatic["score"]["confirmed"] if automatic else "",
        automatic_level=automatic["level_titles"]["confirmed"] if automatic else "",
    )


def _blocked(result: Json) -> str:
    """Levels go by the exact score; what stands against one is either deductions or a group below its floor."""
    lowest = result["rules"]["levels"][0]
    if result["level"]["confirmed"] != UNQUALIFIED or Fraction(result["score"]["exact"]["confirmed"]) < Fraction(lowest["from"]):
        return ""
    rules = result["rules"]
    held = sum(one["status"] != "dismissed" for one in result["special_deductions"])
    if held >= rules["special_deductions"]["fails_at"]:
        why = f"特别扣分有 {held} 项，满 {rules['special_deductions']['fails_at']} 项"
    else:
        why = f"有大类得分不到其 {rules['group_floor_percent']}%"
    return f"总分到了{lowest['title']}的 {lowest['from']} 分线，但{why}，所以不合格"


def _rules(one: Json) -> Rules:
    return Rules(
        full_marks=figure(one["full_marks"]),
        levels=tuple(Line(level["title"], figure(level["from"])) for level in one["levels"]),
        special_each=figure(one["special_deductions"]["points_each"]),
        fails_at=int(one["special_deductions"]["fails_at"]),
        bonus_each=figure(one["special_bonus"]["points_each"]),
        bonus_at_most=int(one["special_bonus"]["at_most"]),
        floor_percent=figure(one["group_floor_percent"]) if one["group_floor_percent"] is not None else "",
    )


def _sum(one: Json) -> Sum:
    return Sum(
        id=one["id"],
        title=clean(one["title"]),
        group=one.get("group", ""),
        points=figure(one["points"]),
        applicable=figure(one["applicable"]),
        earned=figure(one["earned"]),
        possible=figure(one["possible"]),
        lost=figure(one["lost"]),
        percent=figure(one["percent"]) if one["percent"] is not None else "",
    )


def _granted(result: Json) -> int:
    """How many special bonuses people granted, as far as the rubric allows."""
    granted = [
        one for one in result.get("overrides", ()) if one["kind"] == "bonus" and one.get("decision") == "confirm" and one["state"] == "active"
    ]
    return min(len(granted), int(result["rules"]["special_bonus"]["at_most"]))


def _file(one: Json) -> File:
    reasons = tuple(
        clean(f"“{why['section']}”：{why['text']}" if why.get("section") and why["section"] not in why["text"] else why["text"])
        for why in one["why_not"]
    )
    standing = "没算数" if not one["usable"] else "部分可用" if reasons else "可以作证"
    return File(clean(one["file"]), clean(one["title"]), one["usable"], standing, reasons, one["sha256"])


def _override(one: Json, result: Json) -> Override:
    """In the same words as the result's own, which older results do not have."""
    return Override(
        kind=words.OVERRIDE_KINDS.get(one["kind"]) or str(one["kind"]),
        target=clean(about(one, result)),
        decision=clean(decided(one)),
        who=clean(one["who"]),
        when=moment(one["when"]),
        until=one.get("until") or "",
        reason=clean(one["reason"]),
        state=words.OVERRIDE_STATES.get(one["state"]) or str(one["state"]),
        why=clean(one.get("why") or ""),
    )
