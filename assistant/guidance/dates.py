"""When a certificate runs out."""

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
