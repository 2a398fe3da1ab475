"""客户档案: who the enterprise is, its grades so far, what to hand in and when."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assistant.web.work.island import Act
from assistant.web.work.place import Place
from assistant.web.work.profile_form import form_of, profile_of
from assistant.web.work.shown import assessments_shown, when
from assistant.web.work.tab import Doing, Next, Said, Tab


class ClientsTab(Tab):
    name, title, template = "clients", "客户档案", "work/clients.html"

    def needs(self, place: Place, more: Mapping[str, Any]) -> dict[str, Any]:
        client = self.bench.client(place.client)
        if client is None:
            return {"form_title": "新建客户", "form": more.get("form") or form_of(None)}
        listed = self.bench.assessments(client.id)
        notes = [{"text": one.text, "when_shown": when(one.created_at), "created_by": one.created_by} for one in self.bench.notes(client.id)]
        return {
            "form_title": "企业档案",
            "form": more.get("form") or form_of(client.profile),
            "assessments": assessments_shown(listed),
            "trend": self.bench.trend_chart(client.id),
            "notes": notes,
            "materials": self.bench.materials(client.id),
            "timeline": self.bench.timeline(client.id, more.get("dates")),
            "dates": more.get("dates") or {},
        }

    def acts(self) -> dict[str, Doing]:
        return {
            "save": self._save,
            "blank": lambda _, place: Next(place.at("")),
            "archive": self._archive,
            "open": lambda act, place: Next(replace(place, assessment=act.text("assessment"))),
            "note": self._note,
            "dates": lambda act, place: Next(place, more={"dates": dict(act.values)}),
        }

    def _save(self, act: Act, place: Place) -> Next:
        profile = profile_of(act.values)
        client = self.bench.save_client(act.text("client"), profile, place.who)
        told = "；".join(profile.notices)
        said = Said(f"已存下，但请注意：{told}", "bad") if told else Said("已存下")
        return Next(place if place.client == client.id else place.at(client.id), said)

    def _archive(self, _: Act, place: Place) -> Next:
        self.bench.archive(place.client, place.who)
        return Next(place.at(""), Said("已归档"))

    def _note(self, act: Act, place: Place) -> Next:
        self.bench.add_note(place.client, act.text("text"), place.who)
        return Next(place, Said("已记下"))
