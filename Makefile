# `make run` starts Unhunch on a fresh machine; `make test` tests it. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
TESTS := $(VENV)/.tests
SAY := printf '%-12s%s\n'
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes

# An environment whose Python has been removed or replaced is made again.
ifneq ($(wildcard $(MADE)),)
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f $(MADE))
endif

.DEFAULT_GOAL := help
.PHONY: help run test looks check bench soak shots content demo lock
.NOTPARALLEL:

help: ## This list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1	/p' $(MAKEFILE_LIST) | while IFS='	' read -r name what; do \
		printf 'make %-8s%s\n' "$$name" "$$what"; done

run: $(RUNTIME) ## Web and reminders on http://localhost:8000, until Ctrl-C
	@$(BIN)/python -m jobs run --with-parent

test: $(TESTS) ## Everything that is checked, then the whole test suite
	@sh .ci/machine $(BIN)/python
	@$(MAKE) --no-print-directory check
	@if command -v node >/dev/null; then node --test --test-reporter=dot $$(find tests/js -name '*.test.js'); \
		else $(SAY) Node "is missing, so the scripts' tests are skipped"; fi
	@$(BIN)/python -m pytest -q -n 2 -m "not browser"
	@set -e; for file in tests/browser/test_*.py tests/lab_tests/test_*.py; do \
		$(BIN)/python -m pytest -q -n 0 $$file; done
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/looks/test_every_page.py

looks: $(TESTS) ## Every page and state as in `make test`, and with large text, notch and HTML as served
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/looks

check: $(TESTS) ## Formatting, lint, types and import rules
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports >$(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }
	@$(SAY) Check "formatting, lint, types and imports are clean"

bench: $(TESTS) ## Measure; a table, and bench.json
	@$(BIN)/python -m tests.bench

soak: $(TESTS) ## Property tests, every zone, a hundred kills and other faults: about an hour
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -q -m hypothesis --timeout=1800
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -q -m "not hypothesis" --timeout=1800 \
		tests/faults tests/domain/test_zones.py

shots: $(TESTS) ## Pictures of every page and state, and contact sheets, in build/shots/
	@$(BIN)/python -m tests.looks.shots $(NAMES)

content: $(TESTS) ## Check the catalogue; drawings, timelines, and all of it played, as sheets in build/content/
	@$(BIN)/python -m tests.content
	@$(BIN)/python -m tests.content.crawl

demo: export UNHUNCH_DATA_DIR := instance-demo
demo: $(RUNTIME) ## A person with three months of history, in instance-demo/
	@$(BIN)/flask --app wsgi db upgrade
	@$(BIN)/flask --app wsgi demo
	@$(BIN)/python -m jobs run --with-parent

lock: ## Lock the dependencies anew (needs uv); UPGRADE=1 takes the newest
	@$(PYTHON) .ci/lock.py $(if $(UPGRADE),--upgrade)

$(MADE):
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Unhunch needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Unhunch needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1)." \
			"Name another one: make PYTHON=python3.12 ..."; exit 1; }
	@$(SAY) Environment "making $(VENV)/"
	@$(PYTHON) -m venv --clear $(VENV) || { echo "Python's venv module does not work here;" \
		"on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@touch $@

$(RUNTIME): $(MADE) requirements.lock
	@$(SAY) Packages "installing what is needed to run (once)"
	@sed '/^# For tests only$$/,$$d' requirements.lock >$(VENV)/runtime.lock
	@$(PIP) -r $(VENV)/runtime.lock
	@touch $@

$(TESTS): $(RUNTIME) requirements.lock
	@$(SAY) Packages "installing what is needed to test (once)"
	@$(PIP) -r requirements.lock
	@touch $@
