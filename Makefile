# Needs Python 3.11 or newer and make; everything else is installed into .venv from requirements.lock.
PYTHON ?= python3
VENV   ?= .venv
SITE   ?= site
BIN    := $(VENV)/bin

.PHONY: report test test-all lint lock lab clean
.DEFAULT_GOAL := report

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "yz_analysis needs Python 3.11 or newer; name one: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

report: $(VENV)/.ready  ## run every notebook for every report and build the site
	$(BIN)/yz run --out $(SITE)

test: $(VENV)/.ready  ## the fast tests
	$(BIN)/python -m pytest -n auto

test-all: $(VENV)/.ready  ## slow tests and, where a Chromium is installed, those in a browser
	$(BIN)/python -m pytest -n auto -m "slow or browser"

lint: $(VENV)/.ready  ## style, types, stripped notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/nbstripout --verify --keep-id notebooks/*.ipynb

lab: $(VENV)/.ready  ## explore in JupyterLab
	$(BIN)/jupyter lab notebooks

lock:  ## make requirements.lock again (one file for Python 3.11 to 3.13)
	$(PYTHON) -m pip install --quiet uv
	$(PYTHON) -m uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" \
	  --output-file requirements.lock --upgrade

clean:  ## remove everything produced
	rm -rf $(VENV) $(SITE) dist build .pytest_cache .ruff_cache .mypy_cache .hypothesis
