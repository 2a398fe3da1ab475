"""The indicators' earned percents as a radar, drawn as the reports draw it."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from assistant.reports import build
from assistant.reports.svg import radar as geometry
from assistant.web.render import environment


def radar(result: Mapping[str, Any]) -> Markup:
    """SVG of a scored result; nothing where too few indicators are left."""
    drawn = geometry(build(result).indicators)
    if drawn is None:
        return Markup("")
    return Markup(environment().get_template("work/radar.svg").render(radar=drawn))  # the template escapes what it is given
