"""`xingping user …`: accounts on the command line of the server. Passwords come from the keyboard or standard input, never as an argument."""

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant.cli_client import Write, person, who
from assistant.errors import UsageError
from scoring.beijing import moment
from scoring.cli.chinese_parser import ChineseParser

if TYPE_CHECKING:
    from assistant.accounts import Accounts, Subject, User
    from assistant.workspace import Workspace

OK = 0
_ROLES = ("admin", "consultant", "enterprise", "viewer")


def add_user(commands: Any) -> None:
    """Adds the command and its own commands to a parser's subcommands."""
    user = commands.add_parser("user", help="账号：新建、角色、分配客户", description="管理账号。有了第一个账号，网页就要登录。")
    what = user.add_subparsers(title="命令", metavar="命令", dest="what", required=True, parser_class=ChineseParser)
    what.add_parser("list", help="列出用户", description="列出用户、角色、分配的客户。")
    add = _of_user(what, "add", "新建用户", "新建用户，提示输入密码。")
    add.switches.add_argument("--role", choices=_ROLES, required=True, metavar="角色", help=f"{'、'.join(_ROLES)}：管理员、顾问、企业用户、只读用户")
    add.switches.add_argument("--display", default="", metavar="姓名", help="记录里署的姓名，默认就是用户名")
    add.switches.add_argument("--client", action="append", default=[], metavar="客户", help="分配给他的客户，名称或编号（可多次）")
    add.switches.add_argument("--oidc", metavar="值", help="绑定的统一登录身份（用户编号或邮箱，见 docs/oidc.md）；这样就不提示密码")
    passwd = _of_user(what, "passwd", "改密码", "改密码：他的登录都会退出，锁定也解除。")
    for parser in (add, passwd):
        parser.switches.add_argument("--password-stdin", action="store_true", help="从标准输入读密码的第一行，不提示")
    role = _of_user(what, "role", "改角色", "改角色：他的登录都会退出。")
    role.values.add_argument("role", choices=_ROLES, metavar="角色", help="、".join(_ROLES))
    oidc = _of_user(what, "oidc", "绑定统一登录", "绑定或解除统一登录身份：他的登录都会退出。")
    oidc.values.add_argument("value", nargs="?", metavar="值", help="统一登录服务里的用户编号，按邮箱认人时是邮箱")
    oidc.switches.add_argument("--remove", action="store_true", help="解除")
    for name, text, description in (("assign", "分配客户", "让用户看到这个客户。"), ("unassign", "取消分配", "不再让用户看到这个客户。")):
        _of_user(what, name, text, description).values.add_argument("client", metavar="客户", help="客户的名称或编号")
    _of_user(what, "disable", "停用用户", "停用：不能再登录，做过的都保留。")
    _of_user(what, "enable", "启用或解锁用户", "重新启用，或解除输错密码的锁定。")
    sessions = _of_user(what, "sessions", "列出或结束登录", "列出用户现有的登录。")
    sessions.switches.add_argument("--end", action="store_true", help="全部结束")


def _of_user(what: Any, name: str, text: str, description: str) -> Any:
    parser = what.add_parser(name, help=text, description=description)
    parser.values.add_argument("name", metavar="用户", help="用户名")
    who(parser)
    return parser


def run(options: argparse.Namespace, write: Write) -> int:
    """Run one parsed command. Raises DeclaredError for what the user can mend."""
    from assistant.accounts import Accounts
    from assistant.accounts.lasting import Lasting
    from assistant.settings import get_settings
    from assistant.workspace import Workspace

    settings = get_settings()
    workspace = Workspace.open(settings)
    try:
        _USER[options.what](Accounts.of(workspace, Lasting.of(settings.session_idle_minutes, settings.session_hours)), workspace, options, write)
        return OK
    finally:
        workspace.close()


def _password(options: argparse.Namespace) -> str:
    """Typed twice, or the first line of standard input. Raises UsageError."""
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("没有可以输入密码的终端；请加 --password-stdin，从标准输入给出密码")
    password = getpass.getpass("密码：")
    if getpass.getpass("再输入一次：") != password:
        raise UsageError("两次输入的密码不同，没有改动")
    return password


