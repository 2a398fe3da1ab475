"""Whose grade `xingping ask` answers by: a client of the workspace, or a result file."""

import argparse
from typing import TYPE_CHECKING

from assistant.errors import UsageError
from scoring.errors import os_fault

if TYPE_CHECKING:
    from assistant.answering.opened import Opened
    from assistant.service import Service


def opened_for(options: argparse.Namespace, service: "Service") -> "Opened | None":
    """None where neither is given. Raises DeclaredError for a client or file that is not there."""
    if options.result is not None:
        from assistant.answering.opened import opened_file

        try:
            return opened_file(options.result.read_bytes(), options.result.name)
        except OSError as error:
            raise UsageError(f"读不了 {options.result}：{os_fault(error)}") from error
    if options.client is None:
        return None
    from assistant.workbench import Workbench

    bench = Workbench(service)  # read-only here; the process ends with the command, and with it the connection
    opened = bench.opened(bench.workspace.find_client(options.client).id)
    if opened is None:
        raise UsageError(f"客户“{options.client[:60]}”已归档，请先取消归档")
    return opened
