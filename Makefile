PYTHON ?= python3
PORT ?= 8000
OUT ?= out/year
PY := .venv/bin/python
WEAK := -ll -ii -c pyproject.toml -r awards ballots conferences drafting evidence khoithidua law libraries notices pledges records regulations scoring signatures units
.DEFAULT_GOAL := help
.PHONY: help run database shell reset test test-fast coverage check fix html lock bench bench-city sec-fast sec-full figures mutants deploy-check release-dump sbom advisories drill audit-attack where states migrations year screenshots start

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

.venv/run-ready: requirements/run.txt tools/install.sh
	@PYTHON=$(PYTHON) sh tools/install.sh run

.venv/test-ready: requirements/run.txt requirements/test.txt tools/install.sh
	@PYTHON=$(PYTHON) sh tools/install.sh test

run: .venv/run-ready ## Installs what is missing, starts everything at http://127.0.0.1:8000/ (PORT=), prints the sample logins
	@exec env KHOITHIDUA_SAMPLE=1 $(PY) manage.py launch --port $(PORT)

start: .venv/run-ready ## Starts a real, empty installation on this machine and prints its set-up code (PORT=)
	@exec env KHOITHIDUA_HTTPS=$${KHOITHIDUA_HTTPS:-0} $(PY) manage.py launch --port $(PORT)

database: .venv/run-ready ## Runs the embedded database alone, for commands and psql beside it
	@exec $(PY) manage.py database

shell: .venv/run-ready ## Python with all models, on the data of make run
	@exec env KHOITHIDUA_SAMPLE=1 $(PY) manage.py shell

reset: .venv/run-ready ## Throws the sample's data away; the next make run loads it anew
	@exec env KHOITHIDUA_SAMPLE=1 $(PY) manage.py reset

test: .venv/test-ready ## Installs what testing needs and runs all tests
	@$(PY) -m pytest -q -n 2 --no-loadscope-reorder $(ARGS)

test-fast: .venv/test-ready ## The tests to run before each commit: no browser, world, race or slow ones; keeps its database
	@$(PY) -m pytest -q -n 2 --reuse-db -m "not browser and not world and not race and not slow" $(ARGS)

coverage: .venv/test-ready ## All tests, and the share of branches that they take
	@$(PY) -m pytest -q -n 2 --no-loadscope-reorder --cov --cov-report=term:skip-covered $(ARGS)

check: .venv/test-ready ## Lint, format, layers, weak calls, types, missing migrations
	@.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports --no-cache && .venv/bin/bandit -q $(WEAK)
	@.venv/bin/djlint --lint --quiet templates && .venv/bin/djlint --check --quiet --extend-exclude templates/print templates
	@$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run && .venv/bin/mypy .

html: .venv/test-ready ## Every page of the walk before the HTML checker and axe (make test does it too)
	@$(PY) -m pytest -q tests/house/test_html.py tests/house/test_axe.py $(ARGS)

fix: .venv/test-ready ## Formats code and templates
	@.venv/bin/ruff check --fix -q . ; .venv/bin/ruff format -q . ; .venv/bin/djlint --reformat --quiet --extend-exclude templates/print templates

lock: .venv/test-ready ## Writes requirements/production.lock: every package with its hashes, for Python 3.11
	@CUSTOM_COMPILE_COMMAND="make lock" .venv/bin/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options \
	  --output-file requirements/production.lock requirements/run.txt

bench: .venv/test-ready ## Measures in a short form, prints ratios; fails when one is red (bench/)
	@exec $(PY) -m bench $(ARGS)

bench-city: .venv/test-ready ## Measures everything, a city of 1,000 blocs too; takes long
	@exec $(PY) -m bench --city $(ARGS)

sec-fast: .venv/test-ready ## Attacks an installation of its own, the short ones; prints GOAL lines (security_checks/)
	@exec $(PY) -m security_checks $(ARGS)

sec-full: .venv/test-ready ## All attacks and accidents: hostile files, signing day, a hundred kills; takes half an hour
	@exec $(PY) -m security_checks --full $(ARGS)

figures: .venv/test-ready ## Measures the structure of the code, each figure with its goal; fails when one is red
	@exec $(PY) tools/figures.py

mutants: .venv/test-ready ## Makes wrong copies of rules and verbs and counts those that the tests catch (ARGS="--count 20")
	@exec $(PY) tools/mutate.py $(ARGS)

deploy-check: .venv/test-ready ## Sets up and tries an installation as docs/operations.md says: own cluster, nginx, TLS; needs root
	@exec $(PY) -m tools.deploy_check $(ARGS)

release-dump: .venv/test-ready ## Keeps the sample's database of the version that is released, for the tests of later ones (VERSION=1.2.0)
	@exec $(PY) -m tools.release_dump $(VERSION)

sbom: .venv/test-ready ## Writes out/sbom.json (CycloneDX): everything that production.lock installs, with hashes
	@mkdir -p out && .venv/bin/cyclonedx-py requirements requirements/production.lock --of JSON --output-reproducible -o out/sbom.json

advisories: .venv/test-ready ## Looks up known weaknesses of what is installed; needs a way to an advisory database
	@.venv/bin/pip-audit --strict --disable-pip --require-hashes -r requirements/production.lock

drill: .venv/run-ready ## Backs up a sample, restores it into an empty place, verifies all of it; prints RTO and RPO
	@exec $(PY) -m tools.drill $(ARGS)

audit-attack: .venv/test-ready ## Rewrites the audit log in 1,000 ways as its owner could; the anchors must name each
	@exec env KHOITHIDUA_AUDIT_EDITS=1000 $(PY) -m pytest -q -k random_edits tests/records/test_anchors.py

where: .venv/run-ready ## Prints view, template and test of a page (PAGE=/quy-che/7/)
	@$(PY) manage.py where $(PAGE)

states: .venv/run-ready ## Writes docs/states.md from the actions that the modules declare
	@$(PY) manage.py states > docs/states.md

migrations: .venv/run-ready ## Creates missing migrations (NAME= says the intention)
	@$(PY) manage.py makemigrations $(APP) -n $(NAME)

year: .venv/run-ready ## Plays the year 2020 in a scratch database and writes its documents into OUT
	@env -u DATABASE_URL KHOITHIDUA_SAMPLE=1 KHOITHIDUA_DATA=$(abspath $(OUT))/data $(PY) manage.py year $(abspath $(OUT))

screenshots: .venv/test-ready ## Takes the pictures of README and the user guide
	@exec $(PY) tools/screenshots.py
