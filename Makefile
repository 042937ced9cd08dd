# Everything a developer does. The first run sets up .venv by itself; needs make and Python 3.11 or newer.
.PHONY: demo run test bench campaign peer check types lint layers fix texts pictures phones lock
.DEFAULT_GOAL := demo
python := .venv/bin/python

demo: ## the whole system on this machine, without Telegram
	@.ci/venv requirements.txt
	@exec $(python) -m bot demo $(ARGS)

run: ## the real bot: web and worker in one process, set up by the environment
	@.ci/venv requirements.txt
	@exec $(python) -m bot run $(ARGS)

test: ## all tests, in a random order; one process more than cores, for many tests wait
	@.ci/venv requirements-dev.txt
	@exec $(python) -m pytest --dist=loadgroup --maxprocesses=5 \
		--numprocesses=$$(($$(getconf _NPROCESSORS_ONLN) + 1)) $(ARGS)

bench: ## figures beside those of a peer; NAMES="audience" runs only these
	@.ci/venv requirements-dev.txt
	@exec $(python) -m tests.benchmarks $(NAMES)

campaign: ## what takes too long for the tests, with its figures; NAMES as above
	@.ci/venv requirements-dev.txt
	@exec $(python) -m tests.campaigns $(NAMES)

peer: ## the first journey through somebody else's Bot API server; needs node and npm
	@.ci/venv requirements-dev.txt
	@npm install --prefix=data/peer --no-audit --no-fund --silent telegram-test-api@4.2.1
	@PEER_NODE_MODULES=data/peer/node_modules exec $(python) -m pytest tests/peers $(ARGS)

check: ## lint, format, types, layers: changes nothing; types take longest, so the others run beside them
	@.ci/venv requirements-dev.txt
	@$(MAKE) --no-print-directory --keep-going --jobs=2 types lint layers

types:
	@$(python) -m mypy

lint:
	@$(python) -m ruff check
	@$(python) -m ruff format --check

layers:
	@.venv/bin/lint-imports --no-logo

fix: ## mend what can be mended
	@.ci/venv requirements-dev.txt
	@$(python) -m ruff check --fix
	@$(python) -m ruff format

texts: ## bring the catalogues up to date with the sentences in the code
	@.ci/venv requirements.txt
	@$(python) -m bot.texts.extract
	@$(python) -m bot.console.extract

pictures: ## take the pictures in README anew; needs Chromium and the Noto fonts
	@.ci/venv requirements-dev.txt
	@$(python) -m tests.browser.pictures

phones: ## take a picture of every task on a small phone, for docs/phones.md
	@.ci/venv requirements-dev.txt
	@$(python) -m tests.browser.phones

lock: ## write the locks anew from pyproject.toml; UPGRADE=1 takes the newest of everything
	@.ci/venv requirements-dev.txt
	@$(compile) --output-file=requirements-dev.txt --extra=dev --extra=voice
	@$(compile) --output-file=requirements.txt --constraint=requirements-dev.txt
	@$(compile) --output-file=requirements-voice.txt --constraint=requirements-dev.txt --extra=voice

# Good for every system and Python from 3.11 on, and silent about where packages are fetched.
compile = .venv/bin/uv pip compile pyproject.toml --quiet --universal --python-version=3.11 \
	--generate-hashes --no-emit-index-url --no-header $(if $(UPGRADE),--upgrade)
