"""The day it is for the people who use this: China has one time zone, a server may stand in any."""

from datetime import date, datetime

from scoring.beijing import BEIJING


def today() -> date:
    return datetime.now(BEIJING).date()
