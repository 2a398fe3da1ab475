"""When a certificate runs out, and when its surveillance is due."""

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures


def expiry(year: int, month: int | None, day: int | None) -> Computation:
    """From the day of issue; a month or day nobody gave is left out."""
    figures = load_figures().certificate_years
    given = f"{year} 年" + (f" {month} 月" if month else "") + (f" {day} 日" if month and day else "")
    until = f"{year + figures.years} 年" + (f" {month} 月" if month else "") + (f" {day} 日前后" if month and day else "")
    return Computation(
        f"{given}发的证书大约到 {until}到期：证书有效期 {figures.years} 年，以证书上写的有效期为准。"
        "有效期内每年监督 1 次，到期前要办再认证。",
        (figures.passage, "cert-surveillance", "cert-recertification"),
    )


def surveillance(year: int, month: int | None, day: int | None, number: int | None) -> Computation:
    """The surveillances of a certificate from the day of issue, or the one of that number."""
    figures = load_figures().certificate_years
    rest = (f" {month} 月" if month else "") + (f" {day} 日" if month and day else "")
    given = f"{year} 年{rest}"
    if number is not None and number >= figures.years:
        text = f"没有第 {number} 次监督：证书有效期 {figures.years} 年，{given}发的约 {year + figures.years} 年{rest}到期，到期前办再认证。"
    elif number is not None:
        text = f"第 {number} 次监督约在 {year + number} 年{rest}以前：{given}发证，每年监督 1 次，第 {number} 次就在满 {number} 年前后。"
    else:
        due = "、".join(f"{year + past} 年{rest}以前" for past in range(1, figures.years))
        text = f"约在 {due}各一次：{given}发证，每年监督 1 次，{year + figures.years} 年{rest}到期前办再认证。"
    return Computation(
        text + "另有不定期、每年或两年一次的说法；能提前多久、哪天算逾期各家不同，以合同和发证机构的通知为准。",
        ("cert-surveillance", figures.passage, "cert-recertification"),
    )
