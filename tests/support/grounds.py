"""Passages as the gate is given them: one of levels, one of fees, one contested."""

from assistant.answering.grounding import Ground

LINES = Ground(1, ("达标、三星、四星、五星的分数线", "70 分及以上是达标级，80 分及以上是三星级，90 分及以上是四星级，95 分及以上是五星级。"))
FEES = Ground(2, ("收费项目", "申请费 1000 元；评价费每人日 5000 元；批准与注册费 2000 元。"))
AGE = Ground(
    3,
    ("公司成立多久可以申请", "公开说法有冲突：一家说注册满 3 个月即可；另一家说通常要成立 1 年以上。"),
    ("营业执照注册满 3 个月即可", "通常要求成立 1 年以上"),
)
