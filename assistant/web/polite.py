"""uvicorn's server, stopped in order: first what is under way, then the connections; a second signal ends it at once."""

import logging
import os
import threading
from types import FrameType

from uvicorn import Config, Server

from assistant.logs import tell
from assistant.web.stopping import GRACE, Stopping

_AT_LAST = 3 * GRACE  # seconds after its time that a thread may still keep the process
_FORCED = 1


class PoliteServer(Server):
    """`run` returns when all is over, and does not raise the signal again."""

    def __init__(self, config: Config, stopping: Stopping) -> None:
        super().__init__(config)
        self._stopping = stopping
        self._told = self._late = False
        logging.getLogger("uvicorn.error").addFilter(lambda _: not stopping.begun)  # what was cut short is told by us

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  uvicorn's own signature
        """In a signal's handler: as little as can be."""
        if self._stopping.begun:
            tell("已立即结束，没有等进行中的请求")
            os._exit(_FORCED)
        self._stopping.begin()

    async def on_tick(self, counter: int) -> bool:
        """Whether to close; until then the readiness can still be asked for."""
        stopping = self._stopping
        if stopping.begun and not self._told:
            self._told = True
            stopping.first()
            _end_at(stopping.seconds + _AT_LAST)
            if stopping.in_flight:
                tell(f"正在停止：等 {stopping.in_flight} 个进行中的请求做完，最多 {stopping.seconds:g} 秒；再发一次信号（Ctrl+C）立即结束")
        if stopping.late and stopping.in_flight and not self._late:
            self._late = True
            threading.Thread(target=stopping.last, daemon=True).start()
        if stopping.over:
            self.should_exit = True
        return await super().on_tick(counter)


def _end_at(seconds: float) -> None:
    """However long a thread keeps the process: what it does can be cut off anywhere and leaves nothing half done."""
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()


def last_line(stopping: Stopping) -> str:
    """What was left undone, in one line."""
    parts = (
        f"{stopping.cut} 个请求到时限没有做完" if stopping.cut else "",
        f"{stopping.left.cut} 次预评没有做完，记为中断，请重新预评" if stopping.left.cut else "",
        f"{stopping.left.waiting} 次排队中的预评等下次启动后接着做" if stopping.left.waiting else "",
    )
    told = "；".join(part for part in parts if part)
    return f"已停止：{told}" if told else "已停止"
