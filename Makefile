# `make check` before each commit, `make all` before a change goes out; both want the README's second command first.

python = .venv/bin/python
cores = $(shell getconf _NPROCESSORS_ONLN)

.PHONY: check all

# A minute: types, lint, import contracts, and the tests that need neither a server nor a browser.
check:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(python) -m pytest -n $(cores) tests/test_house.py tests/core tests/charts tests/content tests/store \
	  tests/kinds --ignore tests/kinds/test_outside.py

# Everything, in a fresh clone: what a change must pass.
all:
	.ci/run
