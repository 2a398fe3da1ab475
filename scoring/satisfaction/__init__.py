"""A customer satisfaction index on 1000 points from the rows of a survey, and a workbook that shows how it came about.

Five factors and their weights follow the one public source that names them (lexicon/satisfaction.yaml); how answers become
points is a working choice. Same file, same options: same bytes.
"""

from scoring.satisfaction.compute import compute
from scoring.satisfaction.errors import SurveyError
from scoring.satisfaction.model import Asked, Survey
from scoring.satisfaction.reading import read_survey
from scoring.satisfaction.result import Index

__all__ = ["Asked", "Index", "Survey", "SurveyError", "compute", "read_survey"]
