"""客户档案: who the enterprise is, its grades so far, what to hand in and when."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.accounts import Action
from assistant.errors import DeclaredError
from assistant.today import today
from assistant.web.work.grading_tab import day
from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.profile_form import fields_of, form_of
from assistant.web.work.shown import assessments_shown, grouped, remarks_shown
from assistant.web.work.tab import Doing, Next, Said, Tab
from assistant.web.work.trend import trend_chart
from assistant.workbench import Dates
from assistant.workspace.errors import ChangedError
from assistant.workspace.words import TITLES, value_shown
from scoring.beijing import moment
from scoring.profile import KIND_TITLES

_OF_ARCHIVED = {"restorable": Action.ARCHIVE, "erasable": Action.ERASE}


class ClientsTab(Tab):
    name, title, template = "clients", "客户档案", "work/clients.html"

    def needs(self, then: Next) -> dict[str, Any]:
        client, archived = self.bench.client(then.place.client), self._archived()
        if client is None:
            return {"form_title": "新建客户", "kinds": KIND_TITLES, "form": then.more.get("form") or form_of(None), **archived}
        listed = self.bench.assessments(client.id)
        rows = assessments_shown(listed, self.bench.rubric_titles(listed))
        dates = then.more.get("dates") or Dates(today())
        return {
            "form_title": "企业档案",
            "kinds": KIND_TITLES,
            **archived,
            "form": then.more.get("form") or form_of(client.profile),
            "assessments": rows,
            "groups": grouped(rows),
            "trend": trend_chart(self.bench.trend(client.id)),
            "notes": remarks_shown(self.bench.remarks(client.id)),
            "materials": self.bench.materials(client.id),
            "timeline": self.bench.timeline(client.id, dates),
            "dates": dates,
        }

    def _archived(self) -> dict[str, Any]:
        """The archived clients, and the ids of those that may be brought back or erased."""
        listed = self.bench.archived()
        may = {name: {one.id for one in listed if self.bench.allows(action, one.id)} for name, action in _OF_ARCHIVED.items()}
        return {"archived": listed, **may}

    def acts(self) -> dict[str, Doing]:
        return {
            "save": self._save,
            "archive": self._archive,
            "unarchive": self._unarchive,
            "erase": self._erase,
            "open": lambda act, place: Next(replace(place, assessment=act.text("assessment"))),
            "note": self._note,
            "dates": self._dates,
        }

    def _save(self, act: Act, place: Place) -> Next:
        try:
            fields = fields_of(act.values)
            self.bench.check_exclusions(one["clause"] for one in fields["exclusions"])
            client = self.bench.save_client(act.text("client"), fields, place.who, act.text("seen"))
        except ChangedError as problem:
            told = f"{problem}。{self._changed(act.text('client'))}{self._stored(fields, act.text('client'))}"
            return Next(place, Said(told, "bad"), {"form": {**form_of(None), **act.values}})
        except DeclaredError as problem:  # what was typed stays in the form
            return Next(place, Said(f"没有保存：{problem}", "bad"), {"form": {**form_of(None), **act.values}})
        return Next(place if place.client == client.id else place.at(client.id), Said("已存下"))

    def _stored(self, fields: Mapping[str, Any], client: str) -> str:
        """What the profile says now where the form says something else: saving once more replaces it."""
        stored = self.bench.profile_now(client)
        other = [f"{TITLES[name]} {value_shown(stored[name])}" for name in fields if fields[name] != stored[name]]
        return f"现在存着的是：{'；'.join(other)}。您填的还在下面，再按一次“保存”就以它为准" if other else "存着的与您填的相同"

    def _changed(self, client: str) -> str:
        """Who changed the profile last, and when."""
        last = self.bench.last_change(client)
        return f"{last.who} 在 {moment(last.at)} 改的。" if last is not None else ""

    def _archive(self, _: Act, place: Place) -> Next:
        self.bench.archive(place.client, place.who)
        return Next(place.at(""), Said("已归档"))

    def _unarchive(self, act: Act, place: Place) -> Next:
        return Next(place.at(self.bench.unarchive(act.text("client"), place.who).id), Said("已取消归档"))

    def _erase(self, act: Act, place: Place) -> Next:
        erased = self.bench.erase_client(act.text("client"), place.who, act.text("name"))
        later = "" if erased.finished_at else "；有内容一时没能从磁盘清掉，下次启动时接着清"
        told = f"已彻底删除，凭证编号 {erased.id}{later}。凭证可用 xingping erasures show {erased.id} 查看"
        return Next(place.at("") if place.client == act.text("client") else place, Said(told))

    def _dates(self, act: Act, place: Place) -> Next:
        wanted = day(act.text("wanted"), "希望拿证日") if act.text("wanted") else None
        own = tuple(act.text("own").replace("；", " ").replace("，", " ").split())
        dates = Dates(day(act.text("start"), "开始日"), wanted, own, act.text("by_plan") == "on")
        self.bench.timeline(place.client, dates)  # what cannot be reckoned is told, and the earlier dates stay
        return Next(place, more={"dates": dates})

    def _note(self, act: Act, place: Place) -> Next:
        self.bench.add_note(place.client, act.text("text"), place.who)
        return Next(place, Said("已记下"))
