# make            set up, build the tables, validate them, print a summary
# make test       set up, run the tests
# make bundle     set up, write the release in every format to dist/
# make bench      set up, measure build and validation, write docs/benchmarks.md (QUICK=1: less, printed only)
# make site       make the page in dist/site and the figures
# make check      set up, compare the built files with a rebuild
# make lint       set up, check the style of the code
# make tidy       rewrite the authored YAML in its canonical form
# make pins       refresh the pinned versions in requirements/
# make clean      remove what these made
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := all
.PHONY: all build validate check test site bundle bench tidy lint pins clean

all: build validate

build: $(VENV)/build.ok
	$(BIN)/python -m scripts.build

validate: $(VENV)/build.ok
	$(BIN)/python -m scripts.validate

check: $(VENV)/build.ok
	$(BIN)/python -m scripts.build --check

site: $(VENV)/test.ok
	$(BIN)/python -m scripts.page

tidy: $(VENV)/build.ok
	$(BIN)/python -m scripts.tidy

test: $(VENV)/test.ok
	$(BIN)/python -m pytest

bundle: $(VENV)/test.ok
	$(BIN)/python -m scripts.bundle

bench: $(VENV)/test.ok
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

lint: $(VENV)/test.ok
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

pins: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade \
		--extra build pyproject.toml -o requirements/build.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade \
		--all-extras pyproject.toml -o requirements/test.txt

clean:
	rm -rf $(VENV) dist .pytest_cache .ruff_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/build.ok: requirements/build.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/test.ok: requirements/test.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@ $(VENV)/build.ok
