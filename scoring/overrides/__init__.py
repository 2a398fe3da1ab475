"""What people conclude beside the papers: read strictly, applied openly, never lost and never silently in force."""

from scoring.override_model import Applied, Override, State
from scoring.overrides.codec import OverrideError, overrides_from_json, overrides_to_json, parse_overrides

__all__ = ["Applied", "Override", "OverrideError", "State", "overrides_from_json", "overrides_to_json", "parse_overrides"]
