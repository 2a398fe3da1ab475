"""Tricks played on the grader, each with its truth, and honest papers that look alike.

The base is an invented enterprise whose pack meets every clause (base/). A case (tests/data/tricks) changes a few files of
it and says which clauses must change, and to what; all others must stay as they are.
"""
