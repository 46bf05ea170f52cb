# make            set up, build the tables, validate them, print a summary
# make test       set up, run the tests: about six minutes on two cores (QUICK=1: the quick ones, in one)
# make fuzz       set up, try thousands of new examples on the property tests: some minutes (ARGS: what pytest takes)
# make lint       set up, check style, types and workflows
# make check      set up, compare the built files with a rebuild
# make bundle     set up, write the release in every format to dist/ (ARGS=--dev: what is not released)
# make wheel      set up, build the Python package (wheel and sdist) into dist/
# make site       set up, make the site in dist/site and the figures (ARGS: --url ADDRESS where it will be hosted)
# make watch      set up, list new pages and cited pages that are dead or moved in watch.md: it asks the web, for up to an hour
# make release    set up, give what changed its version and draw the figures (ARGS: step, --reason, --date)
# make bench      set up, measure build, validation and the site, write docs/benchmarks.md (QUICK=1: less, printed only)
# make tidy       rewrite the authored YAML in its canonical form
# make pins       refresh the pinned versions in requirements/
# make clean      remove what these made
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := all
.PHONY: all build validate check test fuzz lint site bundle wheel release watch bench tidy pins clean

all: build validate

build: $(VENV)/build.ok
	$(BIN)/python -m scripts.build

validate: $(VENV)/build.ok
	$(BIN)/python -m scripts.validate

check: $(VENV)/build.ok
	$(BIN)/python -m scripts.build --check

tidy: $(VENV)/build.ok
	$(BIN)/python -m scripts.tidy

test: $(VENV)/test.ok
	@echo "$(if $(QUICK),The quick tests: about a minute,All tests: about six minutes) on two free cores."
	$(BIN)/python -m pytest -n auto --dist loadfile $(if $(QUICK),-m "not slow")

fuzz: $(VENV)/test.ok
	$(BIN)/python -m pytest tests/properties -n auto --hypothesis-profile=fuzz $(ARGS)

bundle: $(VENV)/test.ok
	$(BIN)/python -m scripts.bundle $(ARGS)

wheel: $(VENV)/test.ok
	$(BIN)/python -m build --no-isolation --outdir dist

release: $(VENV)/test.ok
	$(BIN)/python -m scripts.release $(ARGS)
	$(BIN)/python -m scripts.page

site: $(VENV)/test.ok
	$(BIN)/python -m scripts.page $(ARGS)

watch: $(VENV)/watch.ok
	$(BIN)/python -m scripts.watch all --out watch.md

bench: $(VENV)/test.ok
	$(BIN)/python -m benchmarks $(if $(QUICK),--quick)

lint: $(VENV)/lint.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/basedpyright --level error
	$(BIN)/zizmor --offline --quiet .github

pins: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(foreach set,build watch test lint,$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --upgrade \
		--generate-hashes --group $(set) -o requirements/$(set).txt &&) true

clean:
	rm -rf $(VENV) dist .pytest_cache .ruff_cache .mypy_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

# Hashes in requirements/ make pip refuse a file that is not the one that was pinned.
$(VENV)/%.ok: requirements/%.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
