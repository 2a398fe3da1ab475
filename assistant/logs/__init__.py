"""Log lines for whoever runs the service: JSON for machines or text for people, never with a secret or what users wrote."""

from assistant.logs.lines import request_id
from assistant.logs.redaction import Redactor
from assistant.logs.setup import set_up, tell

__all__ = ["Redactor", "request_id", "set_up", "tell"]
