# make run     the app over corpus/, or over REPORTS=/some/folder, on 127.0.0.1:8501
# make run MODEL=all-MiniLM-L6-v2   the same with a faster model, for reports in English only
# make test    everything: checks, tests, browser
# make test-fast   the tests that need no browser and are not slow, for the working day
# make check   format, lint, types, import contracts
# make format  formats the code and fixes what ruff can fix
# make setup   installs everything but the tools of `make docs` into .venv
# make docs    the website, from docs/ and the docstrings, into site/
# make bench-retrieval   measures over REPORTS with the gold lines of QUESTIONS=file.jsonl, and the ablation
# make bench-ingest      what an ingest of REPORTS costs, beside the plain floor
# make bench-tables      values claimed of random tables in every format, compared with their grids
# make bench-load        50 visitors ask the app over REPORTS at once, 2,000 questions of QUESTIONS=file.jsonl
# make screenshots       the pictures of docs/screenshots; needs Chromium
# make lock    write requirements.lock again from pyproject.toml

REPORTS ?= corpus
PORT ?= 8501
QUESTIONS ?= tests/sample/gold.jsonl
PYTHON ?= python3
BIN := .venv/bin
ifeq ($(patsubst %/,%,$(REPORTS)),corpus)
INDEX := .askreports
else
INDEX := .askreports-$(shell printf '%s' "$(REPORTS)" | cksum | cut -d' ' -f1)
endif
SETUP := .venv/.installed
DOCS := .venv/.installed-docs

export HF_HUB_OFFLINE := 1
ifdef MODEL
export ASKREPORTS_MODEL := $(MODEL)
endif
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test test-fast check lint types contracts format docs bench-retrieval bench-ingest bench-tables bench-load \
	screenshots lock setup

run: setup
	$(BIN)/askreports ingest "$(REPORTS)" --index "$(INDEX)"
	@echo "The app is at http://127.0.0.1:$(PORT); elsewhere, name its index: --index $(INDEX)"
	ASKREPORTS_REPORTS="$(REPORTS)" $(BIN)/askreports app --index "$(INDEX)" --port $(PORT)

test: setup check
	$(BIN)/pytest

test-fast: setup
	$(BIN)/pytest --ignore=tests/browser -m "not slow"

check: lint types contracts

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

contracts: setup
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(DOCS)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "The website is in site/: open site/index.html"

bench-retrieval: setup
	$(BIN)/python bench/retrieval.py "$(REPORTS)" "$(QUESTIONS)"

bench-ingest: setup
	$(BIN)/python bench/ingest_cost.py "$(REPORTS)"

bench-tables: setup
	$(BIN)/python bench/table_claims.py

bench-load: setup
	$(BIN)/askreports ingest "$(REPORTS)" --index "$(INDEX)"
	$(BIN)/python bench/load.py "$(INDEX)" "$(QUESTIONS)"

screenshots: setup
	$(BIN)/askreports ingest corpus --index .askreports
	$(BIN)/python bench/screenshots.py .askreports

setup: $(SETUP)

# pip is quick to see that nothing changed, but make is quicker
$(SETUP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[rest,mcp,llm,oidc,ocr,dev,bench]'
	touch $@

$(DOCS): $(SETUP)
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[docs]'
	touch $@

# The lock names no build of torch: pip takes the one that fits the machine.
lock: setup
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --python-version 3.11 --all-extras --no-header --no-emit-index-url \
		--no-emit-find-links --annotation-style line $(LOCK_OPTIONS) pyproject.toml | sed 's/+cpu//' > requirements.lock.new
	mv requirements.lock.new requirements.lock
