# Everything from a fresh clone: `make site` builds the course, `make test` runs the tests, `make check` is what CI runs.
# All of it happens in .venv, made from pyproject.toml with the versions of constraints.txt.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: site offline serve test check lint types scripts packages aloud engines setup browser node clean

site: $(READY)
	$(BIN)/leitfaden build

offline: $(READY)
	$(BIN)/leitfaden build --offline --out site-offline

serve: $(READY)
	$(BIN)/leitfaden serve

test: $(READY) browser
	$(BIN)/pytest

check: test lint types scripts packages aloud engines

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

scripts: $(READY) node
	tests/scripts/check

packages: $(READY) browser node
	tests/scripts/play tests/browser/play_scorm12.py

aloud: $(READY) browser node
	tests/scripts/play tests/browser/hear_activities.py

engines: $(READY) $(VENV)/.engines
	@tests/engines/provide
	$(BIN)/pytest -n 2 --dist loadgroup tests/engines

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Leitfaden needs Python 3.11 or newer: set PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv is missing: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

$(VENV)/.engines: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[engines]'
	@touch $@

browser:
	@tests/browser/provide

node:
	@tests/scripts/provide

clean:
	rm -rf build site site-offline dist .cache $(VENV) node_modules
