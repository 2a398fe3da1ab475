"""Four evidence packs of imaginary companies, each with the grade that the generator itself derives.

    python -m tests.support.packs_d OUT_DIR [TRUTH_DIR]

Every pack is a module of records (Python, seeded) and a papers file (plain text with a small markup, see
`papers`). The truth is counted while the records are made; the grading engine has no part in it.
"""
