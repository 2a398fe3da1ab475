"""Why a survey cannot be used."""

from scoring.documents.errors import one_line
from scoring.errors import DeclaredError


class SurveyError(DeclaredError):
    """One Chinese line: the file, what is wrong and where, what to do."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(f"{one_line(name)}：{one_line(text)}")
