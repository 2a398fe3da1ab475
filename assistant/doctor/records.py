"""The database and what it speaks of: opens, of today's schema, its log whole at the end, its contents there."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from assistant import alive
from assistant.doctor.finding import Finding
from assistant.settings import Settings
from assistant.workspace import jobs, log, schema
from assistant.workspace.anchor import noted_head, passes
from assistant.workspace.audit import row_hash
from assistant.workspace.database import FILE, Database, place, utc_now
from assistant.workspace.scope import Scope
from assistant.workspace.store import NAME
from assistant.workspace.tables import AuditRow
from assistant.workspace.transactions import ALIVE, AUDIT, STORE
from assistant.workspace.workspace import DEFAULT_ORGANISATION

_LAST = 500  # entries of the log that are looked at; `xingping audit verify` looks at all
_LATE = timedelta(minutes=5)
_RESTORE = "请用 xingping restore 从备份恢复"


def records(settings: Settings) -> Iterator[Finding]:
    """Raises WorkspaceError where it does not open."""
    file = settings.data_dir / FILE
    if not settings.database_url and not file.exists():
        yield Finding("database", "资料库", "ok", "还没有，首次启动时会建")
        return
    with closing(Database(place(settings.data_dir, settings.database_url))) as database:
        kind = "SQLite" if database.sqlite else f"PostgreSQL {database.url.host}"
        with database.snapshot() as connection:
            found = schema.current(connection)
        if found is not None and found not in schema.REVISIONS:
            yield Finding("database", "资料库", "bad", "是更新版本的程序建的，这个版本打不开", "请升级程序")
            return
        if found != schema.HEAD:
            yield Finding("database", "资料库", "warn", f"{kind}，表结构是旧的（{found or '空'}）", "下次启动时自动升级；升级前请先备份数据目录")
            return
        yield Finding("database", "资料库", "ok", f"{kind} 打得开，表结构 {found}")
        with database.read(DEFAULT_ORGANISATION) as scope:
            yield from log_end(scope, settings)
            yield from clock(scope, utc_now())
            yield from contents(scope, settings)
            yield from cut_off(scope, settings)


def log_end(scope: Scope, settings: Settings) -> Iterator[Finding]:
    """Whether the last entries hang together, end where the head says and go through the anchor."""
    head = scope.head()
    rows = scope.entries(AuditRow.seq > head.rows - _LAST, order=AuditRow.seq, limit=_LAST + 1)
    linked = all(after.previous == before.sha256 and after.seq == before.seq + 1 for before, after in pairwise(rows))
    whole = not rows if not head.rows else bool(rows) and (rows[-1].seq, rows[-1].sha256) == (head.rows, head.sha256)
    anchored = passes(scope, noted_head(settings.data_dir / AUDIT, scope.organisation))
    if linked and whole and anchored and all(row_hash(row) == row.sha256 for row in rows):
        yield Finding("audit", "操作记录", "ok", f"{head.rows} 条，最近 {len(rows)} 条逐条相符")
    else:
        yield Finding("audit", "操作记录", "bad", "最近的记录接不上或被改过", "用 xingping audit verify 看是哪一条")


def clock(scope: Scope, now: datetime) -> Iterator[Finding]:
    """Not before what was written down last."""
    for last in scope.entries(AuditRow.seq == scope.head().rows, order=AuditRow.seq, limit=1):
        try:
            ahead = datetime.fromisoformat(last.at).astimezone(UTC) - now
        except ValueError:  # tampered with: the log's own check tells
            return
        if ahead > _LATE:
            told = f"本机时钟比最后一条记录早（{last.at[:16].replace('T', ' ')} UTC）"
            yield Finding("clock", "时钟", "bad", told, "请校准时钟，否则评定日和期限会算错")
        else:
            yield Finding("clock", "时钟", "ok", "不早于最后一条记录")


def contents(scope: Scope, settings: Settings) -> Iterator[Finding]:
    """Whether all that rows speak of is there; what is in it is for `xingping audit verify`."""
    folder = settings.data_dir / STORE
    spoken = log.contents(scope)
    there = {name for path in folder.glob("??/*") if NAME.fullmatch(name := path.relative_to(folder).as_posix())}
    missing, extra = sorted(spoken - there), there - spoken
    if missing:
        yield Finding("contents", "材料内容", "bad", f"缺 {len(missing)} 份：{'、'.join(missing[:3])}", _RESTORE)
    if extra:
        yield Finding("contents", "材料内容", "warn", f"有 {len(extra)} 份没有登记（上传中断留下的）", "只占空间，不影响使用")
    if not missing:
        yield Finding("contents", "材料内容", "ok", f"登记的 {len(spoken)} 份都在")


def cut_off(scope: Scope, settings: Settings) -> Iterator[Finding]:
    """Gradings whose process is gone; the next start tells them interrupted."""
    folder = settings.data_dir / ALIVE
    dead = jobs.lost(scope, lambda row: row.owner != jobs.NEXT_START and not (row.owner and alive.holds(folder, row.owner)))
    if dead:
        yield Finding("jobs", "预评任务", "warn", f"有 {len(dead)} 次随进程中断了", "下次启动时记为中断，请重新预评")
