# The two commands of this project are `make run` and `make test`; both need only Python >= 3.11,
# the tests also PostgreSQL's server.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PEERS := .peers
RUN_READY := $(VENV)/.run-ready
TEST_READY := $(VENV)/.test-ready

.DEFAULT_GOAL := help
.PHONY: help run test postgresql heavy day disk inbound simulate hostile failover bench-peers torture torture-mutants test-browser bench coverage check format lint types imports pytest lock clean

help: ## show the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUN_READY) ## start the bot; without BOT_TOKEN, in a local Telegram with a web page
	@$(BIN)/python -m bot run

test: postgresql $(TEST_READY) format lint types imports pytest ## everything that CI checks

postgresql:
	@command -v postgres >/dev/null || ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 \
	  || { echo "The tests need PostgreSQL's server: apt-get install postgresql"; exit 1; }

heavy: postgresql $(TEST_READY) ## kills at each step of the inbox; everybody at every entry; ways on PostgreSQL
	@$(BIN)/python -m pytest -m heavy -n 2 --dist worksteal

day: $(TEST_READY) ## a working day: two channels, five people, forty releases, all that goes wrong
	@$(BIN)/python -m pytest -m day tests/chat/test_working_day.py

disk: $(TEST_READY) ## let every single write of the bot fail; prints lost, doubled, wrongly claimed
	@$(BIN)/python -m tests.disk

inbound: $(TEST_READY) ## kill the bot among editors' messages (ARGS=--long); prints lost and doubled
	@$(BIN)/python -m tests.inbound $(ARGS)

failover: postgresql $(TEST_READY) ## three bots, one PostgreSQL: kill -9, freeze, network cut; prints the seconds
	@$(BIN)/python -m pytest -m failover -s tests/failover

simulate: $(TEST_READY) ## years of a channel on virtual time (ARGS="--days 10000"); prints what went wrong
	@$(BIN)/python -m tests.simulation $(ARGS)

hostile: $(TEST_READY) ## inputs that nobody means well with (ARGS=--full: 100,000); prints what broke
	@$(BIN)/python -m tests.hostile_input $(ARGS)

test-browser: $(TEST_READY) ## drive the sandbox page in the system's Chromium
	@$(BIN)/python -m pytest -m browser tests/browser

torture: postgresql $(TEST_READY) ## kill the bot at every step of publishing for five minutes (ARGS=--long: for hours)
	@$(BIN)/python -m tests.torture $(ARGS)

torture-mutants: $(TEST_READY) ## the same with bots broken on purpose: each must be caught
	@$(BIN)/python -m tests.torture.mutants $(ARGS)

bench: $(TEST_READY) ## measure speed; prints tables
	@$(BIN)/python -m tests.bench

bench-peers: $(TEST_READY) $(PEERS) ## ours beside tgpost and a plain bot, on the same faults; prints a table
	@$(BIN)/python -m tests.bench.peers

$(PEERS):
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip install -q --disable-pip-version-check 'tgpost[schedule]==0.1.0' \
	  || { echo "tgpost can't be installed here; the table goes without it"; rm -rf $(PEERS); }
	@test ! -d $(PEERS) || $(PEERS)/bin/python -m pip install -q --disable-pip-version-check \
	  'aiogram==3.31.*' aiogram-broadcast==0.2.0 \
	  || echo "aiogram-broadcast can't be installed here; the bench goes without it"

format:
	@$(BIN)/ruff format --check .

lint:
	@$(BIN)/ruff check .

types:
	@$(BIN)/mypy

imports:
	@$(BIN)/lint-imports

pytest:
	@$(BIN)/python -m pytest -m "not browser and not day and not failover and not heavy" -n 3 --dist worksteal

coverage: $(TEST_READY) ## the tests once more, and which lines they did not reach
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest -m "not browser and not day and not failover and not heavy" -n 2 --dist worksteal
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

lock: ## renew the two lock files (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header -q --upgrade -o requirements.lock
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header -q --upgrade -o requirements-dev.lock

clean: ## remove the environment and the sandbox's data, never data/bot.db
	rm -rf $(VENV) $(PEERS) data/sandbox .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed; name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(RUN_READY): requirements.lock | $(VENV)/bin/python
	@echo "Installing what the bot needs into $(VENV) (once)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(TEST_READY): requirements-dev.lock | $(VENV)/bin/python
	@echo "Installing what the tests need into $(VENV) (once)..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(RUN_READY)
