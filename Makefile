# Everything that is done with the product, by name. `make` alone lists it.

PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
VENV := .venv
RUN := $(VENV)/bin/python
DATA := $(or $(SAIMA_DATA),data)

.DEFAULT_GOAL := help
.PHONY: help setup demo run serve test check fix bench fuzz clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-7s %s\n", $$1, $$2}'

setup: $(VENV)/runtime.done ## the virtual environment and what the product runs on

demo: setup ## load the sample campaigns and open the dashboard (PORT=8501)
	@test -f $(DATA)/inbox/manifest.json || $(RUN) -m pipelines sample $(DATA)/inbox
	@$(RUN) -m pipelines run
	@test -f $(DATA)/inbox/corrections.json || { \
		$(RUN) -m pipelines edition publish --all-but-last --synthetic && \
		$(RUN) -m pipelines sample --corrections $(DATA)/inbox && \
		$(RUN) -m pipelines run; }
	@$(MAKE) --no-print-directory serve

run: setup ## load, check and publish what lies in the inbox
	@$(RUN) -m pipelines run

serve: setup ## the dashboard, on what was published last (PORT=8501 HOST=127.0.0.1)
	@trap 'exit 0' INT TERM; \
	$(RUN) -m streamlit run app.py --server.port $(PORT) --server.address $(HOST)

test: check ## everything that is checked: style, types, imports, all tests
	CHROMIUM="$$(tests/chromium.sh)" $(RUN) -m pytest -q

check: $(VENV)/development.done ## style, types and imports alone
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

fix: $(VENV)/development.done ## what can be put right without thinking
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

bench: $(VENV)/development.done ## time and memory at 10 k, 100 k and 1 M project-months; 100 readers at once; a browser
	$(RUN) -m benchmarks
	$(RUN) -m benchmarks.race
	$(RUN) -m benchmarks.prospects
	$(RUN) -m benchmarks.forecast
	$(RUN) -m benchmarks.reading
	$(RUN) -m benchmarks.sessions
	CHROMIUM="$$(tests/chromium.sh)" $(RUN) -m benchmarks.browser

fuzz: $(VENV)/development.done ## read spoilt files for SECONDS=600; what fails is kept in data/fuzz
	$(RUN) -m benchmarks.fuzz --seconds $(or $(SECONDS),600) --keep $(DATA)/fuzz

clean: ## remove the virtual environment and the caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(VENV)/runtime.done: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 setup"; exit 1; }
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "Installing what the product runs on …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development.done: requirements-dev.txt $(VENV)/runtime.done
	@echo "Installing what checks the product …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
