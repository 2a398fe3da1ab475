"""When a certificate runs out, and when its surveillance is due."""

from calendar import monthrange

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures


def expiry(year: int, month: int | None, day: int | None) -> Computation:
    """From the day of issue; a month or day nobody gave is left out. Raises ValueError for a day the calendar lacks."""
    figures = load_figures().certificate_years
    until = _day(year + figures.years, month, day) + ("前后" if month and day else "")
    return Computation(
        f"{_given(year, month, day)}发的证书大约到 {until}到期：证书有效期 {figures.years} 年，以证书上写的有效期为准。"
        "有效期内每年监督 1 次，到期前要办再认证。",
        (figures.passage, "cert-surveillance", "cert-recertification"),
    )


def surveillance(year: int, month: int | None, day: int | None, number: int | None) -> Computation:
    """The surveillances of a certificate from the day of issue, or the one of that number. Raises ValueError like `expiry`."""
    figures = load_figures().certificate_years
    given, until = _given(year, month, day), _day(year + figures.years, month, day)
    if number is not None and number >= figures.years:
        text = f"没有第 {number} 次监督：证书有效期 {figures.years} 年，{given}发的约 {until}到期，到期前办再认证。"
    elif number is not None:
        due = _day(year + number, month, day)
        text = f"第 {number} 次监督约在 {due}以前：{given}发证，每年监督 1 次，第 {number} 次就在满 {number} 年前后。"
    else:
        every = "、".join(f"{_day(year + past, month, day)}以前" for past in range(1, figures.years))
        text = f"约在 {every}各一次：{given}发证，每年监督 1 次，{until}到期前办再认证。"
    return Computation(
        text + "另有不定期、每年或两年一次的说法；能提前多久、哪天算逾期各家不同，以合同和发证机构的通知为准。",
        ("cert-surveillance", figures.passage, "cert-recertification"),
    )


def _given(year: int, month: int | None, day: int | None) -> str:
    if month and day and not 1 <= day <= monthrange(year, month)[1]:
        raise ValueError("日历上没有这一天")
    return _day(year, month, day)


def _day(year: int, month: int | None, day: int | None) -> str:
    """2026 年 2 月 28 日; the last of the month where the year has no such day."""
    if not month:
        return f"{year} 年"
    return f"{year} 年 {month} 月" + (f" {min(day, monthrange(year, month)[1])} 日" if day else "")
