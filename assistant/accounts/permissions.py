"""The one place that says who may do what. Pages, API and downloads all ask `may`."""

from collections.abc import Mapping
from enum import StrEnum

from assistant.accounts.errors import ForbiddenError
from assistant.accounts.values import ROLES, Role, User


class Action(StrEnum):
    """The value is what it is called when it is refused."""

    # on a client
    LOOK = "查看这个企业"
    UPLOAD = "上传材料"
    REMOVE = "移除材料"
    GRADE = "开始或取消预评"
    EDIT = "修改企业档案"
    REMARK = "记备注或导入差距清单"
    CONCLUDE = "记录或撤回人工结论"
    ARCHIVE = "归档或取消归档客户"
    ERASE = "彻底删除客户"
    # on what the organisation shares
    CREATE = "新建客户"
    LIBRARY = "查看知识库里的自有文档"
    LIBRARY_CHANGE = "增删知识库文档"
    RUBRICS = "查看本机构导入的评分表"
    RUBRICS_CHANGE = "导入、改名或移除评分表"
    LEADS = "查看、导出和删除访客线索"
    COMMON = "使用公共功能"  # what is the same for every client: shipped rubrics, the size of the corpus


SHARED = frozenset({Action.CREATE, Action.LIBRARY, Action.LIBRARY_CHANGE, Action.RUBRICS, Action.RUBRICS_CHANGE, Action.LEADS, Action.COMMON})

TABLE: Mapping[Role, frozenset[Action]] = {
    Role.ADMIN: frozenset(Action),
    Role.CONSULTANT: frozenset(Action) - {Action.LIBRARY_CHANGE, Action.RUBRICS_CHANGE, Action.ERASE},
    Role.ENTERPRISE: frozenset({Action.LOOK, Action.UPLOAD, Action.REMOVE, Action.GRADE, Action.COMMON}),
    Role.VIEWER: frozenset({Action.LOOK, Action.COMMON}),
}


def may(user: User, action: Action, client_id: str | None = None) -> bool:
    """Whether the user may do it, to that client where it is done to one. A disabled user may nothing."""
    if user.disabled or action not in TABLE[user.role]:
        return False
    return action in SHARED or (client_id is not None and user.reaches(client_id))


def require(user: User, action: Action, client_id: str | None = None) -> None:
    """Raises ForbiddenError unless the user may."""
    if not may(user, action, client_id):
        raise ForbiddenError(f"您的账号（{ROLES[user.role]}）不能{action.value}；需要的话请联系管理员")
