"""Where somebody is: what the browser remembers between visits. Ids only; the server checks each before it uses it."""

import json
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from assistant.accounts import Action
from assistant.web.work.sent import read_json, storable

if TYPE_CHECKING:
    from assistant.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Place:
    """The client chosen, the assessment looked at ("" for the newest), and who sits here."""

    client: str = ""
    assessment: str = ""
    who: str = ""

    def at(self, client: str) -> "Place":
        """With another client, whose newest assessment is looked at."""
        return replace(self, client=client, assessment="")


def read_place(text: str) -> Place:
    """What the browser sent; anything strange is nowhere."""
    try:
        told = read_json(text)
        return Place(**{name: storable(told.get(name, ""))[:80] for name in ("client", "assessment", "who")})
    except (AttributeError, TypeError, ValueError):
        return Place()


def at_home(place: Place, bench: "Workbench") -> Place:
    """Who has one client and can have no other need not choose it. Raises WorkspaceError."""
    if bench.allows(Action.CREATE) or (place.client and bench.client(place.client) is not None):
        return place
    listed = bench.clients()
    return place.at(listed[0].id) if len(listed) == 1 else place


def write_place(place: Place) -> str:
    return json.dumps(asdict(place), ensure_ascii=False)
