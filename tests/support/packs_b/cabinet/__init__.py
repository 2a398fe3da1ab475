"""A maker of fitted kitchens whose marketing manager writes one big handbook and month-by-month tables."""

from ..profile import Company, uscc
from .grades import grades
from .records import write_records

COMPANY = Company(
    name="佛山木栖里家居有限公司", code=uscc("91440605MA4UT7R2X"), kind="sales", industry="定制家具",
    branches=(), outlets=("肇庆端州宏达安装队", "清远新城优家装饰服务部", "韶关浈江诚木家具维修店"),
)

__all__ = ["COMPANY", "grades", "write_records"]