def _list(accounts: "Accounts", workspace: "Workspace", _: argparse.Namespace, write: Write) -> None:
    names = {one.id: one.name for one in workspace.clients(archived=True)}
    for user in accounts.users():
        write(_shown(user, names))
    if not accounts.any():
        write("还没有账号：网页只在本机打开，不用登录；第一个用 xingping user add 名字 --role admin 新建")


def _shown(user: "User", names: dict[str, str]) -> str:
    from assistant.accounts import Role
    from assistant.accounts.values import ROLES

    state = "已停用" if user.disabled else f"锁定到 {moment(user.locked_until)}" if user.locked_until else ""
    clients = "全部客户" if user.role is Role.ADMIN else "、".join(sorted(names.get(one, one) for one in user.client_ids)) or "没有分配客户"
    through = f"统一登录 {user.subject.value}" if user.subject else "" if user.has_password else "没有密码，不能登录"
    return "  ".join(part for part in (user.signature, ROLES[user.role], clients, through, state) if part)


def _add(accounts: "Accounts", workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.accounts import Role

    clients = [workspace.find_client(one) for one in options.client]
    subject = _subject(options.oidc) if options.oidc is not None else None
    password = _password(options) if subject is None or options.password_stdin else None
    made = accounts.create(options.name, Role(options.role), password, person(options), options.display, subject=subject)
    for client in clients:
        accounts.assign(made.name, client.id, person(options))
    write(f"已新建用户：{_shown(accounts.user(made.name), {one.id: one.name for one in clients})}")


def _passwd(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    user = accounts.user(options.name)
    accounts.set_password(user.name, _password(options), person(options))
    write(f"已改密码：{user.name}；在各处的登录都已退出")


def _oidc(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    if options.remove == (options.value is not None):
        raise UsageError("请写明要绑定的值，或用 --remove 解除")
    user = accounts.bind(options.name, None if options.remove else _subject(options.value), person(options))
    if user.subject is not None:
        write(f"已绑定：{user.name} 用统一登录 {user.subject.value}（{user.subject.issuer}）")
    else:
        write(f"已解除：{user.name}" + ("" if user.has_password else f"；他没有密码，要登录请运行 xingping user passwd {user.name}"))


def _subject(value: str) -> "Subject":
    """Of the provider that is set up. Raises UsageError where there is none, RefusedError for what cannot be one."""
    from assistant.accounts.subjects import subject_of
    from assistant.settings import get_settings

    settings = get_settings()
    if not settings.oidc_issuer:
        raise UsageError("还没有接入统一登录，请先设置 XINGPING_OIDC_ISSUER 等环境变量（见 docs/oidc.md），再绑定")
    return subject_of(settings.oidc_issuer, settings.oidc_claim, value.strip())


def _role(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    from assistant.accounts import Role
    from assistant.accounts.values import ROLES

    write(f"已改角色：{options.name}，{ROLES[accounts.set_role(options.name, Role(options.role), person(options)).role]}")


def _assign(accounts: "Accounts", workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    client = workspace.find_client(options.client)
    accounts.assign(options.name, client.id, person(options))
    write(f"已分配：{options.name} 能看到 {client.name}")


def _unassign(accounts: "Accounts", workspace: "Workspace", options: argparse.Namespace, write: Write) -> None:
    client = workspace.find_client(options.client)
    accounts.unassign(options.name, client.id, person(options))
    write(f"已取消：{options.name} 看不到 {client.name} 了")


def _disable(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    accounts.disable(options.name, person(options))
    write(f"已停用：{options.name}")


def _enable(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    accounts.enable(options.name, person(options))
    write(f"已启用：{options.name}")


def _sessions(accounts: "Accounts", _: "Workspace", options: argparse.Namespace, write: Write) -> None:
    if options.end:
        write(f"已结束 {accounts.end_sessions(options.name, person(options))} 个登录")
        return
    for one in accounts.sessions(options.name):
        write(f"{one.id}  {moment(one.created_at)} 登录，最近 {moment(one.seen_at)}")


_USER: dict[str, Callable[["Accounts", "Workspace", argparse.Namespace, Write], None]] = {
    "list": _list,
    "add": _add,
    "passwd": _passwd,
    "oidc": _oidc,
    "role": _role,
    "assign": _assign,
    "unassign": _unassign,
    "disable": _disable,
    "enable": _enable,
    "sessions": _sessions,
}
