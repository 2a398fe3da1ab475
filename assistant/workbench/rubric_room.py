"""Rubrics to choose from; official points in and out, imported ones renamed and removed, each change in the log."""

from pathlib import Path

from assistant.errors import UsageError
from assistant.workbench.room import Room, named
from assistant.workbench.rubrics import Known, told_of_points
from assistant.workspace.errors import told
from scoring.rubric import Rubric


class RubricRoom(Room):
    """Results keep the fingerprint of the rubric they were made by, whatever becomes of it here."""

    def rubrics(self) -> list[Known]:
        return self._rubrics.all()

    def rubric(self, rubric: str) -> Rubric:
        return self._rubrics.load(rubric)

    def rubric_of(self, assessment: str) -> str:
        """The choice that a grade was made by; "" for one that is no choice any more.

        An earlier version of a shipped rubric is followed by the present one; an imported one is followed by none.
        """
        made = self.workspace.assessment(assessment)
        found = self._rubrics.choice(made.rubric_sha256)
        if found or self._results.document(assessment)["rubric"]["provenance"].get("official"):
            return found
        return made.rubric_id if made.rubric_id in {one.id for one in self.rubrics()} else ""

    def missing_rubric(self, assessment: str) -> str:
        """What the rubric of a grade was called that is no choice any more; "" for one that is."""
        made = self.workspace.assessment(assessment)
        return "" if self.rubric_of(assessment) else self._rubrics.title_of(made.rubric_sha256, made.rubric_id)

    def export_rubric(self, rubric: str) -> tuple[bytes, str]:
        return self._rubrics.export(rubric), f"评分表-{rubric}.xlsx"

    def import_rubric(self, file: Path, who: str = "") -> Known:
        with told():
            known = self._rubrics.add(file.read_bytes(), file.name)
        with self.workspace.logged(named(who), "rubric.imported", known.id, title=known.title, file=file.name):
            return known

    def told_of_import(self, rubric: str) -> str:
        """What an imported rubric is called, and how much of it is official, in Chinese."""
        return f"已导入“{self._rubrics.title(rubric)}”：{told_of_points(self._rubrics.load(rubric))}。预评时可以选用"

    def rename_rubric(self, rubric: str, title: str, who: str) -> str:
        """The title before."""
        before = self._rubrics.title(rubric)
        with self.workspace.logged(named(who), "rubric.renamed", rubric, before=before, after=" ".join(title.split())):
            self._rubrics.rename(rubric, title)
        return before

    def remove_rubric(self, rubric: str, who: str) -> tuple[str, int]:
        """What it was called, and how many saved results were made by it: they stay as they are."""
        if rubric in {one.id for one in self.rubrics() if not one.imported}:
            raise UsageError("自带的评分表不能移除")
        title, fingerprint = self._rubrics.title(rubric), self._fingerprint(rubric)
        with self.workspace.logged(named(who), "rubric.removed", rubric, title=title, sha256=fingerprint):
            self._rubrics.remove(rubric)
        clients = self.workspace.clients(archived=True)
        return title, sum(one.rubric_sha256 == fingerprint for client in clients for one in self.workspace.assessments(client.id))

    def _fingerprint(self, rubric: str) -> str:
        from scoring.rubric.loader import rubric_sha256

        return rubric_sha256(self._rubrics.load(rubric))
