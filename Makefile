# The portal's commands. `make` alone lists them. Set-up is part of each and takes a moment when all is there.
.DEFAULT_GOAL := help
.SILENT:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
RUN := .venv/bin/python
# Extra words for pytest, such as ARGS="tests/files -k dates".
ARGS ?=
# The long trials: which random numbers, and how many rounds.
SEED ?= 1
ROUNDS ?= 100
# What checks read the settings with: nothing is connected to.
UNCONNECTED := LSCB_EMBEDDED=1 DATABASE_URL=postgresql://none@127.0.0.1:1/none REDIS_URL=redis://127.0.0.1:1/0

.PHONY: help setup setup-dev demo demo-reset test soak bench check fix lock clean

help: ## list these commands
	awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

setup: ## install what the demo needs
	$(PYTHON) ops/setup.py demo

setup-dev: ## install what tests and checks need, too
	$(PYTHON) ops/setup.py dev

demo: setup ## run the portal with its demo board; ONCE=1 ends when imports and report are done
	$(RUN) -m lscb.demo_run $(if $(filter-out 0,$(ONCE)),--once)

demo-reset: setup ## throw the demo's data away and run it afresh
	$(RUN) -m lscb.demo_run --fresh $(if $(filter-out 0,$(ONCE)),--once)

test: setup-dev ## run the tests, on two cores
	PATH="$(CURDIR)/.tools/node/bin:$$PATH" $(RUN) -m pytest -n 2 $(ARGS)

soak: setup-dev ## run the long trials; SEED= and ROUNDS= choose them
	$(RUN) -m lscb.embedded var/soak/embedded $(RUN) -m ops.trials soak $(SEED) $(ROUNDS)

bench: setup-dev ## run the benchmarks; figures go to var/bench/latest.json
	$(RUN) -m lscb.embedded var/bench/embedded $(RUN) -m ops.trials bench

check: setup-dev ## lint, check types, floors and migrations; change nothing
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(UNCONNECTED) $(RUN) -m mypy
	.venv/bin/lint-imports --no-cache
	$(UNCONNECTED) $(RUN) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run

fix: setup-dev ## let the linter mend what it can, and lay the code out
	$(RUN) -m ruff check --fix
	$(RUN) -m ruff format

lock: ## compile the lock files anew; UPGRADE=1 takes newer versions
	UPGRADE=$(UPGRADE) $(PYTHON) ops/setup.py lock

clean: ## remove everything that was installed or made, the demo's data too
	$(PYTHON) ops/clean.py
