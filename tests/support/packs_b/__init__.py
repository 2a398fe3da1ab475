"""Four invented companies' evidence packs with hand-derived truth, for testing that scoring generalises.

Run as ``python -m tests.support.packs_b OUT_DIR [--truth TRUTH_DIR]``. Every company, person, number and
certificate is invented. Paper texts stand in ``<pack>/papers.txt``, record tables in ``<pack>/records.py``,
the expected grades in ``<pack>/grades.py``; the counts in the grades come from the generated rows.
"""
