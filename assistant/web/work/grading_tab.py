"""材料预评: papers in, a grade out, every gap with its quotes; decisions of people beside it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from assistant.errors import UsageError
from assistant.reports.words import points
from assistant.today import today
from assistant.web.work.gauge import gauge
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.radar import radar
from assistant.web.work.result_view import result_view
from assistant.web.work.shown import by_clause, counted, files_shown, job_shown, offers_shown
from assistant.web.work.tab import Doing, Next, Said, Tab
from assistant.web.work.uploads import not_imported, uploaded
from assistant.workspace.values import Assessment
from scoring.beijing import moment
from scoring.pack.opening import PROFILE_NAMES

_DECIDED_FOR = 365  # days a decision holds unless another end is typed


class GradingTab(Tab):
    name, title, template = "grading", "材料预评", "work/grading.html"

    def needs(self, then: Next) -> dict[str, Any]:
        if not self.bench.client(then.place.client):
            return {}
        shown = self.bench.shown(then.place.client, then.place.assessment)
        result = self.bench.result(shown) if shown else None
        now = today()
        files = self.bench.files(then.place.client)
        inside = self.bench.inside(files)
        profiles = sum(one.path in PROFILE_NAMES for one in files)
        job = self.bench.latest_job(then.place.client)
        out: dict[str, Any] = {
            "files": files_shown(files, inside),
            "counted": counted(len(files) - len(inside) - profiles, len(inside), sum(one.papers for one in inside.values()), profiles),
            "offers": offers_shown(self.bench.offers(then.place.client)),
            "job": job_shown(job, self.bench.ahead(job) if job is not None else 0),
            "today": now.isoformat(),
            "on": result["as_of"] if result is not None else now.isoformat(),
            "chosen": self.bench.rubric_of(shown) if shown else "",
            "missing": self.bench.missing_rubric(shown) if shown else "",
            "until": (now + timedelta(days=_DECIDED_FOR)).isoformat(),
            "rubrics": self.bench.rubrics(),
            "result": result,
            "shown_assessment": shown,
            "fresher": self.bench.changed_since(then.place.client, shown) if shown else (),
        }
        if result is not None:
            out |= result_view(result)
            out["rubric_named"], out["points_told"] = self.bench.rubric_named(shown), points(result["rubric"]["provenance"])
            out["remarks"] = by_clause(self.bench.remarks(then.place.client, shown))
            out |= {"gauge": gauge(result) if "score" in result else "", "radar": radar(result) if "score" in result else ""}
        return out

    def acts(self) -> dict[str, Doing]:
        return {
            "uploaded": self._uploaded,
            "remove-file": self._remove,
            "take-profile": self._take,
            "grade": self._grade,
            "cancel": self._cancel,
            "finished": self._finished,
            "override": self._override,
            "revoke": self._revoke,
            "sent": self._sent,
        }

    def _uploaded(self, act: Act, place: Place) -> Next:
        return Next(place, uploaded(act))

    def _take(self, act: Act, place: Place) -> Next:
        self.bench.take_profile(place.client, act.text("file"), place.who)
        return Next(place, Said("已用材料里的企业档案填写客户资料；重新预评后结果才按它算"))

    def _remove(self, act: Act, place: Place) -> Next:
        self.bench.remove_file(place.client, act.text("file"), place.who)
        return Next(place, Said("已移除"))

    def _grade(self, act: Act, place: Place) -> Next:
        on, rubric = day(act.text("on"), "评定日"), act.text("rubric")
        job, fresh = self.bench.order_grading(place.client, on, rubric, place.who)
        if not fresh:
            return Next(place, Said(self.bench.told_of_other_order(job, on, rubric), "bad"))
        return Next(place)

    def _cancel(self, act: Act, place: Place) -> Next:
        self.bench.cancel(place.client, act.text("job"), place.who)
        return Next(place, Said("正在取消；已经读过的文件下次不用再读"))

    def _finished(self, act: Act, place: Place) -> Next:
        job = self.bench.job(act.text("job"))
        return Next(replace(place, assessment="") if job is not None and job.state == "done" else place)

    def _override(self, act: Act, place: Place) -> Next:
        seen, newest = self._seen(act, place)
        after = self.bench.record(seen.id, act.values, place.who)
        done = self.bench.told_of_decision(newest.id, after)
        if seen.id != newest.id:
            again = f"{newest.created_by or '有人'}在 {moment(newest.created_at)} 又评过"
            done += f"。您看的是 {moment(seen.created_at)} 的结果，{again}，请核对下面的最新结果"
        return Next(replace(place, assessment=""), Said(done, "bad" if "没有计入" in done else "good"))

    def _seen(self, act: Act, place: Place) -> tuple[Assessment, Assessment]:
        """The grade that the person looked at, as the form says, and the newest: another may have come since. Raises UsageError."""
        listed = self.bench.assessments(place.client)
        for one in listed:
            if one.id == act.text("assessment"):
                return one, listed[0]
        raise UsageError("这一页不是当前客户的预评结果，没有记录；请刷新页面，看过结果再做一次")

    def _sent(self, act: Act, place: Place) -> Next:
        if act.text("fault"):
            return Next(place, not_imported(act))
        return Next(place, Said(act.text("text"), "bad" if "\n" in act.text("text") else "good"))

    def _revoke(self, act: Act, place: Place) -> Next:
        seen, newest = self._seen(act, place)
        after = self.bench.revoke(seen.id, act.text("override"), place.who)
        return Next(replace(place, assessment=""), Said(self.bench.told_of_revocation(newest.id, after)))


def day(text: str, what: str) -> date:
    """A typed date. Raises UsageError."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{what}“{text}”不是日期，应写成 2026-11-20 这样的形式") from None
