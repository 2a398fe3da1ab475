"""What the recogniser often takes for something else."""

import pytest

from scoring.documents.scans.page import limits
from scoring.documents.scans.slips import mended


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("接到报修后4小时内上内", "接到报修后4小时内上门"),
        ("上内时间", "上门时间"),
        ("可到内店投诉", "可到门店投诉"),
        ("向监管部内报告", "向监管部门报告"),
        ("由专内人员负责", "由专门人员负责"),
        ("2026-07-0714:15", "2026-07-07 14:15"),
        # what stands so rightly
        ("以上内容由总部内部掌握", "以上内容由总部内部掌握"),
        ("国内店面、境内店铺", "国内店面、境内店铺"),
        ("在客服部内公示", "在客服部内公示"),
        ("24小时内到达，门店内张贴", "24小时内到达，门店内张贴"),
        ("2026-07-07 14:15", "2026-07-07 14:15"),
    ],
)
def test_slips(read: str, meant: str) -> None:
    assert mended(read, limits().slips) == meant


def test_letters_keep_their_places() -> None:
    read = "上内时间2026-07-0714:15"
    assert len("".join(mended(read, limits().slips).split())) == len(read)
