"""Three invented enterprises with evidence folders: strong, middling, weak.

`python -m tests.support.samples OUT_DIR [--truth DIR]` writes the files of corpus/samples, the same bytes each time.
The wording is in texts/, the record tables and the truth about them in companies/.
"""
