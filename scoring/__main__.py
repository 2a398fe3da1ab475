"""`python -m scoring grade|replay|rubric`: the grading half alone."""

from scoring.cli.commands import main

if __name__ == "__main__":
    raise SystemExit(main())
