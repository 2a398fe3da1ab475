"""Who the customer of a record is, where no header says so: whatever identifies somebody in each row."""

import re
from collections.abc import Mapping, Sequence

from scoring.documents.normalise import HAN, normalise
from scoring.facts.record_columns import is_nothing, is_time_alone
from scoring.facts.record_lexicon import KindRule, record_lexicon

KINDS = frozenset(
    {
        "repair_record",
        "complaint_record",
        "installation_record",
        "delivery_record",
        "return_record",
        "visit_record",
        "active_service_record",
        "customer_training_record",
    }
)
_SAMPLE = 60
_LEAST_CELLS = 2
_SHARE = 0.6
_TWINS = 0.5  # of the rows in which both hold something
_DISTINCT = 0.6  # customers differ from row to row, those who serve them come again and again
_SIGNS = ("sign", "receiver")
# Columns that speak of somebody else, or of the record itself.
_OTHERS = frozenset(
    {
        "serial", "id", "ref", "visit_no", "sign", "receiver", "staff", "installer", "visitor", "checker", "trainer", "dept", "leader",
        "organisation", "parts", "part_name", "stock", "quantity", "amount", "price", "status", "result", "action", "fault", "cause",
        "content", "finding", "score", "score_total", "visit", "note", "source", "region", "region_sales", "region_cover", "tier_area", "priority",
        "type", "choice", "fault_class", "unit_word", "solved", "post", "outlet", "channel_no", "contract_no", "certificate_no",
    }
)  # fmt: skip
_CODE = re.compile(r"[a-z]{0,6}[-_/ ]?\d[\w\-/]*")
_HAN_CELL = re.compile(rf"[{HAN}]")
# 尾号 1234, 旺旺 abc, 138****1234, 豫A·12345, 3 栋 502, user_881, 糯***3
_TAIL = re.compile(
    r"(?:手机|电话|卡|订单|账号|会员)?(?:尾号|末四位|后四位|尾)[:：]? ?\d{3,6}|\*{2,8}\d{2,4}"
    r"|1\d{2}[\d*x]{4,8}\d{0,4}|0\d{2,3}-\d{6,8}"
)
_MASKED = re.compile(r"[\w一-鿿]{0,8}\*{1,6}[\w一-鿿]{0,8}")
_PLATE = re.compile(rf"[{HAN}][a-z][·.\- ]?[a-z0-9]{{4,7}}")
_ROOM = re.compile(rf"(?:[{HAN}]{{2,14}})?\d{{1,4}}(?:号楼?|栋|幢|座|单元|#)[\-\d{HAN}]{{0,10}}|\d{{1,3}}-(?:\d{{1,2}}-)?\d{{3,4}}室?")
_SITES = re.compile(
    rf"[{HAN}a-z0-9()·]{{2,24}}(?:学校|[小中大]学|高中|学院|幼儿园|医院|卫生院|公司|工厂|厂|店|酒店|物业|小区|花园|苑|府|村|镇|乡|局|站"
    r"|项目部|项目|电站|园|馆|中心|集团|合作社)"
)


def with_customer(rule: KindRule, roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> dict[str, int]:
    """The roles with a customer: the twin of the signature, else the column that identifies somebody best."""
    out = dict(roles)
    if rule.name not in KINDS or "customer" not in rule.roles:
        return out
    given = out.get("customer")
    if given is not None and not (fields[given] in ("project", "id") and _codes(columns[given])):
        return out
    found = _twin(out, fields, columns)
    if found is None:
        taken = set(out.values()) - {column for role, column in out.items() if role in ("name", "phone", "address", "product", "customer")}
        ranked = [(worth, -column) for column in range(len(columns)) if column not in taken and (worth := _worth(fields[column], columns[column]))]
        found = -max(ranked)[1] if ranked else None
    if found is None or found == given:
        return out
    if given is not None and "id" in rule.roles and "id" not in out:
        out["id"] = given
    return out | {"customer": found}


def _codes(cells: Sequence[str]) -> bool:
    sample = _sample(cells)
    return bool(sample) and sum(bool(_CODE.fullmatch(cell)) for cell in sample) >= _SHARE * len(sample)


def _twin(roles: Mapping[str, int], fields: Sequence[str], columns: Sequence[Sequence[str]]) -> int | None:
    """The column whose names the signatures repeat."""
    for sign in (roles[role] for role in _SIGNS if role in roles):
        for column, cells in enumerate(columns):
            if column == sign or fields[column] in ("staff", "installer", "visitor", "checker", "trainer"):
                continue
            both = [(one, two) for one, two in zip(cells, columns[sign], strict=True) if not is_nothing(one) and not is_nothing(two)]
            same = [one for one, two in both if one.strip() == two.strip()]
            if len(same) >= _LEAST_CELLS and len(same) >= _TWINS * len(both) and len(set(same)) >= _LEAST_CELLS:
                return column
    return None


def _worth(field: str, cells: Sequence[str]) -> float:
    """How well a column identifies the customer of each row; 0 if it does not."""
    sample = _sample(cells)
    if len(sample) < _LEAST_CELLS or field in _OTHERS or len(set(sample)) < _LEAST_CELLS:
        return 0.0
    names, distinct = record_lexicon().by_cells, len(set(sample)) >= _DISTINCT * len(sample)
    known = field in ("name", "contact", "consignee", "project")
    if _share(names["customer"], sample) or _share(_SITES, sample):
        return 5.0
    if _share(names["name"], sample) and (known or (distinct and not field)):
        return 4.0
    for worth, pattern in ((3.0, _TAIL), (2.5, _MASKED), (2.0, _PLATE), (1.5, _ROOM)):
        if _share(pattern, sample):
            return worth
    return 1.0 if field == "phone" else 0.5 if field == "address" and distinct else 0.0


def _sample(cells: Sequence[str]) -> list[str]:
    return [normalise(cell).strip() for cell in cells if not is_nothing(cell) and not is_time_alone(cell)][:_SAMPLE]


def _share(pattern: re.Pattern[str], sample: Sequence[str]) -> bool:
    return sum(bool(pattern.fullmatch(cell)) for cell in sample) >= _SHARE * len(sample)
