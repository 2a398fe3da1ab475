"""Whether everything here is as it has to be: small checks, each giving findings with what to do. Nothing is changed."""

from assistant.doctor.examine import examine, examine_without_settings
from assistant.doctor.finding import Finding

__all__ = ["Finding", "examine", "examine_without_settings"]
