# make run · make test · make check · make bench: each makes what it needs first. Needs Python 3.11+ and make.
# PYTHON=python3.12 make run   chooses the interpreter; PORT=8600 make run the port.

PORT   ?= 8501
VENV   ?= .venv
UV     := uv==0.13.9
BIN    := $(VENV)/bin
CODE   := app.py serve.py pages pmo_core tests data

# A list of projects is little work: a second thread of numpy would only spin, on a core that another visitor needs.
export OPENBLAS_NUM_THREADS ?= 1

# Only a lock whose contents changed is installed again: the stamp holds its checksum.
define install
	@sum=$$(cksum < $(2)); if [ "$$(cat $(1)/$(notdir $(2)).stamp 2>/dev/null)" != "$$sum" ]; then \
	    echo "Installing $(2) into $(1) (some $(3) MB, once) ..."; \
	    $(1)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(2) \
	    && printf '%s' "$$sum" > $(1)/$(notdir $(2)).stamp; fi
endef

# apt-get as root or through sudo without a password; fails where neither is there
define apt
	command -v apt-get >/dev/null && if [ "$$(id -u)" = 0 ]; then as=""; else sudo -n true 2>/dev/null && as="sudo -n"; fi \
	&& $$as apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$as apt-get install -y -qq --no-install-recommends $(1) >/dev/null
endef

.PHONY: run test check lock crash faults bench bench-quick bench-full peers clean venv environment dev chromium format

run: environment
	@exec $(BIN)/python serve.py --port $(PORT)

test: dev chromium
	@$(BIN)/python -m pytest $(ARGS)

check: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/house

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

environment: venv
	$(call install,$(VENV),requirements.txt,900)

dev: venv
	$(call install,$(VENV),requirements-dev.txt,900)
	@cksum < requirements.txt | tr -d '\n' > $(VENV)/requirements.txt.stamp

venv:
	@if ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
	    python=""; for name in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	        if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$$name; break; fi; done; \
	    if [ -z "$$python" ]; then echo "Python 3.11 or newer is needed; name it with PYTHON=..." >&2; exit 1; fi; \
	    $$python -c 'import ensurepip' 2>/dev/null || { $(call apt,python3-venv); } \
	        || { echo "This Python cannot make environments: install its venv package (Debian: python3-venv)." >&2; exit 1; }; \
	    rm -rf $(VENV) && $$python -m venv $(VENV); fi

# Browser tests use Debian's Chromium where apt is there, Playwright's own elsewhere; without one they are skipped.
chromium: dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { $(call apt,chromium); } || $(BIN)/python -m playwright install chromium \
	|| echo "No Chromium could be put in place; the browser tests are skipped." >&2

# Refresh the locks: change *.in, then make lock, then read the difference.
lock:
	@[ -x .venv-lock/bin/uv ] || { $(or $(PYTHON),python3) -m venv .venv-lock && .venv-lock/bin/pip install --quiet $(UV); }
	@for part in requirements requirements-dev bench/requirements; do .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-header --no-emit-index-url --annotation-style line $$part.in -o $$part.txt $(LOCK) || exit 1; done

# Faults on purpose; docs/trust.md holds the figures.
crash faults: dev
	@$(BIN)/python -m tests.faults $@

# The product beside the tools people would take instead; docs/benchmark.md says how to read it.
bench: peers chromium
	@$(BIN)/python -m bench

bench-quick: peers
	@$(BIN)/python -m bench --quick

bench-full: peers chromium
	@$(BIN)/python -m bench --full

peers: environment
	@[ -x .venv-bench/bin/python ] || $(BIN)/python -m venv .venv-bench
	$(call install,.venv-bench,bench/requirements.txt,500)

clean:
	rm -rf $(VENV) .venv-lock .venv-bench .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
