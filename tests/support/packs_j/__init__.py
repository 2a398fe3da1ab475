"""Three evidence packs as they come in: a pump maker, a dealer who hands in photos and scans, a lift service in zip files.

The papers' wording is in `texts/`, the registers are made by the pack modules, which count while they write.
"""
