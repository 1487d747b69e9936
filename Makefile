# One verb per chore. `make` alone lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
SITE ?=
FRESH ?=
PAGES ?=
JOBS ?= 2
ROUNDS ?= 5

.PHONY: help crawl test explore lint types format bench docs clean

help: ## List the verbs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

# A stamp is made last, so that an interrupted install is taken up again.
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[web]'
	@touch $@

.venv/.developer: .venv/.installed
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

crawl: .venv/.installed ## Crawl the newspaper on board (FRESH=1: anew) or SITE=https://...
ifeq ($(SITE),)
	@$(BIN)/python -m demo $(if $(FRESH),--fresh)
else
	@$(BIN)/newscrawler crawl '$(SITE)'
endif

test: .venv/.developer ## Run the tests
	$(BIN)/python -m pytest -q -n $(JOBS)

explore: .venv/.developer ## Run the property tests on new random examples, ROUNDS times
	@for round in $$(seq $(ROUNDS)); do \
	  $(BIN)/python -m pytest -q -n $(JOBS) -m hypothesis --hypothesis-profile=explore || exit 1; done

lint: .venv/.developer ## Check style, format and the arrows between rooms
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/.developer ## Check types
	$(BIN)/mypy

format: .venv/.developer ## Put the code into the common format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.developer ## Time archive and crawl; PAGES=FOLDER (annotated): reading too
	$(BIN)/python benchmarks/archive.py
	$(BIN)/python benchmarks/crawl.py
	$(BIN)/python benchmarks/copies.py
ifneq ($(PAGES),)
	$(BIN)/python benchmarks/extraction.py '$(PAGES)'
	$(BIN)/python benchmarks/dates.py '$(PAGES)' --against ''
endif

docs: .venv/.developer ## Write docs/schema.md from the schema; check that what the docs say is so
	$(BIN)/python -m newscrawler.archive.describing > docs/schema.md
	$(BIN)/python -m pytest -q tests/test_docs.py tests/test_docs_schema.py

clean: ## Remove .venv and everything generated; archives stay
	rm -rf .venv *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
