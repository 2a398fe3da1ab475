"""Who asks whether it could apply: the few facts of a short form, checked where they come in."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from assistant.errors import UsageError
from scoring.profile import Kind

Wanted = Literal["pass", "three_star", "four_star", "five_star"]
Activity = Literal["installation", "delivery", "repair", "recycling"]

WANTED: dict[Wanted, str] = {"pass": "达标级", "three_star": "三星级", "four_star": "四星级", "five_star": "五星级"}
ACTIVITIES: dict[Activity, str] = {"installation": "安装调试", "delivery": "配送", "repair": "维修", "recycling": "废旧商品回收"}
MOST_YEARS, MOST_PEOPLE = 200, 1_000_000
FAULT = "own_line"  # type of an error whose message is a Chinese line of ours


def _plain(text: str) -> str:
    """One line that every database and terminal can hold."""
    line = " ".join(text.split())
    if not line.isprintable():
        raise PydanticCustomError(FAULT, "含有不能显示的字符，请重新填写")
    return line


Short = Annotated[str, Field(max_length=60), AfterValidator(_plain)]
Count = Annotated[int, Field(strict=True, ge=0, le=MOST_PEOPLE)]


class Applicant(BaseModel):
    """`years` since the licence was issued, `system_months` since the after-sales system runs; `outlets` beside the head office.

    `service_managers` are 服务管理人员 (None: not counted yet), `managers` those who hold a 售后服务管理师 certificate.
    `activities` are done, by itself or by others for it (None: not said). `wanted` is the level hoped for.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "kind": "sales",
                    "industry": "办公设备销售",
                    "years": 3,
                    "outlets": 4,
                    "people": 120,
                    "service_managers": 15,
                    "managers": 1,
                    "certificates": ["ISO 9001"],
                    "system_months": 4,
                    "activities": ["delivery", "repair"],
                    "wanted": "five_star",
                }
            ]
        },
    )

    kind: Kind = Field(description="企业类型：production 生产型、sales 销售型、service 服务型")
    industry: Short = Field("", description="行业，如“家用电器销售”")
    years: Annotated[float, Field(strict=True, ge=0, le=MOST_YEARS, allow_inf_nan=False)] = Field(
        description="营业执照登记满几年，可带小数（0.5 是半年）"
    )
    outlets: Count = Field(0, description="总部以外的门店、分公司、服务网点有几个，自建和委托都算")
    people: Annotated[int, Field(strict=True, ge=1, le=MOST_PEOPLE)] = Field(description="全体员工几人")
    service_managers: Count | None = Field(None, description="服务管理人员几人（总部和网点与服务有关的各级负责人），没数过可不填")
    managers: Count = Field(0, description="持证的售后服务管理师几人")
    certificates: Annotated[tuple[Short, ...], Field(max_length=20)] = Field((), description="已有的认证证书，如 ISO 9001")
    system_months: Annotated[int, Field(strict=True, ge=0, le=MOST_YEARS * 12)] = Field(description="售后服务体系按制度运行了几个月，还没有运行填 0")
    activities: Annotated[tuple[Activity, ...], Field(max_length=20)] | None = Field(
        None,
        description="自己做或委托别人做的：installation 安装调试、delivery 配送、repair 维修、recycling 废旧商品回收；不说明可不填",
    )
    wanted: Wanted | None = Field(None, description="希望的级别：pass 达标级、three_star 三星级、four_star 四星级、five_star 五星级")

    @model_validator(mode="after")
    def _adds_up(self) -> "Applicant":
        for number, what in ((self.service_managers or 0, "服务管理人员"), (self.managers, "售后服务管理师")):
            if number > self.people:
                context = {"what": what, "number": number, "people": self.people}
                raise PydanticCustomError(FAULT, "{what}（{number} 人）不能多于全体员工（{people} 人）", context)
        if self.system_months > self.months + 1:  # a licence of 0.3 years is three months and a bit
            raise PydanticCustomError(FAULT, "售后服务体系运行的时间不能比营业执照登记的时间还长")
        return self

    @property
    def months(self) -> int:
        """Whole months since the licence."""
        return int(self.years * 12 + 1e-9)


TITLES = {
    "kind": "企业类型",
    "industry": "行业",
    "years": "执照登记满几年",
    "outlets": "网点数",
    "people": "员工人数",
    "service_managers": "服务管理人员人数",
    "managers": "售后服务管理师人数",
    "certificates": "已有的认证证书",
    "system_months": "体系运行月数",
    "activities": "做哪些活动",
    "wanted": "希望的级别",
}


def applicant(values: dict[str, Any]) -> Applicant:
    """From plain values. Raises UsageError with one Chinese line for the first that does not hold."""
    try:
        return Applicant.model_validate(values)
    except ValidationError as error:
        raise UsageError(fault_line(error)) from error


def fault_line(error: ValidationError) -> str:
    """The first fault, by the name people know the field by."""
    fault = error.errors()[0]
    where = TITLES.get(str(fault["loc"][0]), str(fault["loc"][0])) if fault["loc"] else ""
    return f"{where}{_wrong(str(fault['type']), fault.get('ctx', {}), str(fault['msg']))}"


def _wrong(kind: str, context: dict[str, Any], message: str) -> str:
    if kind == FAULT:
        return message
    known = {
        "missing": "没有填",
        "greater_than_equal": f"不能小于 {context.get('ge')}",
        "less_than_equal": f"不能大于 {context.get('le')}",
        "int_type": "应是整数",
        "float_type": "应是数字",
        "finite_number": "应是数字",
        "literal_error": f"只能是 {str(context.get('expected', '')).replace(' or ', ' 或 ')}",
        "string_too_long": f"太长，最多 {context.get('max_length')} 字",
        "too_long": f"太多，最多 {context.get('max_length')} 项",
        "extra_forbidden": "是不认识的字段",
    }
    return known.get(kind, "不合要求")
