"""Cost frames from published price lists. They are one body's figures, never a quotation."""

from fractions import Fraction

from assistant.guidance.computation import Computation
from assistant.guidance.figures import load_figures
from scoring.figures import shown

_ONE_BODY = "这是一家机构的价目，其他机构报价不同。"


def fangyuan(
    first: Fraction | None, yearly: Fraction | None, surveillances: int, copies: int, *, untold: bool = False
) -> Computation:
    """By the Fangyuan price list: a first evaluation and surveillances (man-days each, None for none) and copies.

    At least one of the three must be given. `untold`: surveillances were asked for, too, without their man-days.
    """
    fees = load_figures().fangyuan_fees
    total = Fraction(0)
    steps = []
    if first is not None:
        cost = fees.application + first * fees.per_man_day + fees.registration
        total += cost
        steps.append(
            f"初次 {shown(cost)} 元（申请 {fees.application} + 评价 {fees.per_man_day} × {shown(first)} 人日"
            f" + 批准与注册含证书 {fees.registration}）"
        )
    if yearly is not None:
        cost = yearly * fees.per_man_day
        total += cost * surveillances
        steps.append(f"监督 {surveillances} 次，每次 {fees.per_man_day} × {shown(yearly)} 人日 = {shown(cost)} 元")
    if copies:
        total += fees.copy_of_certificate * copies
        steps.append(f"副本或子证书 {fees.copy_of_certificate} 元/张 × {copies} 张 = {fees.copy_of_certificate * copies} 元")
    text = f"按方圆的收费标准，合计 {shown(total)} 元：{'；'.join(steps)}。"
    if untold:
        text += f"监督的人日没有说，没有算在内：每次 {fees.per_man_day} 元乘监督的人日。"
    if first is not None or yearly is not None:
        years = (1 if first is not None else 0) + (surveillances if yearly is not None else 0)
        text += f"年金 {fees.annuity} 元/年另计，按收 {years} 年算连同年金是 {shown(total + years * fees.annuity)} 元"
        text += "（第一年收不收要问机构）。" if first is not None else "。"
    return Computation(text + _ONE_BODY, (fees.passage,))


def fangyuan_annuity(years: int) -> Computation:
    """The annuity of some years by the Fangyuan price list."""
    fees = load_figures().fangyuan_fees
    return Computation(
        f"按方圆的收费标准，年金 {fees.annuity} 元/年 × {years} 年 = {fees.annuity * years} 元。{_ONE_BODY}", (fees.passage,)
    )


def outlet_man_days(outlets: int) -> Computation:
    """The least man-days for fixed outlets."""
    figures = load_figures().outlet_man_days
    least = outlets * figures.least
    return Computation(
        f"{outlets} 个固定网点至少 {shown(least)} 人天：一份公开的认证资料说每个网点不少于 {figures.least} 人天，"
        f"{figures.least} × {outlets} = {shown(least)}。"
        "实际还要按行业、人数和复杂程度调整，以认证机构策划为准。",
        (figures.passage,),
    )
