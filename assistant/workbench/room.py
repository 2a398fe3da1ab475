"""What all rooms of the workbench share: the service, the workspace, rubrics, saved results, originals and the runner of grades."""

from typing import TYPE_CHECKING

from assistant.accounts import LOCAL, Action
from assistant.workbench.originals import Originals
from assistant.workbench.results import Results
from assistant.workbench.rubrics import Rubrics
from assistant.workbench.running import Runner
from assistant.workspace import Workspace

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
        self._runner = Runner(self.workspace, self._rubrics.name)
        self._originals = Originals(self.workspace, self.settings.data_dir / "facts")

    def allows(self, action: Action, client: str | None = None) -> bool:  # noqa: ARG002
        """Whether a page need offer it; what is done is checked again."""
        return True

    def close(self) -> None:
        self._runner.stop()
        self.workspace.close()


def named(who: str) -> str:
    """Until there are accounts, somebody without a name is whoever sits at this machine."""
    return who.strip() or "本机用户"
