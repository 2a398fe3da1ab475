"""Ask every operation in /openapi.json whatever its description allows and forbids: `python -m tests.support.described FOLDER BUILT`.

A process of its own: the engine imports its parts as it goes, and what other tests leave in theirs (loops, threads) disturbs that.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import schemathesis
from schemathesis.engine import events, from_schema

from assistant.web.app import create_app
from tests.support.desks import desk

_JUDGED = {"POST /api/leads", "POST /api/prequalify"}  # fields are held against each other: years against months, a contact against forms
_EXAMPLES = 5  # by chance, of each operation; the edges of each field come on top


def main(folder: Path, built: Path) -> None:
    """One JSON object on stdout: what broke, what was not as described, which operations were asked, which statuses came."""
    bench = desk(folder, built)
    description = schemathesis.openapi.from_asgi("/openapi.json", create_app(bench._service, bench))
    description.config.seed = 27922
    description.config.generation.update(max_examples=_EXAMPLES, deterministic=True, database="none")
    description.config.phases.update(phases=["examples", "coverage", "fuzzing"])
    told = list(from_schema(description).execute())
    tried = [event for event in told if isinstance(event, events.ScenarioFinished)]
    found = {
        "broken": [str(event) for event in told if isinstance(event, events.NonFatalError | events.FatalError)],
        "faults": sorted({fault for event in tried for fault in _faults(event)}),
        "asked": sorted({event.label for event in tried if event.recorder.interactions}),
        "statuses": sorted({one.response.status_code for event in tried for one in event.recorder.interactions.values() if one.response}),
    }
    sys.stdout.write("\n" + json.dumps(found))


def _faults(event: events.ScenarioFinished) -> Iterator[str]:
    for case, checks in event.recorder.checks.items():
        reply = event.recorder.interactions[case].response if case in event.recorder.interactions else None
        for check in checks:
            if check.failure_info is None:
                continue
            judged = event.label in _JUDGED and check.name == "positive_data_acceptance" and reply is not None and reply.status_code == 422
            if not judged:
                failure = check.failure_info.failure
                yield f"{event.label} {check.name}: {failure.title} {failure.message}\n{check.failure_info.code_sample}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
