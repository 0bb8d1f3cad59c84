# Pulau. `make` alone lists what there is.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

export PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
BIN := .venv/bin
ONLY ?=

RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
NODE_MODULES := node_modules/.installed
ASSETS := src/pulau/foundation/ui/static/pulau/pulau.css
FRONTEND_SOURCES := $(shell find frontend -type f 2>/dev/null)

.PHONY: help setup run test test-all matrix check bench lock theme

help: ## list these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(RUNTIME) $(ASSETS) ## make .venv, install from hashes, build the front end

run: setup ## set up, migrate, load the demo, serve on 127.0.0.1 (PORT, default 8000)
	@$(BIN)/pulau migrate
	$(BIN)/pulau demo load
	exec $(BIN)/pulau serve --port "$$PORT"

test: $(DEV) $(ASSETS) ## static checks and all tests, on PostgreSQL and SQLite
	@tools/machine.sh
	exec tools/test.sh

test-all: $(DEV) $(ASSETS) ## as `test`, with the nightly profile: mutations, long property runs, big data
	@tools/machine.sh --nightly
	tools/test.sh
	exec tools/nightly.sh

matrix: $(DEV) $(ASSETS) ## every address x method x role x relation; one line (FULL=1 for all of them)
	@exec $(BIN)/python -m tests.walls $(if $(FULL),--full)

check: $(DEV) ## static checks only: ruff, mypy, import-linter
	@exec tools/check.sh

bench: $(DEV) $(ASSETS) ## print the figures, one line each (ONLY=name for one)
	@exec $(BIN)/python -m benchmarks $(ONLY)

lock: $(DEV) ## write requirements/*.txt and package-lock.json anew
	@exec tools/lock.sh

theme: $(NODE_MODULES) ## rebuild frontend/theme/ (committed) from the brand's colours
	@npm run --silent theme

# --- what is made once, and again only when its sources change

.venv/bin/python:
	@python="$$(tools/find_python.sh)"
	echo "making .venv with $$python"
	"$$python" -m venv .venv || { echo "pulau: $$python cannot make environments; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(RUNTIME): requirements/runtime.txt pyproject.toml | .venv/bin/python
	@echo "installing what Pulau needs, each file checked by its hash"
	$(BIN)/python -m pip install -qq --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install -qq --no-deps -e .
	touch $@

$(DEV): requirements/dev.txt $(RUNTIME)
	@echo "installing what the tests need, each file checked by its hash"
	$(BIN)/python -m pip install -qq --require-hashes -r requirements/dev.txt
	touch $@

$(NODE_MODULES): package.json package-lock.json
	@tools/need_node.sh
	echo "installing the front end's packages"
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

$(ASSETS): $(NODE_MODULES) $(FRONTEND_SOURCES)
	@tools/need_node.sh
	npm run --silent build
	touch $@
