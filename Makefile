# Two commands do everything: `make run` and `make test`. Windows: see the pip lines in README.md.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.PHONY: screens run test covered lint index evaluate train bench wheel licences clean

run: $(VENV)/.ready index
	$(BIN)/xingping serve

index: $(VENV)/.ready
	$(BIN)/xingping index

# several test processes share the cores, so none computes with more than one; what is compiled once is kept for those after it
test: export OPENBLAS_NUM_THREADS = 1
test: export OMP_NUM_THREADS = 1
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.ready-test lint
	mkdir -p var
	$(BIN)/python $(COVER) -m pytest -n 3 --dist loadfile --no-loadscope-reorder

# the same, and how many lines of each package were run: .ci/coverage.yaml says how many should be
covered: COVER := -m slipcover --source assistant,scoring --json --out var/coverage.json
covered: test
	$(BIN)/python .ci/covered.py

lint: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/xingping index --check

evaluate: $(VENV)/.ready-test
	$(BIN)/xingping evaluate

train: $(VENV)/.ready
	$(BIN)/python -m assistant.training.embedding

# every figure in one table, also in var/bench: within about an hour on two cores; `python -m benchmarks --quick` takes minutes
bench: $(VENV)/.ready-test
	$(PIP) -e ".[bench]"
	$(BIN)/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# torch first and by its exact version: a looser pin would pull a CUDA build of several gigabytes
$(VENV)/.ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP) torch
	$(PIP) -e .
	touch $@

$(VENV)/.ready-test: $(VENV)/.ready
	$(PIP) -e ".[test]"
	touch $@

screens: $(VENV)/.ready-test  # docs/screens/: a picture of every page, in Chromium
	$(BIN)/python -m tests.support.screens

wheel: $(VENV)/.ready-test  # dist/: the source archive, and the wheel built from it; nothing is downloaded
	$(BIN)/python -m build --no-isolation

licences: $(VENV)/.ready-test  # docs/licences.md
	$(PIP) -e ".[bench]"
	$(BIN)/python .ci/licences.py --write

clean:
	rm -rf $(VENV) var dist
