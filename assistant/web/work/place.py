"""Where somebody is: what the browser remembers between visits. Ids only; the server checks each before it uses it."""

import json
from dataclasses import asdict, dataclass, replace

from assistant.web.work.sent import read_json, storable


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


def write_place(place: Place) -> str:
    return json.dumps(asdict(place), ensure_ascii=False)
