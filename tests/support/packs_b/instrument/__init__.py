"""A maker of laboratory centrifuges whose quality engineer keeps controlled, numbered documents."""

from ..profile import Company, uscc
from .grades import grades
from .records import write_records

COMPANY = Company(
    name="苏州衡澜仪器有限公司", code=uscc("91320506MA1WQK3X8"), kind="production", industry="实验室仪器制造",
    branches=("苏州衡澜仪器有限公司成都分公司",), outlets=("沈阳北辰仪器服务部",),
)

__all__ = ["COMPANY", "grades", "write_records"]
