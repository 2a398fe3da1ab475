"""A piano shop whose owner keeps text notes, unnamed office files and half-filled tables."""

from ..profile import Company, uscc
from .grades import grades
from .records import write_records

COMPANY = Company(
    name="重庆木石琴行有限公司", code=uscc("91500103MA60Q5T7L"), kind="sales", industry="乐器零售",
    outlets=("永川区弦外音钢琴维修铺",),
)

__all__ = ["COMPANY", "grades", "write_records"]
