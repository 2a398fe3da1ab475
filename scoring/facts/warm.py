"""Imported once by the process that others are forked from: it reads the lexicon, so that they need not."""

from scoring.facts.extract import extract

extract("客户服务部负责售后服务。".encode(), "说明.txt")
