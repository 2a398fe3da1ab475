"""What every document of the company agrees on."""

from __future__ import annotations

COMPANY = "河南沃岭农业机械制造有限公司"
INDUSTRY = "农业机械制造"
HOTLINE = "400-037-6918"
ADDRESS = "河南省信阳市平桥区产业集聚区九号路16号"

OWN = [("河南", f"{COMPANY}信阳服务中心"), ("河南", f"{COMPANY}周口服务站"), ("安徽", f"{COMPANY}阜阳服务站"), ("湖北", f"{COMPANY}襄阳服务站")]
# 省份、单位、协议编号、到期日
DEALERS = [
    ("山东", "菏泽金穗农机销售有限公司", "WL-TY-2025-01", "2027年12月31日"),
    ("陕西", "渭南田野农机维修中心", "WL-TY-2025-03", "2027年6月30日"),
    ("山西", "临汾尧都惠农农机站", "WL-TY-2023-07", "2026年6月30日"),
    ("四川", "绵阳科信农机有限责任公司", "WL-TY-2026-02", "2028年3月31日"),
]
