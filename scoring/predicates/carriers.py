"""Whether something is said in public: ruling 13."""

import re
from collections.abc import Collection

from scoring.documents.normalise import normalise
from scoring.evidence import Commitment, Evidence, Paper

# What customers get into their hands, and what stays in the house.
_SLIP = re.compile(
    r"(?:单|票|据|卡|卡片|券|联|贴|牌|回执|短信|话术|快捷语|快捷回复|常用语|自动回复|欢迎语|告家长书|背面|条款|须知|公示栏|公告栏|公示|海报|折页|传单|"
    r"易拉宝|展板|详情页|页面|告知书|温馨提示|朋友圈|推文|leaflet|flyer|poster|card)$"
)
# Behind what a slip is called: 收据（第二联）, 小票样张, 提货单 2.
_TRAILER = re.compile(
    r"\s*(?:[(（\[【][^()（）\[\]【】]{0,16}[)）\]】]|样张|样本|样式|样稿|定稿|终稿|印刷稿|文案|存档|照片|扫描件?|复印件|正面|背面|\d{4}年?[春夏秋冬]?季?|[\d_.-]{1,8})\s*$"
)
_INTERNAL = re.compile(
    r"投诉|客诉|反馈|检查|考核|整改|采购|供应商|供方|进货|验货|培训|案例|会议|纪要|内部|清单|名单|岗位|竞品|同行|摘录|制度|管理|台账|记录|登记|"
    r"统计|报表|值班|排班|交接|盘点|入库|出库|领料|领用|借用|报销|工单|派工|任务单|申请|审批|合同评审|话术检查|手册|规程|规范|办法|计划|方案|决议|任命"
)
# How one speaks to a customer, and to nobody else.
_ADDRESS = re.compile(
    r"您|(?:^|[\s,。;!\]】:])亲{1,2}[,!~ 爱]|(?:尊敬的|亲爱的|各位|致)[^,。;]{0,6}(?:顾客|客户|用户|业主|会员|朋友|家长|车主|买家)|(?:感谢|谢谢)你"
)
_TO_STAFF = re.compile(r"(?:给|对|问|请|向|让|为|跟|告诉)[^,。;]{0,4}[“\"「]|[“\"「][^”\"」]{0,30}您[^”\"」]{0,30}[”\"」]")


def faces_public(evidence: Evidence, paper: Paper, section: int) -> bool:
    """The carrier faces customers, or says in the same paper where it is posted, printed or published.

    What is said ahead of the first chapter (本规程全文公布于官网) holds for all chapters.
    """
    if paper.kinds(section) & evidence.frame.kinds.customer_facing or handed_out(evidence, paper):
        return True
    around = set(paper.lineage(section)) - {0} or {0}
    return any(
        one.concept == "public_place" and one.polarity == "affirmed" and (one.section == 0 or around & set(paper.lineage(one.section)))
        for one in paper.facts.mentions
    )


def handed_out(evidence: Evidence, paper: Paper) -> bool:
    """A paper of no other kind that is called a slip, a notice or the like, or that speaks to customers."""
    return not paper.facts.sections[0].kinds and (named_as_slip(paper) or _speaks_to_customers(paper)) and not _keeps_records(evidence, paper)


def named_as_slip(paper: Paper) -> bool:
    return any(_is_slip(name) and not _INTERNAL.search(name) for name in _names(paper))


def loose_commitments(evidence: Evidence, subject: str) -> tuple[Commitment, ...]:
    """Promises on papers of no kind that customers get into their hands: a card in the parcel, a set of chat replies."""
    return tuple(
        one
        for one in evidence.commitments((subject,))
        if not one.paper.kinds(one.promise.section) and (handed_out(evidence, one.paper) or faces_public(evidence, one.paper, one.promise.section))
    )


def _names(paper: Paper) -> tuple[str, str]:
    return normalise(paper.facts.title), normalise(paper.facts.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])


def _is_slip(name: str) -> bool:
    for _ in range(3):
        if _SLIP.search(name):
            return True
        name, cut = _TRAILER.subn("", name)
        if not cut:
            return False
    return _SLIP.search(name) is not None


def _speaks_to_customers(paper: Paper) -> bool:
    """At least two of its sentences do, and a quarter of them; a manual that tells the staff what to say is none."""
    if any(_INTERNAL.search(name) for name in _names(paper)):
        return False
    said = {normalise(one.source.quote) for one in paper.facts.mentions} | {normalise(one.source.quote) for one in paper.facts.promises}
    spoken = [text for text in said if _ADDRESS.search(text) and not _TO_STAFF.search(text)]
    return len(spoken) >= 2 and len(spoken) * 4 >= len(said)


def _keeps_records(evidence: Evidence, paper: Paper) -> bool:
    return any(table.kind in evidence.frame.kinds.records and table.records for table in paper.facts.tables)


def unread_carriers(evidence: Evidence, kinds: Collection[str], public: bool) -> Collection[str]:
    """The kinds among which a file that could not be read may say it: those asked for, else those that customers see."""
    return kinds or (evidence.frame.kinds.customer_facing if public else ())
