# Two commands: `make ask` answers a question from nothing, `make test` runs every check.
# Both need Python 3.11 or newer, make and a package index. uv makes the set-up faster where it is
# installed and is not needed (`make UV= ask` does without).
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
	$$one -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$one && break; done)
UV ?= $(shell command -v uv 2>/dev/null)
PYTHON := $(PYTHON)
UV := $(UV)
VENV ?= .venv
BIN := $(VENV)/bin
QUESTION ?= Should I continue taking Dupixent (dupilumab) for severe asthma with persistent cough and mucus despite nasal spray treatment and potential Clarifix procedure?

ifeq ($(strip $(PYTHON)),)
$(error Python 3.11 or newer is needed. Install it, or name it: make PYTHON=/path/to/python3 ask)
endif

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# With uv where it is there and reaches a package index, else with pip.
install = { test -n "$(UV)" && $(UV) pip install --quiet --python $(BIN)/python $(1) 2>$(VENV)/uv.log; } || $(PIP) $(1)

.PHONY: ask test lint types imports tests wheel bench docs lock clean
.DELETE_ON_ERROR:

ask: $(VENV)/.ready
	@$(BIN)/citewell ask "$(QUESTION)"

test: lint types imports tests wheel

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

types: $(VENV)/.dev
	$(BIN)/basedpyright --pythonpath $(BIN)/python

imports: $(VENV)/.dev
	$(BIN)/lint-imports --no-cache

tests: $(VENV)/.dev
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report --skip-covered

wheel: $(VENV)/.dev
	$(BIN)/python tools/try_wheel.py

bench: $(VENV)/.ready
	$(BIN)/citewell bench ask
	$(BIN)/citewell bench add

# Brings the reference made from the code, and the output quoted in README.md and docs/, up to date.
docs: $(VENV)/.dev
	$(BIN)/python tools/make_reference.py
	$(BIN)/python tools/quote_output.py

# Writes both lock files anew, for Python 3.11 to 3.13 on every platform. This needs uv.
COMPILE = $(or $(UV),$(BIN)/uv) pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --upgrade pyproject.toml
lock:
ifeq ($(strip $(UV)),)
	$(PYTHON) -m venv $(VENV)
	$(PIP) uv
endif
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

$(VENV)/.ready: pyproject.toml requirements.lock
	@echo "Setting up in $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv $(VENV)
	@$(call install,-r requirements.lock)
	@$(call install,--no-deps -e .)
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.lock
	@echo "Installing the tools for the checks (once) ..." >&2
	@$(call install,-r requirements-dev.lock)
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
