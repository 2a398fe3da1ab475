"""One class that surfaces call: it wires workspace, grading, plan, comparison, reports and guidance, and derives nothing itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.errors import DeclaredError, UsageError
from assistant.workbench.changes import newer_than
from assistant.workbench.days import sensible
from assistant.workbench.decisions import outcome_of_recording, said_of
from assistant.workbench.guide import Dates
from assistant.workbench.originals import paper_of
from assistant.workbench.results import Results, from_today, next_level
from assistant.workbench.rubrics import Known, Rubrics
from assistant.workbench.running import Runner
from assistant.workbench.samples import SAMPLE, sample_files, sample_profile
from assistant.workspace import Workspace
from assistant.workspace.clients import profile_fields
from assistant.workspace.errors import NotFoundError, RefusedError, WorkspaceError
from assistant.workspace.grading import grade
from assistant.workspace.values import Assessment, Client, Job, Note, StoredFile
from scoring.plan import Wish
from scoring.rubric import Rubric
from scoring.rubric.loader import DEFAULT

if TYPE_CHECKING:
    from assistant.knowledge.library import StoredDocument
    from assistant.service import Service
    from assistant.settings import Settings

Json = Mapping[str, Any]


class Workbench:
    """One per process, shared by threads. Every method raises DeclaredError with one Chinese line; `who` is the person acting."""

    def __init__(self, service: "Service", workspace: Workspace | None = None) -> None:
        self._service = service
        self.settings: Settings = service.settings
        self.workspace = workspace or Workspace.open(self.settings)
        self._rubrics = Rubrics(self.settings.data_dir / "rubrics")
        self._results = Results(self.workspace, self._rubrics)
        self._runner = Runner(self.workspace)

    def close(self) -> None:
        self._runner.stop()
        self.workspace.close()

    @property
    def upload_limit(self) -> int:
        """Bytes of one upload: archives may be larger than single files."""
        return self.workspace.limits.archive_bytes

    # -- clients

    def clients(self) -> list[Client]:
        return self.workspace.clients()

    def client(self, client: str) -> Client | None:
        """None for one that is not there or is put aside: the page falls back to choosing."""
        try:
            found = self.workspace.client(client) if client else None
        except NotFoundError:
            return None
        return found if found is not None and found.archived_at is None else None

    def save_client(self, client: str, fields: Mapping[str, Any], who: str) -> Client:
        """Create it, or change it where `client` is not empty."""
        return self.workspace.update_client(client, fields, _name(who)) if client else self.workspace.create_client(fields, _name(who))

    def check_exclusions(self, clauses: Iterable[str]) -> None:
        """Raises UsageError for one that no rubric lets be excluded: better told now than after the grade."""
        known = [clause for rubric in self.rubrics() for clause in self.rubric(rubric.id).clauses()]
        for name in clauses:
            found = [one for one in known if one.id == name]
            if not any(one.excludable for one in found):
                raise UsageError(f"{name} {found[0].title}不是可以删减的条款" if found else f"评分表里没有条款 {name}，不能删减")

    def archive(self, client: str, who: str) -> None:
        self.workspace.archive_client(client, _name(who))

    def notes(self, client: str) -> list[Note]:
        return self.workspace.notes(client)

    def add_note(self, client: str, text: str, who: str) -> None:
        self.workspace.add_note(client, text, _name(who))

    def offers_sample(self) -> bool:
        """Whether there is a sample enterprise that is not among the clients yet; a corpus of one's own need not have any."""
        try:
            name = sample_profile(self.settings.corpus_dir).name
        except UsageError:
            return False
        return all(one.name != name for one in self.clients())

    def sample(self, who: str) -> Client:
        """The sample enterprise with its papers, being graded; the one that is there already if it is."""
        profile = sample_profile(self.settings.corpus_dir)
        found = [one for one in self.clients() if one.name == profile.name]
        if found:
            return found[0]
        client = self.workspace.create_client(profile_fields(profile), _name(who))
        self.workspace.add_files(client.id, sample_files(self.settings.corpus_dir), _name(who))
        self.start_grading(client.id, SAMPLE.as_of, DEFAULT, who)
        return client

    # -- papers

    def files(self, client: str) -> list[StoredFile]:
        return self.workspace.files(client)

    def put_file(self, client: str, path: str, body: Path, who: str) -> None:
        """Store one file under the name it was uploaded with. Raises RefusedError, too, for what is not taken."""
        refused = self.workspace.add_files(client, [(path, body)], _name(who)).refused
        if refused:
            raise RefusedError(refused[0].text)

    def remove_file(self, client: str, file: str, who: str) -> None:
        if self.workspace.file(file).client_id != client:
            raise NotFoundError("这份材料不属于当前客户")
        self.workspace.remove_file(file, _name(who))

    def page(self, client: str, sha256: str, page: int, quote: str) -> bytes:
        """A page of one of the client's papers as PNG, the quote framed."""
        from scoring.page_view import Spot, page_view

        name, data = paper_of(self.workspace, client, sha256)
        return page_view(data, Spot(name, page, quote), self.settings.data_dir / "facts", self.workspace.limits)

    # -- grading

    def rubrics(self) -> list[Known]:
        return self._rubrics.all()

    def rubric(self, rubric: str) -> Rubric:
        return self._rubrics.load(rubric)

    def rubric_of(self, assessment: str) -> str:
        """The choice that a grade was made by; "" for one that is no choice any more."""
        made = self.workspace.assessment(assessment)
        return self._rubrics.choice(made.rubric_sha256)

    def export_rubric(self, rubric: str) -> tuple[bytes, str]:
        return self._rubrics.export(rubric), f"评分表-{rubric}.xlsx"

    def import_rubric(self, file: Path) -> Known:
        return self._rubrics.add(file.read_bytes(), file.name)

    def start_grading(self, client: str, as_of: date, rubric: str, who: str) -> Job:
        return self._runner.start(client, sensible(as_of, "评定日"), self._rubrics.name(rubric), _name(who))

    def job(self, job: str) -> Job | None:
        try:
            return self.workspace.job(job)
        except NotFoundError:
            return None

    def latest_job(self, client: str) -> Job | None:
        listed = self.workspace.jobs(client)
        return listed[0] if listed else None

    def cancel(self, client: str, job: str, who: str) -> None:
        if self.workspace.job(job).client_id != client:
            raise NotFoundError("这次预评不属于当前客户")
        self.workspace.cancel_job(job, _name(who))

    def assessments(self, client: str) -> list[Assessment]:
        return self.workspace.assessments(client)

    def shown(self, client: str, assessment: str) -> str:
        """The assessment to look at: the one asked for if it is the client's, else the newest, else none."""
        listed = [one.id for one in self.assessments(client)]
        return assessment if assessment in listed else (listed[0] if listed else "")

    def result(self, assessment: str) -> Json:
        """The result document without its facts."""
        return self._results.document(assessment)

    def changed_since(self, client: str, assessment: str) -> bool:
        """Whether papers came or went after a grade."""
        return newer_than(self.workspace.assessment(assessment), self.files(client))

    # -- decisions

    def record(self, assessment: str, values: Mapping[str, str], who: str) -> Assessment:
        """Record what a person concludes on a grade, and grade again with it."""
        from scoring.overrides.record import recorded

        if not who.strip():
            raise UsageError("请先在右上角填写操作人姓名，再记录结论")
        made = self.workspace.assessment(assessment)
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        signed = {"who": who, "when": moment, "reason": values.get("reason", ""), "until": values.get("until", "")}
        one = recorded(self.result(assessment), said_of(values), **signed, today=date.fromisoformat(made.as_of))
        self.workspace.add_override(made.client_id, one.model_dump(mode="json", exclude_none=True), who)
        return self._again(made, who, "结论已记下")

    def told_of_decision(self, before: str, after: Assessment) -> str:
        """What a decision did between two grades, in Chinese."""
        fresh = set(after.overrides) - set(self.workspace.assessment(before).overrides)
        return outcome_of_recording(self.result(before), self.result(after.id), fresh)

    def revoke(self, assessment: str, override: str, who: str) -> Assessment:
        made = self.workspace.assessment(assessment)
        if override not in {one.id for one in self.workspace.overrides(made.client_id, revoked=True)}:
            raise NotFoundError("这条人工结论不属于当前客户")
        self.workspace.revoke_override(override, "在页面上撤回", _name(who))
        return self._again(made, who, "已撤回")

    def _again(self, made: Assessment, who: str, done: str) -> Assessment:
        """The same grade with today's decisions: papers were read before, so it takes a moment only. `done` stands even where that fails."""
        rubric = self._rubrics.name_of(made.rubric_sha256, made.rubric_id)
        try:
            return grade(self.workspace, made.client_id, date.fromisoformat(made.as_of), rubric, who=_name(who), note=AFTER_DECISION)
        except DeclaredError as problem:
            raise WorkspaceError(f"{done}，但没能重新评分：{problem}；解决后再预评一次") from problem

    # -- what follows from grades

    def plan(self, assessment: str, wish: Wish) -> Json:
        return self._results.plan(assessment, wish)

    def gantt(self, plan: Json, narrow: bool = False) -> bytes:
        """The plan as SVG for a page, or for a narrow one, with today marked."""
        from scoring.plan.gantt import NARROW, WIDE, gantt

        return gantt(plan, NARROW if narrow else WIDE, date.today())

    def comparison(self, client: str, before: str, after: str) -> Json:
        """Of two of the client's grades."""
        from scoring.compare.document import to_json

        if not {before, after} <= {one.id for one in self.assessments(client)}:
            raise NotFoundError("要对比的预评不属于当前客户，请重新选择")
        return to_json(self._results.compared(before, after))

    def trend(self, client: str) -> list[dict[str, Any]]:
        """By the newest grade's rubric; of each day the newest grade."""
        from scoring.compare import trend

        listed = self.assessments(client)
        newest: dict[str, str] = {}
        for one in listed[:_TREND]:
            if one.rubric_id == listed[0].rubric_id:
                newest.setdefault(one.as_of, one.id)
        return trend(self.result(one) for one in newest.values())

    def rubric_titles(self, assessments: Sequence[Assessment]) -> dict[str, str]:
        """What the rubrics of these grades are called, by assessment; an imported one under its own name."""
        return {one.id: self._rubrics.title_of(one.rubric_sha256, one.rubric_id) for one in assessments}

    def report(self, assessment: str, kind: str, wish: Wish | None = None) -> tuple[bytes, str]:
        """A report and the name it is saved under."""
        from assistant.workbench.papers import report

        made = self.workspace.assessment(assessment)
        plan = self.plan(assessment, replace(wish, start=wish.start or from_today(self.result(assessment)))) if wish is not None else None
        return report(self._results.bytes(assessment), plan, kind), f"{self.workspace.client(made.client_id).name}-预评报告-{made.as_of}.{kind}"

    def import_gaps(self, assessment: str, file: Path, who: str) -> str:
        """A gap list of this grade that people filled in; what was done with it, in Chinese."""
        from assistant.workbench.gap_notes import import_gap_list

        client = self.workspace.assessment(assessment).client_id
        return import_gap_list(self.workspace, client, self.result(assessment), file.read_bytes(), _name(who))

    def materials(self, client: str) -> Json:
        """The application checklist, by the newest grade where there is one."""
        from assistant.workbench.guide import materials

        shown = self.shown(client, "")
        return materials(self.workspace.profile(client), self._results.bytes(shown) if shown else None, self._service.sources())

    def timeline(self, client: str, dates: Dates) -> Json:
        """From the day the plan to the next level is done, where that is asked for and there is a grade."""
        from assistant.workbench.guide import timeline

        shown = self.shown(client, "") if dates.by_plan else ""
        result = self.result(shown) if shown else {}
        planned = self.plan(shown, Wish(next_level(result), from_today(result))) if "score" in result else None
        start, wanted = sensible(dates.start, "开始日"), sensible(dates.wanted, "希望拿证日") if dates.wanted is not None else None
        return timeline(replace(dates, start=start, wanted=wanted), planned, self._service.sources())

    def table(self, client: str, what: str, kind: str, dates: Dates) -> tuple[bytes, str]:
        """Checklist or timeline as a file, and its name."""
        from assistant.workbench.guide import table

        document = self.materials(client) if what == "materials" else self.timeline(client, dates)
        name = {"materials": "申请材料清单", "timeline": "时间安排"}[what]
        return table(what, kind, document), f"{self.workspace.client(client).name}-{name}.{kind}"

    # -- the knowledge base

    def library(self) -> "Sequence[StoredDocument]":
        return self._service.user_documents()

    def add_to_library(self, file: Path) -> None:
        self._service.add_documents([file])
        self._service.build_index()

    def remove_from_library(self, name: str) -> None:
        self._service.remove_document(name)
        self._service.build_index()

    def corpus_size(self) -> tuple[int, int]:
        """Passages and questions of the curated part."""
        corpus = self._service.searcher().corpus
        return len(corpus.passages), len(corpus.faq)


AFTER_DECISION = "人工结论后重算"
_TREND = 24  # grades that the trend goes back


def _name(who: str) -> str:
    """Until there are accounts, somebody without a name is whoever sits at this machine."""
    return who.strip() or "本机用户"
