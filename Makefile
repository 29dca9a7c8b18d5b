# make serve   build the dataset and serve it       make test   run every test
# Both set themselves up: a virtual environment in .venv with the pinned dependencies.

HOST  ?= 127.0.0.1
PORT  ?= 8000
STORE ?= .clusteratlas
VENV  ?= .venv
PYTEST_OPTIONS ?= -n auto --dist loadgroup

# The first interpreter on the PATH that is new enough and really starts.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)

READY := $(VENV)/.ready
BUILT := $(addprefix server/clusteratlas/web/,static/built client/node_modules client/.node)

.DEFAULT_GOAL := help
.PHONY: help setup pages build serve test screenshots check format clean

help:
	@sed -n 's/^# //p' Makefile | head -2
	@echo "also: make setup | pages | build | screenshots | check | format | clean   (HOST, PORT, STORE, PYTHON can be set)"

setup: $(READY) pages

$(READY): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer found; install one or say make PYTHON=/path/to/python" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@

# The styles and scripts of the pages: built when their sources are newer (0.2 s when not).
pages: $(READY)
	@$(VENV)/bin/python server/clusteratlas/web/client/build.py

build: $(READY) pages
	$(VENV)/bin/clusteratlas build --store $(STORE)

serve: build
	exec $(VENV)/bin/clusteratlas serve --host $(HOST) --port $(PORT) --store $(STORE)

test: $(READY) pages
	$(VENV)/bin/python -m pytest $(PYTEST_OPTIONS)

# A picture of every kind of page, at the width of a desk and of a phone, in dist/screenshots.
screenshots: $(READY) pages
	SCREENSHOTS=dist/screenshots $(VENV)/bin/python -m pytest -q tests/browser/test_accessibility.py

check: $(READY)
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/python server/clusteratlas/web/client/build.py check
	$(VENV)/bin/clusteratlas format --check

format: $(READY)
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format
	$(VENV)/bin/clusteratlas format --write

clean:
	rm -rf $(VENV) $(STORE) dist $(BUILT) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
