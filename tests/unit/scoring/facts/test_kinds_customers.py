"""What customers see - flyers, notices, web pages - and what is done for them is told from rules and records of other things."""

import pytest

from scoring.facts.extract import extract


def _kinds(name: str, text: str) -> set[str]:
    return {kind for section in extract(text.encode(), name).sections for kind in section.kinds}


def _page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.txt", "国庆焕新节\n全场直降三成，到店有礼\n活动时间：10月1日至7日", "promotion_material"),
        ("x.txt", "尊敬的用户：\n我司服务热线自6月1日起停用，恢复时间另行通知。", "notice"),
        ("x.txt", "致各位业主：\n本月检修电梯，给您带来不便请谅解。", "notice"),
        ("x.txt", "2026年夏季空调免费清洗活动签到表\n5月3日共 36 户参加", "active_service_record"),
        ("x.txt", "用户座谈会纪要\n2026年5月8日在公司二楼召开用户座谈会，到会 12 人。", "active_service_record"),
        ("x.txt", "业主消防器材使用培训签到\n2026年3月2日", "customer_training_record"),
        ("x.html", _page("Support", "<h1>Support Center</h1><p>400-720-1188</p><button>Submit a ticket</button>"), "website_page"),
        ("x.html", _page("江郎泵业-售后", "<div>全国服务热线 400-720-1188</div><div><a href='/r'>我要报修</a></div>"), "website_page"),
        ("x.txt", "江郎泵业官方网站 > 服务支持\n在线报修 在线客服\n版权所有 江郎泵业", "website_page"),
        ("x.txt", "天猫旗舰店售后服务页\n7天无理由退货；在线客服 9:00-22:00", "website_page"),
    ],
)
def test_is(name: str, text: str, kind: str) -> None:
    assert kind in _kinds(name, text)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("x.txt", "关于国庆节放假的通知\n10月1日至7日放假", "promotion_material"),
        ("x.txt", "客户关怀管理制度\n第一条 每年开展关怀活动。", "active_service_record"),
        ("x.txt", "客户服务部培训记录\n2026年3月2日", "customer_training_record"),
        ("x.txt", "员工安全操作培训签到表\n2026年3月2日", "customer_training_record"),
        ("x.html", _page("江郎泵业新闻", "<h1>公司新闻：走进校园</h1><p>五月公司走进校园开展公益宣传。</p>"), "website_page"),
        ("x.txt", "收费标准（官网公布）\n上门费 50 元", "website_page"),
        ("x.txt", "网站维护记录\n2026-03-01 更新首页", "website_page"),
    ],
)
def test_is_not(name: str, text: str, kind: str) -> None:
    assert kind not in _kinds(name, text)
