"""What went wrong inside, in one Chinese line: in full for the operator, without paths for a visitor."""

from assistant.errors import declared


def for_operator(error: Exception) -> str:
    """Declared errors speak for themselves; of others the log has the details."""
    if declared(error):
        return str(error).strip().split("\n", 1)[0]
    return f"程序内部错误（{type(error).__name__}），详见日志"


def for_visitor(error: Exception) -> str:
    """Never a path or a detail of the machine."""
    if declared(error):
        return "知识库暂时打不开，请管理员查看服务日志"
    return "服务内部出错，这个问题没有答成；请稍后重试，或请管理员查看日志"
