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
# make models  compiles the models that ship into build/models, for machines without torch
# make wheelhouse  an offline bundle in build/wheelhouse, with hashes: wheels of everything, and the models
# make bench-serve       32 clients ask REST over REPORTS at once
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
RUN := .venv/.installed-run
EXTRAS := models,rest,mcp,llm,oidc,ocr

export HF_HUB_OFFLINE := 1
ifdef MODEL
export ASKREPORTS_MODEL := $(MODEL)
endif
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test test-fast check lint types contracts format docs bench-retrieval bench-ingest bench-load \
	bench-serve bench-tables screenshots models wheelhouse lock setup

run: $(RUN)
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

bench-serve: setup
	$(BIN)/askreports ingest "$(REPORTS)" --index "$(INDEX)"
	$(BIN)/python bench/serve.py "$(INDEX)" "$(QUESTIONS)"

models: setup
	$(BIN)/python -c "from pathlib import Path; from index.embedding.make_models import make_models; \
		make_models(Path('build/models'))"

wheelhouse: models
	$(BIN)/python -m build --wheel --outdir build/wheelhouse
	$(BIN)/pip download --quiet --constraint requirements.lock --dest build/wheelhouse \
		"$$(ls build/wheelhouse/askreports-*.whl)[rest,mcp,ocr,oidc,llm]"
	cp -r build/models build/wheelhouse/models
	cd build/wheelhouse && find . -type f ! -name SHA256SUMS | sort | xargs -d '\n' sha256sum > SHA256SUMS

screenshots: setup
	$(BIN)/askreports ingest corpus --index .askreports
	$(BIN)/python bench/screenshots.py .askreports

setup: $(SETUP)

# pip is quick to see that nothing changed, but make is quicker
$(SETUP): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[$(EXTRAS),dev,bench,examples]'
	touch $@ $(RUN)

# What `make run` needs: nothing that only tests and measurements need.
$(RUN): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --constraint requirements.lock --editable '.[$(EXTRAS)]'
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
