# On a machine with Python 3.11+ and git these need nothing else: the first of them makes .venv.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help install replay media film explore film-chunks film-jobs test browser fuzz check types dist architecture docs format golden-matrix golden-hostile golden-mutations bench \
        lecture-report clean

help:     ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile

install: $(READY)    ## make .venv and install gradreel into it

# Installed again whenever a file comes or goes: an editable install lists its files.
SOURCES := $(shell find package core animate scenes -name '*.py' 2>/dev/null | sort)
$(READY): pyproject.toml $(VENV)/sources
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
$(VENV)/sources: FORCE
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo '$(SOURCES)' | cmp -s - $@ || echo '$(SOURCES)' > $@
FORCE:

replay: $(READY)    ## render the lecture's replay into media/
	mkdir -p media
	$(BIN)/gradreel render adagrad_replay -o media/adagrad_replay.mp4 --size 1280x720
	$(BIN)/gradreel render adagrad_replay -o media/adagrad_replay.gif --size 640x360 --fps 10

# The scenes of the lecture beside the replay, in order; a GIF and a still of each.
LECTURE := update_rule sparse_data loss_surface right_angle slowing_down history_w history_b slope \
	without_root flip_side set_back with_momentum best_rates next_time

media: replay    ## make everything in media/ again
	$(BIN)/gradreel still adagrad_replay -o media/adagrad_replay.png --step 30
	for scene in $(LECTURE); do \
	  $(BIN)/gradreel render $$scene -o media/$$scene.gif --poster media/$$scene.png \
	    --size 640x360 --fps 10 --max-size 1MB --quiet || exit 1; \
	done
	$(BIN)/gradreel still examples/anatomy.py -o media/anatomy.png --step 30
	$(BIN)/gradreel storyboard lecture -o media/lecture.png

film: $(READY)    ## render the whole lecture into media/lecture.mp4, with captions
	mkdir -p media
	$(BIN)/gradreel render lecture -o media/lecture.mp4 -o media/lecture.srt --size 1280x720

# The four of the replay, from its start.
EXPLORED := 'gradient_descent(learning_rate=0.01)' 'momentum(learning_rate=0.01)' \
	'nesterov(learning_rate=0.01)' 'adagrad(learning_rate=0.1)'

explore: $(READY)    ## make media/explore.html, in which the reader turns the rates of the lecture's four
	mkdir -p media
	$(BIN)/gradreel race --surface neuron --start=-4,-3 --steps 400 \
	  $(foreach each,$(EXPLORED),--optimizer $(each)) -o media/explore.html

film-chunks: $(READY)    ## draw the lecture in chunks, each in a new process, and in one go; compare
	$(BIN)/python -m bench.chunks lecture --size 320x180

film-jobs: $(READY)    ## render a scene in every format, and the lecture as MP4, with 1, 2, 3 and 5 processes; compare the bytes
	$(BIN)/python -m bench.jobs right_angle
	$(BIN)/python -m bench.jobs lecture --formats .mp4 --fps 15

test: $(READY)    ## run all tests
	$(BIN)/python -m pytest -n 3 --dist worksteal

fuzz: $(READY)    ## odd command lines, scenes and files by the thousand; SEED=3 for others
	$(BIN)/python -m tests.fuzz --seed $(or $(SEED),1)

browser:    ## install the browser that the tests of pages use; without it they are skipped
	command -v chromium || (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium)

check: $(READY)    ## lint, format, types, imports, dead code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/vulture
	$(BIN)/deno lint --quiet
	$(BIN)/deno check --quiet animate/formats/page/replay.js animate/explore/explore.js

types: $(READY)    ## types as editors see them: snippets and examples, and whether any is missing
	$(BIN)/python -m tests.types

dist: $(READY)    ## build sdist and wheel into dist/, check them, and try the wheel in a fresh environment
	$(BIN)/python -m release

architecture: $(READY)    ## draw the rooms in docs/architecture.md as they are
	$(BIN)/python docs/draw_rooms.py

docs: $(READY)    ## build the site into build/site, with every picture made anew, and check its links
	$(BIN)/python -c 'import furo, myst_parser' 2>/dev/null || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/python -m docs.site

format: $(READY)    ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden-matrix: $(READY)    ## one set of goldens, with the oldest and the newest matplotlib
	$(BIN)/nox --session golden

golden-hostile: $(READY)    ## our goldens in 20 kinds of surroundings: order, language, zone, processor
	$(BIN)/python -m tests.hostile

golden-mutations: $(READY)    ## count the small changes that goldens find, here and with the oldest matplotlib
	$(BIN)/python -m tests.mutations --missed
	$(BIN)/nox --session mutations

bench: $(READY)    ## measure speed, size, memory and quality, side by side
	$(BIN)/python -m bench

lecture-report: $(READY)    ## tell what stands still in the lecture, how long words stay, the smallest text
	$(BIN)/python -m bench.lecture

clean:    ## remove what make made
	rm -rf $(VENV) build dist *.egg-info .nox .pytest_cache .mypy_cache .ruff_cache
