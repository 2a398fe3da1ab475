"""`rubric list | show | check | export | import`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from scoring.cli.files import save_file
from scoring.errors import UsageError, os_fault
from scoring.figures import shown
from scoring.rubric import Clause, Rubric, RubricError, load_rubric
from scoring.rubric.loader import check_names, rubric_ids

Write = Callable[[str], None]
_MODES = {"all_or_nothing": "全有或全无", "sample_ratio": "按抽样比例"}
_PROVENANCE = {"working": "工作口径", "confirmed": "公开来源", "official": "正式分值"}


def run(options: argparse.Namespace, write: Write) -> int:
    """Run one of the subcommands; returns the exit code."""
    if options.what == "list":
        for name in rubric_ids():
            write(f"{name}　{load_rubric(name).title}\n")
        return 0
    if options.what == "check":
        return _check(options.file, write)
    rubric = load_rubric(options.rubric)
    if options.what == "show":
        _show(rubric, options.clause, write)
    elif options.what == "export":
        from scoring.rubric.workbook import export_workbook

        save_file(options.file, export_workbook(rubric))
        write(f"已导出 {options.file}：在“正式分值”一列填写标准正式分值，再用 xingping rubric import 导入\n")
    else:
        _import(rubric, options.file, options.output, write)
    return 0


def _check(file: str | None, write: Write) -> int:
    for name in (file,) if file else rubric_ids():
        rubric = load_rubric(name)
        check_names(rubric, name)
        clauses = list(rubric.clauses())
        conditions = sum(len(clause.conditions) for clause in clauses)
        write(f"{name} 无误：{len(clauses)} 条、{conditions} 个条件、满分 {shown(rubric.full_marks)}\n")
    return 0


def _show(rubric: Rubric, clause_id: str | None, write: Write) -> None:
    if clause_id is not None:
        found = next((clause for clause in rubric.clauses() if clause.id == clause_id), None)
        if found is None:
            raise UsageError(f"{rubric.id} 没有条款 {clause_id}（用 xingping rubric show 看全部）")
        _show_clause(found, write)
        return
    write(f"{rubric.title}（{rubric.id} {rubric.version}）满分 {shown(rubric.full_marks)}\n")
    write("等级：" + "，".join(f"{level.title} ≥ {shown(level.lower)}" for level in rubric.levels) + "\n" if rubric.levels else "")
    for group in rubric.groups:
        write(f"\n{group.id} {group.title}　{shown(group.points)} 分（{_PROVENANCE[group.provenance]}）\n")
        for indicator in group.indicators:
            write(f"  {indicator.id} {indicator.title}\n")
            for clause in indicator.clauses:
                tail = "　可删减" if clause.excludable else ""
                write(f"    {clause.id} {clause.title}　{shown(clause.points)}（{_PROVENANCE[clause.provenance]}）{tail}\n")


def _show_clause(clause: Clause, write: Write) -> None:
    write(f"{clause.id} {clause.title}　{shown(clause.points)} 分（{_PROVENANCE[clause.provenance]}）　{_MODES[clause.mode]}\n")
    for condition in clause.conditions:
        remedy = condition.remedy
        effort = f"约 {shown(remedy.days)} 人日，前置 {remedy.lead_days} 天，工作估计"
        write(f"  · {condition.text}（条件编号 {condition.id}）\n    缺时：{remedy.do}（交：{remedy.hand_in}；{remedy.who}；{effort}）\n")
    for question in clause.on_site:
        write(f"  现场：{question}\n")


def _import(rubric: Rubric, file: Path, output: Path, write: Write) -> None:
    from scoring.rubric.workbook import import_workbook
    from scoring.rubric.yaml_file import to_yaml

    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"读不了 {file}：{os_fault(error)}") from error
    filled = import_workbook(data, rubric, file.name)
    if output.suffix not in (".yaml", ".yml"):
        raise RubricError(f"评分表要写成 .yaml 文件，{output.name} 不是")
    save_file(output, to_yaml(filled).encode())
    official = sum(1 for clause in filled.clauses() if clause.provenance == "official")
    write(f"已写入 {output}：{official} 个条款用正式分值；评分时加 --rubric {output}\n")
