"""What all rooms of the workbench share: the service, the workspace, rubrics, saved results, originals and the runner of grades."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.accounts import LOCAL, Action
from assistant.workbench.originals import Originals
from assistant.workbench.results import Results
from assistant.workbench.rubrics import Rubrics
from assistant.workbench.running import Left, Runner
from assistant.workspace import Workspace
from assistant.workspace.values import Job
from assistant.workspace.values import Room as Limit

if TYPE_CHECKING:
    from assistant.service import Service
    from assistant.settings import Settings


class Room:
    """One per process, shared by threads. Every method raises DeclaredError with one Chinese line; `who` is the person acting."""

    def __init__(self, service: "Service", workspace: Workspace | None = None) -> None:
        self.user = LOCAL  # others work at a view of it, see permitted.py
        self._service = service
        self.settings: Settings = service.settings
        self.workspace = workspace or Workspace.open(self.settings)
        self._rubrics = Rubrics(self.settings.data_dir / "rubrics")
        self._results = Results(self.workspace, self._rubrics)
        self._runner = Runner(self.workspace, self._rubrics.name, Limit(self.settings.jobs_per_user, self.settings.jobs_queue))
        self._originals = Originals(self.workspace, self.settings.data_dir / "facts")

    def allows(self, action: Action, client: str | None = None) -> bool:  # noqa: ARG002
        """Whether a page need offer it; what is done is checked again."""
        return True

    def resume(self) -> int:
        """Go on with the gradings that an orderly stop left queued; how many there were."""
        return self._runner.resume()

    def on_graded(self, heard: Callable[[Job], None]) -> None:
        """Call it with each grading that this process has done, as it ended."""
        self._runner.hear(heard)

    def begin_to_stop(self) -> None:
        """Let gradings come to an end; does not wait."""
        self._runner.begin_to_stop()

    def close(self, seconds: float = 0.0) -> Left:
        """Waits so long for the grading that runs; what was left of gradings."""
        left = self._runner.stop(seconds)
        self.workspace.close()
        return left


def named(who: str) -> str:
    """Until there are accounts, somebody without a name is whoever sits at this machine."""
    return who.strip() or "本机用户"
