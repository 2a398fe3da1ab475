"""Words of all views, and the cleaning of texts that come from strangers' files."""

import re
from collections.abc import Mapping

from scoring.facts.quoting import one_line

OUTCOMES = {
    "met": "符合",
    "not_met": "不符合",
    "partial": "部分符合",
    "not_applicable": "删减",
    "unknown": "无法判断",
    "error": "出错",
}
OPEN = ("not_met", "partial", "unknown", "error")
PROVENANCE = {"working": "工作口径", "confirmed": "公开来源", "official": "正式分值"}
MODES = {"all_or_nothing": "全有或全无", "sample_ratio": "按抽样比例"}
SPECIAL_STATES = {"proposed": "拟定", "confirmed": "已确认", "dismissed": "已撤销"}
OVERRIDE_KINDS = {
    "condition": "条件结论",
    "on_site": "现场核查",
    "special": "特别扣分",
    "file_kind": "文件归类",
    "bonus": "特别加分",
}
OVERRIDE_STATES = {
    "active": "有效",
    "expired": "已过期",
    "to_review": "待复核",
    "no_target": "对象已不在",
    "superseded": "已被后来的结论取代",
}
GAP_STATES = ("未开始", "进行中", "待核实", "已完成", "不做")

STANDING = "预评，不是认证结论"
DISCLAIMER = "本报告由企业提供的材料按评分表逐条预评得出，供整改准备使用，不是认证结论；能否获证、获几星由认证机构的评审决定。"
WORKING = "“工作口径”的分值没有公开来源，是本工具自定的分配，只供排轻重缓急，不能当作标准的正式分值；带字母的编号是工作条目，不是标准条号。"
ADDING = "得分截取两位小数，不进位；失分＝涉及分－得分，按表中所列相减；合计先按精确值相加再截取，可能比逐行相加多百分之几分。"
_BASIS = "依据：只看交来的材料。每条结论都引用材料原文和位置；材料里没有的，一律按没有证据计。"
_SCORING = (
    "计分：非抽样条款全部条件符合才得分；抽样条款按合格数 ÷ 抽样数得分。实得分 ÷ 涉及项总分 × 满分，再扣特别扣分项，为最后得分。",
    "删减：只有评分表允许删减、并写明理由的条款才不计入总分；同时列出不删减时的得分供对照。",
    f"取位：{ADDING}等级按未截取的精确值判定，差一点也不算达到。",
    "确认分与可能分：看不清或互相矛盾的材料，确认分按不符合计，可能分按补清之后计。",
)
_AGAIN = "可重算：同一批材料、同一评分表、同一评定日，永远得到同一结果；评分过程不联网，不用大模型。"
LIMITS = (
    "材料的真伪、现场的实际运行、人员的实际能力，须由评审人员现场核实；现场核查清单见本报告。",
    "扫描件和照片靠文字识别读取，看不清的页已逐一列出；识别可能有误，以原件为准。",
    "整改的人日、前置天数是工作估计，与分值口径无关，请按企业实际调整。",
)
_POINTS = {"official": "正式", "confirmed": "公开来源", "working": "工作口径"}

_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_FIGURE = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_LINES = re.compile("[\u2028\u2029\x85]|\r\n?")


def clean(text: str) -> str:
    """Without what XML cannot hold and without marks that turn the direction of what follows (they disguise file names)."""
    return _TURNING.sub("", _BROKEN.sub("\ufffd", _LINES.sub("\n", text)))


def figure(text: str) -> str:
    """A decimal string as it is. Raises ValueError or TypeError for anything else: views draw and file figures as numbers."""
    if not _FIGURE.fullmatch(text):
        raise ValueError(text)
    return text


def short(text: str, most: int = 160) -> str:
    """A quotation in one line, no longer than `most` characters."""
    return one_line(text, most)


def estimates(provenance: Mapping[str, int]) -> str:
    """What of a plan is an estimate; `provenance` counts the clauses by where their points come from."""
    return f"分值：{points(provenance)}；人日和天数都是工作口径的估计；日期按日历天计算。"


def points(provenance: Mapping[str, int]) -> str:
    """1 条正式，42 条工作口径."""
    return "，".join(f"{provenance[mark]} 条{told}" for mark, told in _POINTS.items() if provenance.get(mark))


def method(scored: bool) -> tuple[str, ...]:
    """How the findings came about; what concerns points only where there are any."""
    return (_BASIS, *(_SCORING if scored else ()), _AGAIN)
