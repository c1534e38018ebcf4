# Two commands: `make ask` answers a question from nothing, `make test` runs every check.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
QUESTION ?= Should I continue taking Dupixent (dupilumab) for severe asthma with persistent cough and mucus despite nasal spray treatment and potential Clarifix procedure?
UV := $(shell command -v uv 2>/dev/null)

.PHONY: ask test lint types imports tests wheel bench clean

ask: $(VENV)/.ready
	@$(BIN)/citewell ask "$(QUESTION)"

test: lint types imports tests wheel

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests tools
	$(BIN)/ruff format --check src tests tools

types: $(VENV)/.dev
	$(BIN)/basedpyright

imports: $(VENV)/.dev
	$(BIN)/lint-imports

tests: $(VENV)/.dev
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report

wheel: $(VENV)/.dev
	$(BIN)/python tools/try_wheel.py

bench: $(VENV)/.ready
	$(BIN)/citewell bench ask
	$(BIN)/citewell bench add

# uv is faster and not needed.
$(VENV)/.ready: pyproject.toml requirements.lock
ifdef UV
	@$(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements.lock
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps -e .
else
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
endif
	@touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.lock
ifdef UV
	@$(UV) pip install --quiet --python $(BIN)/python -r requirements-dev.lock
else
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
endif
	@touch $@

clean:
	rm -rf $(VENV) dist build .pytest_cache .ruff_cache .hypothesis .coverage
