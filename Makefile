# make run · make test are the two commands a newcomer needs; the rest is for those who change the code.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHELL  := /bin/bash
SOURCES := solver scheduler api seed_data tests benchmarks

.PHONY: run install test check format bench bench-full bench-pages screenshots lock clean
.DELETE_ON_ERROR:

run: $(VENV)/run.stamp
	$(BIN)/redvest up --demo

install: $(VENV)/run.stamp

# Tests of real processes wait more than they work: one worker more than there are cores. Some hundred processes are
# started, so what they import is compiled once, whatever the environment says.
test: $(VENV)/dev.stamp $(VENV)/browser.stamp
	PYTHONDONTWRITEBYTECODE= PYTHONPYCACHEPREFIX="$(CURDIR)/$(VENV)/compiled" \
	  $(BIN)/python -m pytest --dist worksteal -n $$($(BIN)/python -c 'import os; print(1 + (os.cpu_count() or 1))')

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks $(ARGS)

bench-full: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks --full $(ARGS)

bench-pages: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks pages $(ARGS)

# Every page as a desk's screen, a phone and paper show it, in build/screenshots, and the README's three anew.
screenshots: $(VENV)/dev.stamp $(VENV)/browser.stamp
	$(BIN)/python -m tests.browser.screenshots build/screenshots docs

# All locks are universal (3.11-3.13, every platform) and carry the hash of every file.
lock: $(VENV)/uv.stamp
	COMPILE="$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet" && \
	echo setuptools | $$COMPILE setup.cfg - -o requirements.lock && \
	echo setuptools | $$COMPILE setup.cfg - --extra dev -c requirements.lock -o requirements-dev.lock && \
	echo setuptools | $$COMPILE setup.cfg - --extra cluster -c requirements-dev.lock -o requirements-cluster.lock

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/uv.stamp:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	  || { echo "需要 Python 3.11–3.13 · Python 3.11 to 3.13 is needed: make PYTHON=python3.12 run"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv || echo "uv 装不上，改用 pip · uv is not to be had, pip will do"
	touch $@

$(VENV)/run.stamp: requirements.lock setup.cfg pyproject.toml | $(VENV)/uv.stamp
	$(call install,requirements.lock)
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock setup.cfg pyproject.toml | $(VENV)/uv.stamp
	$(call install,requirements-dev.lock)
	touch $@ $(VENV)/run.stamp

# A browser of the system's, else playwright's own; where neither is to be had, the tests that need one say so.
$(VENV)/browser.stamp: | $(VENV)/dev.stamp
	if command -v chromium chromium-browser google-chrome google-chrome-stable >/dev/null || $(BIN)/playwright install chromium; \
	then touch $@; \
	else echo "没有浏览器：apt install chromium fonts-noto-cjk · no browser: apt install chromium fonts-noto-cjk"; fi

# uv is quick and checks hashes; it does not read pip.conf, so where it cannot reach its index plain pip takes over.
define install
	$(BIN)/uv pip install --python $(BIN)/python --require-hashes -r $(1) \
	  || $(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r $(1)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@echo "编译求解内核，一两分钟 · compiling the solver's kernels, a minute or two"
	$(BIN)/redvest ready
endef
