"""What surfaces call the workspace's codes: fields of a profile, audited actions."""

from scoring.profile import KIND_TITLES

_KINDS = {str(kind): title for kind, title in KIND_TITLES.items()}

TITLES = {
    "name": "企业名称",
    "uscc": "统一社会信用代码",
    "kind": "类型",
    "industry": "行业",
    "branches": "分支机构",
    "entrusted_outlets": "委托网点",
    "period_months": "审核期（月）",
    "exclusions": "删减",
    "whole_population": "不抽样的条款",
    "whole_up_to": "全数检查的上限",
}

ACTIONS = {
    "client.created": "新建客户",
    "client.updated": "修改客户资料",
    "client.archived": "归档客户",
    "client.restored": "取消归档",
    "file.added": "加入材料",
    "file.removed": "移除材料",
    "file.noted": "修改材料备注",
    "assessment.saved": "保存预评结果",
    "override.added": "记录人工结论",
    "override.revoked": "撤回人工结论",
    "note.added": "添加备注",
    "note.removed": "删除备注",
    "job.created": "提交任务",
    "job.started": "任务开始",
    "job.done": "任务完成",
    "job.failed": "任务失败",
    "job.cancelled": "任务取消",
    "job.interrupted": "任务中断",
    "job.cancel_requested": "请求取消任务",
    "rubric.imported": "导入评分表",
    "rubric.renamed": "评分表改名",
    "rubric.removed": "移除评分表",
    "erasure.made": "彻底删除客户",
    "lead.received": "收到线索",
    "lead.merged": "同一线索再次留言",
    "lead.deleted": "删除线索",
    "lead.expired": "线索到期删除",
    "lead.exported": "导出线索",
    "user.created": "新建用户",
    "user.password": "修改密码",
    "user.role": "修改角色",
    "user.disabled": "停用用户",
    "user.enabled": "启用或解锁用户",
    "user.bound": "绑定统一登录",
    "user.unbound": "解除统一登录",
    "user.assigned": "分配客户",
    "user.unassigned": "取消分配客户",
    "user.sessions_ended": "结束登录",
    "login.done": "登录成功",
    "login.tried": "尝试登录",
    "login.ended": "退出登录",
    "audit.acknowledged": "确认记录的缺口",
    "workspace.restored": "从备份恢复",
}


def action(code: str) -> str:
    """The Chinese name of an audited action; one that has none keeps its code."""
    return ACTIONS.get(code, code)


def value_shown(value: object) -> str:
    """A field of a profile as people read it: one value or several."""
    many = value if isinstance(value, list) else [value]
    shown = [f"{one['clause']} {one['reason']}" if isinstance(one, dict) else _KINDS.get(str(one), str(one)) for one in many if one not in (None, "")]
    return "、".join(shown) or "（空）"
