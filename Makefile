# `make site`, `make test`, `make serve`: each makes its own virtual environment first and can be run again at will.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SURVEY := $(BIN)/survey
# On all processors; neighbours stay together as long as they can, for what they share.
AT_ONCE := -n auto --dist worksteal

.PHONY: site serve test check lint bench promises formulas clean

site: $(VENV)/installed
	@$(SURVEY) build

serve: $(VENV)/installed
	@$(SURVEY) serve

check: $(VENV)/installed
	@$(SURVEY) check

test: $(VENV)/installed-test
	@$(BIN)/python -m pytest $(AT_ONCE)

lint: $(VENV)/installed-dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

bench: $(VENV)/installed
	@$(BIN)/python benchmarks/build.py

promises: $(VENV)/installed-test
	@SURVEY_EFFORT=10 $(BIN)/python -m pytest $(AT_ONCE) tests -k "law or mutant or property"

formulas: $(VENV)/installed-test
	@$(BIN)/python tests/formula_sheet.py .cache/formulas

clean:
	rm -rf $(VENV) .cache site dist

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "livingsurvey needs Python 3.11 or newer; name one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/installed-test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/installed-test $(VENV)/installed
