"""Cost frames from published price lists. They are one body's figures, never a quotation."""

from fractions import Fraction

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.points import shown


def fangyuan_first(man_days: Fraction) -> Computation:
    """First evaluation by the Fangyuan price list; `man_days` may be a half."""
    fees = load_figures().fangyuan_fees
    evaluation = man_days * fees.per_man_day
    total = fees.application + evaluation + fees.registration
    return Computation(
        f"按方圆的收费标准，初次合计 {shown(total)} 元：申请 {fees.application}"
        f" + 评价 {fees.per_man_day} × {shown(man_days)} 人日 = {shown(evaluation)}"
        f" + 批准与注册（含证书）{fees.registration}。另有年金 {fees.annuity} 元/年，连同首年年金是 {shown(total + fees.annuity)} 元。"
        "这是一家机构的价目，其他机构报价不同。",
        (fees.passage,),
    )


def fangyuan_surveillance(man_days: Fraction) -> Computation:
    """A year's surveillance by the Fangyuan price list."""
    fees = load_figures().fangyuan_fees
    fee = man_days * fees.per_man_day
    return Computation(
        f"按方圆的收费标准，监督 {fees.per_man_day} 元 × {shown(man_days)} 人日 = {shown(fee)} 元，"
        f"加年金 {fees.annuity} 元，当年共 {shown(fee + fees.annuity)} 元。这是一家机构的价目，其他机构报价不同。",
        (fees.passage,),
    )


def fangyuan_copies(copies: int) -> Computation:
    """Copies or sub-certificates by the Fangyuan price list."""
    fees = load_figures().fangyuan_fees
    return Computation(
        f"按方圆的收费标准，副本或子证书 {fees.copy_of_certificate} 元/张，{copies} 张共 {fees.copy_of_certificate * copies} 元。",
        (fees.passage,),
    )


def outlet_man_days(outlets: int) -> Computation:
    """The least man-days for fixed outlets."""
    figures = load_figures().outlet_man_days
    least = outlets * figures.least
    return Computation(
        f"{outlets} 个固定网点至少 {shown(least)} 人天：每个网点不少于 {figures.least} 人天，{figures.least} × {outlets} = {shown(least)}。"
        "实际还要按行业、人数和复杂程度调整，以认证机构策划为准。",
        (figures.passage,),
    )
