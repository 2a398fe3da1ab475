"""One class that surfaces call: it wires workspace, grading, plan, comparison, reports and guidance, and derives nothing itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answering.opened import Opened
from assistant.errors import UsageError
from assistant.today import today
from assistant.workbench.changes import changes_since
from assistant.workbench.client_room import ClientRoom
from assistant.workbench.days import sensible
from assistant.workbench.decision_room import DecisionRoom
from assistant.workbench.guide import Dates
from assistant.workbench.lead_room import LeadRoom
from assistant.workbench.library_room import LibraryRoom
from assistant.workbench.results import TREND, from_today, next_level
from assistant.workbench.room import named
from assistant.workbench.rubric_room import RubricRoom
from assistant.workbench.samples import SAMPLE, sample_files, sample_profile
from assistant.workspace.clients import profile_fields
from assistant.workspace.errors import NotFoundError, RefusedError
from assistant.workspace.inside import Inside
from assistant.workspace.values import Assessment, Client, Job, StoredFile
from scoring.pack.opening import PROFILE_NAMES
from scoring.plan import Wish
from scoring.rubric.loader import DEFAULT

if TYPE_CHECKING:
    from assistant.workbench.gap_notes import Remark

Json = Mapping[str, Any]


class Workbench(ClientRoom, RubricRoom, DecisionRoom, LibraryRoom, LeadRoom):
    """One per process, shared by threads. Every method raises DeclaredError with one Chinese line; `who` is the person acting."""

    @property
    def upload_limit(self) -> int:
        """Bytes of one upload: archives may be larger than single files."""
        return self.workspace.limits.archive_bytes

    # -- the sample enterprise

    def offers_sample(self) -> bool:
        """Whether there is a sample enterprise that is not among the clients yet, with papers; a corpus of one's own need not have any."""
        try:
            name = sample_profile(self.settings.corpus_dir).name
        except UsageError:
            return False
        return all(self._never_filled(one) for one in self.clients() if one.name == name)

    def sample(self, who: str) -> Client:
        """The sample enterprise with its papers, being graded; the one that is there already if it is, made whole where it was left halfway."""
        client = self.sample_there()
        if client is None:
            client = self.workspace.create_client(profile_fields(sample_profile(self.settings.corpus_dir)), named(who))
        if self._never_filled(client):
            self.workspace.add_files(client.id, sample_files(self.settings.corpus_dir), named(who))
        if not self.workspace.jobs(client.id) and not self.assessments(client.id):
            self.start_grading(client.id, SAMPLE.as_of, DEFAULT, who)
        return client

    def sample_there(self) -> Client | None:
        """The sample enterprise among the clients."""
        name = sample_profile(self.settings.corpus_dir).name
        return next((one for one in self.clients() if one.name == name), None)

    def _never_filled(self, client: Client) -> bool:
        """Papers that somebody removed were there."""
        return not self.workspace.files(client.id, removed=True)

    # -- papers

    def files(self, client: str) -> list[StoredFile]:
        return self.workspace.files(client)

    def put_file(self, client: str, path: str, body: Path, who: str) -> dict[str, Any]:
        """Store one file under the name it was uploaded with. Raises RefusedError, too, for what is not taken.

        `state`: added, replaced (there was one of that name) or unchanged; `inside`: how many papers an archive holds, None for
        a paper; `why`: why an archive cannot be opened, "" where it can; `profile`: it is the enterprise's profile, no paper.
        """
        upload = self.workspace.add_files(client, [(path, body)], named(who))
        if upload.refused:
            raise RefusedError(upload.refused[0].text)
        (file,) = (*upload.added, *upload.unchanged)
        state = "unchanged" if upload.unchanged else "replaced" if file.replaces else "added"
        within = self.workspace.inside(file)
        held = {"inside": within.papers if within else None, "why": within.why if within else ""}
        return {"state": state, **held, "profile": file.path in PROFILE_NAMES}

    def inside(self, files: Iterable[StoredFile]) -> dict[str, Inside]:
        """What archives and mails among the files hold, by the id of the file."""
        return {one.id: within for one in files if (within := self.workspace.inside(one)) is not None}

    def remove_file(self, client: str, file: str, who: str) -> None:
        if self.workspace.file(file).client_id != client:
            raise NotFoundError("这份材料不属于当前客户")
        self.workspace.remove_file(file, named(who))

    def page(self, client: str, sha256: str, page: int, quote: str) -> bytes:
        """A page of one of the client's papers as PNG, the quote framed."""
        return self._originals.page(client, sha256, page, quote)

    def quote(self, client: str, sha256: str, locator: str, quote: str) -> Json:
        """A quote of one of the client's papers in its surroundings."""
        return self._originals.quote(client, sha256, locator, quote)

    # -- grading

    def start_grading(self, client: str, as_of: date, rubric: str, who: str) -> Job:
        """The job that grades the client: a new one, or the one that runs already."""
        return self.order_grading(client, as_of, rubric, who)[0]

    def order_grading(self, client: str, as_of: date, rubric: str, who: str) -> tuple[Job, bool]:
        """The same, and whether it is a new one."""
        self._rubrics.name(rubric)  # one that is gone is told now, not by the job
        return self._runner.start(client, sensible(as_of, "评定日"), rubric, named(who))

    def told_of_other_order(self, job: Job, as_of: date, rubric: str) -> str:
        """That a client is being graded already; by what, where that is not what was asked for now."""
        other = ""
        if (job.as_of, job.rubric) != (as_of.isoformat(), rubric) and job.as_of and job.rubric:
            title = next((one.title for one in self._rubrics.all() if one.id == job.rubric), job.rubric)
            other = f"，用的是评定日 {job.as_of}、评分表“{title}”，与这次选的不同"
        return f"{job.created_by} 开始的预评还在进行{other}，没有另开一次；等它结束，再按需要重新预评"

    def job(self, job: str) -> Job | None:
        try:
            found = self.workspace.job(job)
            return self.workspace.job(job) if self._settled(found) else found
        except NotFoundError:
            return None

    def latest_job(self, client: str) -> Job | None:
        listed = self.workspace.jobs(client)
        if listed and self._settled(listed[0]):
            return self.workspace.job(listed[0].id)
        return listed[0] if listed else None

    def ahead(self, job: Job) -> int:
        """How many gradings it waits for; 0 once it has begun."""
        try:
            return self.workspace.ahead(job.id) if job.state == "queued" else 0
        except NotFoundError:
            return 0

    def _settled(self, job: Job) -> bool:
        """Whether to look at it again: who waits for a job that nobody works on any more is not to wait for ever."""
        if job.state not in ("queued", "running"):
            return False
        self._runner.settle_if_possible()
        return True

    def cancel(self, client: str, job: str, who: str) -> None:
        if self.workspace.job(job).client_id != client:
            raise NotFoundError("这次预评不属于当前客户")
        self.workspace.cancel_job(job, named(who))

    def assessments(self, client: str) -> list[Assessment]:
        return self.workspace.assessments(client)

    def shown(self, client: str, assessment: str) -> str:
        """The assessment to look at: the one asked for if it is the client's, else the newest, else none."""
        listed = [one.id for one in self.assessments(client)]
        return assessment if assessment in listed else (listed[0] if listed else "")

    def result(self, assessment: str) -> Json:
        """The result document without its facts."""
        return self._results.document(assessment)

    def changed_since(self, client: str, assessment: str) -> tuple[str, ...]:
        """What changed after a grade, in Chinese words: papers, the profile, conclusions."""
        return changes_since(self.workspace.assessment(assessment), self.result(assessment), self.workspace.basis(client))

    # -- what follows from grades

    def plan(self, assessment: str, wish: Wish) -> Json:
        return self._results.plan(assessment, wish)

    def gantt(self, plan: Json, narrow: bool = False) -> bytes:
        """The plan as SVG for a page, or for a narrow one, with today marked."""
        from scoring.plan.gantt import NARROW, WIDE, gantt

        return gantt(plan, NARROW if narrow else WIDE, today())

    def comparison(self, client: str, before: str, after: str) -> Json:
        """Of two of the client's grades."""
        from scoring.compare.document import to_json

        if not {before, after} <= {one.id for one in self.assessments(client)}:
            raise NotFoundError("要对比的预评不属于当前客户，请重新选择")
        return to_json(self._results.compared(before, after))

    def trend(self, client: str) -> list[dict[str, Any]]:
        """By the newest grade's rubric, the very same points; of each day the newest grade."""
        from scoring.compare import trend

        listed = self.assessments(client)
        newest: dict[str, str] = {}
        for one in listed[:TREND]:
            if one.rubric_sha256 == listed[0].rubric_sha256:
                newest.setdefault(one.as_of, one.id)
        return trend(self.result(one) for one in newest.values())

    def rubric_titles(self, assessments: Sequence[Assessment]) -> dict[str, str]:
        """What the rubrics of these grades are called, by assessment; an imported one under its own name."""
        titles = self._rubrics.titles((one.rubric_sha256, one.rubric_id) for one in assessments)
        return {one.id: titles[one.rubric_sha256, one.rubric_id] for one in assessments}

    def rubric_named(self, assessment: str) -> str:
        """What the rubric of a grade is called; the title that the grade itself tells where nobody knows it any more."""
        made = self.workspace.assessment(assessment)
        title = self._rubrics.title_of(made.rubric_sha256, made.rubric_id)
        return str(self.result(assessment)["rubric"]["title"]) if title == made.rubric_id else title

    def report(self, assessment: str, kind: str, wish: Wish | None = None) -> tuple[bytes, str]:
        """A report and the name it is saved under."""
        from assistant.workbench.papers import report

        made = self.workspace.assessment(assessment)
        plan = self.plan(assessment, replace(wish, start=wish.start or from_today(self.result(assessment)))) if wish is not None else None
        name = f"{self.workspace.client(made.client_id).name}-预评报告-{made.as_of}.{kind}"
        return report(self._results.bytes(assessment), plan, kind, self.rubric_named(assessment)), name

    def import_gaps(self, assessment: str, file: Path, who: str) -> str:
        """A gap list of this grade that people filled in; what was done with it, in Chinese."""
        from assistant.workbench.gap_notes import import_gap_list

        client = self.workspace.assessment(assessment).client_id
        return import_gap_list(self.workspace, client, self.result(assessment), file, named(who))

    def remarks(self, client: str, assessment: str = "") -> "list[Remark]":
        """What people noted on the client, oldest first, items of gap lists as they stand; in the words of that grade, else the newest."""
        from assistant.workbench.gap_notes import names, remarks

        shown = self.shown(client, assessment)
        return remarks(self.notes(client), names(self.result(shown)) if shown else {})

    def opened(self, client: str, assessment: str = "") -> Opened | None:
        """The client as questions on its grade need it: by the assessment looked at, else the newest; None where there is no such client."""
        from assistant.workbench.guide import materials

        found = self.client(client)
        if found is None:
            return None
        shown = self.shown(client, assessment)
        if not shown:
            return Opened(found.name, materials=lambda: self.materials(client))
        result = self.result(shown)
        return Opened(
            name=found.name,
            result=result,
            plan=lambda wish: self.plan(shown, wish),
            materials=lambda: materials(found.profile, self._results.bytes(shown), self._service.sources()),
            start=from_today(result),
            changed=self.changed_since(client, shown),
        )

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
