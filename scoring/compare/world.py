"""What changed around the clauses: files, people's conclusions, profile, rubric, date."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from scoring.compare.model import FileChange, OverrideChange, UsableChange
from scoring.overrides.wording import about, decided

Json = Mapping[str, Any]

_ABOUT = {"condition": ("clause", "condition"), "on_site": ("clause",), "special": ("deduction",), "bonus": ("claim",), "file_kind": ("file",)}
_SAYS = ("outcome", "passed", "drawn", "decision", "kinds")
_PROFILE = {
    "name": "企业名称",
    "uscc": "信用代码",
    "kind": "企业类型",
    "industry": "行业",
    "branches": "分支机构",
    "entrusted_outlets": "委托网点",
    "former_names": "曾用名",
    "period_months": "审核期长度",
    "whole_population": "全部查看的条款",
    "whole_up_to": "全部查看的上限",
    "exclusions": "删减",
}


@dataclass(frozen=True)
class World:
    """Both documents, and what differs between them besides findings."""

    before: Json
    after: Json

    @cached_property
    def files(self) -> tuple[FileChange, ...]:
        return tuple(_files(_paths(self.before), _paths(self.after)))

    @cached_property
    def new_hashes(self) -> frozenset[str]:
        return frozenset(_paths(self.after).values()) - frozenset(_paths(self.before).values())

    @cached_property
    def gone_hashes(self) -> frozenset[str]:
        return frozenset(_paths(self.before).values()) - frozenset(_paths(self.after).values())

    @cached_property
    def usable(self) -> tuple[UsableChange, ...]:
        old = {(one["file"], one["sha256"]): one for one in self.before["documents"]}
        out = []
        for one in self.after["documents"]:
            was = old.get((one["file"], one["sha256"]))
            if was is not None and was["usable"] != one["usable"]:
                out.append(UsableChange(one["file"], one["sha256"], one["usable"], _why(was if one["usable"] else one)))
        return tuple(out)

    @cached_property
    def rubric_changed(self) -> bool:
        return bool(self.before["rubric"]["sha256"] != self.after["rubric"]["sha256"])

    @cached_property
    def date_moved(self) -> bool:
        return bool(self.before["as_of"] != self.after["as_of"])

    @cached_property
    def period_moved(self) -> bool:
        return bool(self.before["period"] != self.after["period"])

    @cached_property
    def profile_told(self) -> bool:
        """Whether both documents hold the whole profile: else something in it may have changed that cannot be seen."""
        return all("profile" in one.get("basis", {}) for one in (self.before, self.after))

    @cached_property
    def profile(self) -> tuple[str, ...]:
        """What the profile says otherwise, in Chinese words, as far as both documents tell."""
        old, new = _profile(self.before), _profile(self.after)
        return tuple(title for name, title in _PROFILE.items() if name in old and name in new and old[name] != new[name])

    @cached_property
    def overrides(self) -> tuple[OverrideChange, ...]:
        return tuple(self.overrides_on())

    def overrides_on(self, clause: str | None = None, kind: str | None = None) -> Iterator[OverrideChange]:
        """Conclusions in force that differ: all, those on a clause, or those of a kind."""
        old, new = _in_force(self.before, clause, kind), _in_force(self.after, clause, kind)
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if was is None and now is not None:
                yield OverrideChange(now["id"], "added", _said(now, self.after))
            elif was is not None and now is None:
                yield OverrideChange(was["id"], "ended", _said(was, self.before), self._ended(was["id"]))
            elif was is not None and now is not None and any(was.get(name) != now.get(name) for name in _SAYS):
                yield OverrideChange(now["id"], "changed", f"{_said(was, self.before)} → {decided(now)}")

    def _ended(self, name: str) -> str:
        kept = [one for one in self.after.get("overrides", ()) if one["id"] == name]
        return str(kept[0]["why"]) if kept else "后一份结果里没有这项结论"


def _said(one: Json, result: Json) -> str:
    """In the words of the result that holds it: older results have no words of their own."""
    return f"{about(one, result)}：{decided(one)}"


def _paths(result: Json) -> dict[str, str]:
    return {one["file"]: one["sha256"] for one in result["documents"]}


def _files(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[FileChange]:
    """By path, then by content: the same bytes under another path were moved."""
    come = [path for path in new if path not in old]
    gone = [path for path in old if path not in new]
    for path in sorted(new.keys() & old.keys()):
        if new[path] != old[path]:
            yield FileChange(path, "changed", old[path], new[path])
    for path in sorted(come):
        was = next((one for one in sorted(gone) if old[one] and old[one] == new[path]), None)
        if was is None:
            yield FileChange(path, "added", "", new[path])
        else:
            gone.remove(was)
            yield FileChange(path, "renamed", old[was], new[path], was)
    for path in sorted(gone):
        yield FileChange(path, "removed", old[path], "")


def _why(document: Json) -> str:
    return "；".join(why["text"] for why in document["why_not"] if "section" not in why)


def _profile(result: Json) -> dict[str, Any]:
    """Of what the document tells everyone; more where it holds the profile itself."""
    told = {key: value for key, value in result["enterprise"].items() if key in _PROFILE}
    told["exclusions"] = sorted((one["clause"], one["reason"]) for key in ("accepted", "refused") for one in result["exclusions"][key])
    kept = result.get("basis", {}).get("profile", {})
    more = {key: kept[key] for key in ("former_names", "period_months", "whole_population", "whole_up_to") if key in kept}
    return told | {key: list(value) if isinstance(value, tuple) else value for key, value in more.items()}  # as it comes back from JSON


def _in_force(result: Json, clause: str | None, kind: str | None) -> dict[tuple[str, ...], Json]:
    return {
        (one["kind"], *(one[name] for name in _ABOUT[one["kind"]])): one
        for one in result.get("overrides", ())
        if one["state"] == "active" and clause in (None, one.get("clause")) and kind in (None, one["kind"])
    }
