"""Golden vectors of judging: YAML -> facts, a rule and what it must find. The form is told in tests/data/judging/README.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from scoring.calendar import Period
from scoring.evidence import Evidence
from scoring.facts.model import FileFacts, Marks, Source
from scoring.industry import AbolishedLaw, Industry, Law, Minimum
from scoring.kind_groups import kind_groups
from scoring.predicates import judge
from scoring.profile import Profile
from scoring.rubric.predicates import Predicate
from scoring.validity import Frame
from scoring.verdict import Verdict
from scoring.yaml_text import parsed
from tests.support import facts as make
from tests.support.facts import AS_OF, ISSUED, OWN, PROFILE, Fact, Piece

DATA = Path(__file__).resolve().parents[1] / "data" / "judging"
POLARITIES = ("affirmed", "negated", "planned", "conditional")

# Groups of kinds as the lexicon has them in essence, fixed here so that work on the lexicon changes no vector.
KINDS = replace(
    kind_groups(),
    policies=frozenset({"service_manual", "repair_policy", "delivery_policy", "outlet_rules", "complaint_policy", "emergency_plan"}),
    terms=frozenset({"business_licence", "permit", "management_certificate", "special_fund", "service_agreement", "service_manager_certificate"}),
    records=frozenset({"repair_record", "training_record", "complaint_record", "visit_record", "supervision_record"}),
    customer_facing=frozenset({"service_commitment", "warranty_card", "website_page", "hotline_notice", "promotion_material", "sales_contract"}),
    silent=frozenset({"self_assessment", "application_form", "exclusion_statement"}),
    not_promising=frozenset({"service_agreement", "repair_record", "training_record", "evaluation_report"}),
    thin=frozenset({"hotline_notice", "warranty_card", "business_licence"}),
)
INDUSTRY = Industry(
    title="净水设备",
    listed=True,
    laws=(
        Law(name="消费者权益保护法", match=("消费者权益保护法",)),
        Law(name="产品质量法", match=("产品质量法",)),
        Law(name="净水器卫生规范", match=("净水器.*卫生规范",)),
    ),
    abolished=(AbolishedLaw(name="合同法", match=("^(?!.*民法典).*合同法",), since="2021-01-01", replaced_by="民法典"),),
    permits=(),
    minima=(
        Minimum(subject="warranty", value="12", unit="month", goods=("净水器|整机",), source="三包规定"),
        Minimum(subject="warranty", value="36", unit="month", scope="压缩机", source="主要部件三包规定"),
    ),
    online_minima=(Minimum(subject="no_reason_days", value="7", unit="day", goods=("网购|网店",), source="消费者权益保护法第二十五条"),),
)
UNLISTED = Industry("", False, INDUSTRY.laws[:2], INDUSTRY.abolished, (), (), INDUSTRY.online_minima)

_PREDICATE: TypeAdapter[Any] = TypeAdapter(Predicate)


@dataclass(frozen=True)
class Case:
    """A vector: the files, the rule, and the verdict that must come out."""

    name: str
    rule: Any
    files: tuple[FileFacts, ...]
    profile: Profile
    as_of: date
    excluded: frozenset[str]
    scored: Mapping[str, tuple[Fraction, tuple[str, ...]]]
    industry: Industry
    want: Mapping[str, Any]

    def judged(self) -> Verdict:
        return judge(self.rule, evidence(self.files, self.profile, self.as_of, self.industry, self.excluded, self.scored))


def frame(profile: Profile = PROFILE, as_of: date = AS_OF, fresh: Mapping[str, int] | None = None) -> Frame:
    return Frame(profile, as_of, Period.before(as_of, profile.period_months), KINDS, fresh or {})


def evidence(  # noqa: PLR0917
    files: Sequence[FileFacts],
    profile: Profile = PROFILE,
    as_of: date = AS_OF,
    industry: Industry = INDUSTRY,
    excluded: frozenset[str] = frozenset(),
    scored: Mapping[str, tuple[Fraction, tuple[str, ...]]] | None = None,
) -> Evidence:
    return Evidence.of(files, frame(profile, as_of), industry, excluded, scored)


def rule(data: Mapping[str, Any]) -> Any:
    """A predicate as a rubric writes it."""
    return _PREDICATE.validate_python(data)


@cache
def cases(name: str) -> list[Any]:
    """The vectors of tests/data/judging/<name>.yaml as pytest parameters; those with `xfail` are marked."""
    data = parsed((DATA / f"{name}.yaml").read_text(encoding="utf-8"))
    return [_param(one, data.get("rules", {})) for one in data["cases"]]


def check(case: Case) -> None:
    """The verdict is the wanted one, in all that `want` names."""
    verdict, want = case.judged(), dict(case.want)
    assert (verdict.outcome, verdict.reason) == (want.pop("outcome"), want.pop("reason", "")), verdict.text
    if "sample" in want:
        assert verdict.sample is not None, verdict.text
        assert f"{verdict.sample.passed}/{verdict.sample.drawn}" == want.pop("sample"), verdict.text
        assert verdict.sample.population == want.pop("population", verdict.sample.drawn)
        assert verdict.sample.unsure == want.pop("unsure", 0)
        why = want.pop("why", None)
        if why is not None:
            told = [f"{one.called}：{one.why}" for one in verdict.sample.failures]
            assert len(told) == len(why), told
            assert all(part in text for part, text in zip(why, told, strict=True)), told
    for text in _list(want.pop("text", ())):
        assert str(text) in verdict.text
    for name, value in want.pop("params", {}).items():
        assert verdict.params[name] == value
    if "files" in want:
        assert sorted({quote.file for quote in verdict.evidence}) == sorted(want.pop("files"))
    assert not want, f"want has unknown keys: {want}"
    assert verdict.text or verdict.outcome == "met" or verdict.reason in ("missing", "no_samples"), "a gap must say what it is"


def facts_from(path: str, data: Mapping[str, Any]) -> FileFacts:
    """One file of a vector."""
    rest = dict(data)
    if "unreadable" in rest:
        return make.unreadable(path, *_list(rest.get("is", ())), reason=rest["unreadable"])
    out = make.file(
        path,
        *_pieces(rest),
        *(_part(one) for one in rest.pop("parts", ())),
        kinds=_list(rest.pop("is", ())),
        title=rest.pop("title", ""),
        letters=rest.pop("letters", 400),
        statements=rest.pop("statements", 6),
        dates=_dates(rest.pop("dates", ())),
        marks=_marks(rest.pop("marks", None)),
        content=rest.pop("content", ""),
        fingerprint=rest.pop("fingerprint", ""),
    )
    assert not rest, f"{path} has unknown keys: {rest}"
    return out


def _param(data: Mapping[str, Any], rules: Mapping[str, Any]) -> Any:
    rest = dict(data)
    said = rest.pop("rule")
    want = rest.pop("want")
    reason = rest.pop("xfail", None)
    case = Case(
        name=rest.pop("name"),
        rule=rule(rules[said] if isinstance(said, str) else said),
        files=tuple(facts_from(path, one or {}) for path, one in rest.pop("files", {}).items()),
        profile=Profile(name=OWN, **rest.pop("profile", {})),
        as_of=date.fromisoformat(str(rest.pop("on", AS_OF))),
        excluded=frozenset(rest.pop("excluded", ())),
        scored={name: (Fraction(str(one["score"])), tuple(one["levels"])) for name, one in rest.pop("scored", {}).items()},
        industry=INDUSTRY if rest.pop("listed", True) else UNLISTED,
        want={"outcome": want} if isinstance(want, str) else want,
    )
    assert not rest, f"{case.name} has unknown keys: {rest}"
    marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
    return pytest.param(case, id=case.name, marks=marks)


def _part(data: Mapping[str, Any]) -> Piece:
    rest = dict(data)
    pieces = _pieces(rest)
    return make.part(
        rest.pop("title"),
        *pieces,
        kinds=_list(rest.pop("is", ())),
        hidden=rest.pop("hidden", False),
        letters=rest.pop("letters", 200),
        dates=_dates(rest.pop("dates", ())),
    )


def _pieces(rest: dict[str, Any]) -> list[Fact]:
    """Takes the facts out of the mapping."""
    out: list[Fact] = [_mention(one) for one in _list(rest.pop("says", ()))]
    out += [_promise(one) for one in _list(rest.pop("promises", ()))]
    out += [_table(kind, lines) for kind, lines in rest.pop("tables", {}).items()]
    for one in rest.pop("papers", ()):
        fields: dict[str, Any] = {name: value if name == "roles" else str(value) for name, value in one.items() if name not in ("kind", "holders")}
        out.append(make.paper(one["kind"], *_list(one.get("holders", ())), **fields))
    for role, names in rest.pop("names", {}).items():
        out += [make.by(OWN if name == "own" else name, role) for name in _list(names)]
    out += [make.code(text) for text in _list(rest.pop("codes", ()))]
    return out


def _mention(text: str) -> Fact:
    """`planned research_unit 2026-03-02 @培训!A2` in any order; behind `：` the words of the sentence, where they matter."""
    text, _, quote = text.partition("：")
    place = next((word[1:] for word in text.split() if word.startswith("@")), "")
    words = [word for word in text.split() if not word.startswith("@")]
    polarity = next((word for word in words if word in POLARITIES), "affirmed")
    concept = next(word for word in words if word not in POLARITIES and not word[0].isdigit())
    return make.says(concept, polarity, *(word for word in words if word[0].isdigit()), at=place, quote=quote)  # type: ignore[arg-type]


def _promise(text: str) -> Fact:
    """`response 24 hour 城区`, `old response 48 hour` (superseded), `planned response 2 hour`."""
    words = text.split()
    superseded = words[0] == "old"
    polarity = words[0] if words[0] in POLARITIES else "affirmed"
    if superseded or words[0] in POLARITIES:
        words = words[1:]
    subject, value, unit, *scope = words
    return make.promise(subject, value, unit, " ".join(scope), polarity=polarity, superseded=superseded)  # type: ignore[arg-type]


def _table(kind: str, lines: Sequence[str]) -> Fact:
    """A column may have a header of its own: `certificate_no=管理师证号`."""
    head, *rows = [[cell.strip() for cell in line.split("|")] for line in lines]
    named = dict(cell.split("=") for cell in head if "=" in cell)
    return make.table(kind, " ".join(cell.partition("=")[0] for cell in head), rows, headers=named)


def _marks(data: Mapping[str, Any] | None) -> Marks:
    if data is None:
        return ISSUED
    fields: dict[str, Any] = {name: str(value) if name in ("issued", "effective") else value for name, value in data.items()}
    for name in ("number", "approval", "draft", "void", "plan", "keyword_list", "hollow"):
        if name in fields:
            fields[name] = Source("段落2", fields[name])
    if "placeholders" in fields:
        fields["placeholders"] = tuple(Source(f"段落{number}", "____") for number in range(fields["placeholders"]))
    return Marks(**fields)


def _dates(value: Any) -> list[str]:
    return [str(one) for one in _list(value)]


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
