"""A maker of shop-keeping software whose people write Markdown and export GBK tables from their ticket system."""

from ..profile import Company, uscc
from .grades import grades
from .records import write_records

NOT_SENT = "软件在线开通，不配送实物商品"
NOT_WASTE = "软件服务没有可回收的废弃商品"

COMPANY = Company(
    name="成都云阶软件有限公司", code=uscc("91510100MA6DF8K4N"), kind="service", industry="软件和信息技术服务",
    exclusions={"5.2.3-a": NOT_SENT, "5.2.3-b": NOT_SENT, "5.2.6-a": NOT_WASTE, "5.2.6-b": NOT_WASTE},
)

__all__ = ["COMPANY", "grades", "write_records"]
