"""Imported once by the process that others are forked from: it reads the lexicon, so that they need not."""

from scoring.facts.extract import extract

# a sentence for the statements, a form for the records, and dates: what any paper asks the lexicon
_PAPER = "客户服务部负责售后服务，24小时内上门维修。\n受理单\n受理日期：2026年1月5日\n处理结果：已修好\n"

extract(_PAPER.encode(), "说明.txt")
