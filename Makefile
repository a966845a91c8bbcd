# SiamDesk's tasks, each one word. `make` alone lists them.
#
# Needs Python 3.11 to 3.13 with its venv module, and the network for the first `make install`;
# after that nothing is fetched until requirements.lock changes.

PYTHON ?= python3
ARGS ?=

VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RELEASE_VENV := .venv-release
RELEASE_BIN := $(RELEASE_VENV)$(BIN:$(VENV)%=%)
RELEASE_INSTALLED := $(RELEASE_VENV)/.packages-installed
FLAVOUR ?= full
APP := $(if $(filter Lite,$(FLAVOUR)),siamdesk-lite,siamdesk)
PACKAGES := $(VENV)/.packages-installed
INSTALLED := $(VENV)/.siamdesk-installed

# Shared libraries of the system that Qt needs; names as Debian and Ubuntu have them.
QT_LIBRARIES := libdbus-1-3 libegl1 libfontconfig1 libgl1 libglib2.0-0 libxkbcommon0
QT_XCB_LIBRARIES := libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0
# A screen without a display, a window manager, and keys and a mouse for it.
SCREEN_TOOLS := openbox xdotool xvfb

.DEFAULT_GOAL := help
.PHONY: help install demo test lint check bench screenshots translations installer deb-proof wheel docs \
  release checksums lock qt-libraries screen-tools clean

help:  ## List the tasks.
	@echo "make TASK, where TASK is one of:"
	@sed -n 's/^\([a-z-]*\):.*##  *\(.*\)/\1@\2/p' $(MAKEFILE_LIST) | \
	  while IFS=@ read -r task text; do printf '  %-13s %s\n' "$$task" "$$text"; done
	@echo 'Options: PYTHON=python3.12 for another Python, ARGS="..." for the arguments of a task.'

install: $(INSTALLED)  ## Make .venv with the pinned packages and SiamDesk itself.

demo: $(INSTALLED)  ## Install if needed, then open the sample project (ARGS=--headless: no window).
	$(BIN)/siamdesk demo $(ARGS)

test: $(INSTALLED)  ## Run the tests (ARGS="tests/report -x" for some of them).
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m pytest $(ARGS)

lint: $(INSTALLED)  ## Style, types and the walls between the rooms.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test  ## All that must hold before a commit: lint, then test.

bench: $(INSTALLED)  ## Measure accuracy into docs/benchmarks.md, speed, stalls (ARGS="--seeds 5").
	$(BIN)/python -m benchmarks.report $(ARGS)
	$(BIN)/python -m benchmarks.learning
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.stall

screenshots: $(INSTALLED)  ## Draw every screen, light and dark, at 1x and 2x, into docs/screens (ARGS="inbox model").
	QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(BIN)/python -m benchmarks.screenshots docs/screens $(ARGS)

translations: $(INSTALLED)  ## Bring the translations up to date with the texts in the code.
	$(BIN)/python -m siamdesk.gui.translations

installer: $(RELEASE_INSTALLED)  ## Build the app, prove it, pack it (FLAVOUR=Lite: no TensorFlow).
	SIAMDESK_FLAVOUR=$(FLAVOUR) $(RELEASE_BIN)/python -m PyInstaller --noconfirm --log-level WARN \
	  --distpath dist --workpath build/pyinstaller build_installer.spec
	$(RELEASE_BIN)/python -m installer.sizes dist/$(APP)
	$(RELEASE_BIN)/python -m installer.proof dist/$(APP)
	$(RELEASE_BIN)/python -m installer.pack $(APP)

deb-proof:  ## Install the .deb in a clean Debian and start it there (root; FLAVOUR=Lite).
	installer/linux/deb_proof.sh dist/release/$(APP)_*.deb

wheel: $(RELEASE_INSTALLED)  ## Build wheel, sdist and SBOM; run the demo from the wheel.
	$(RELEASE_BIN)/python -m installer.python_packages

checksums: $(RELEASE_INSTALLED)  ## Write dist/release/SHA256SUMS.
	$(RELEASE_BIN)/python -m installer.checksums

docs: $(RELEASE_INSTALLED)  ## Build the documentation site into build/site, without the network.
	$(RELEASE_BIN)/python -m mkdocs build --strict --quiet

release:  ## All of a release for this system: both flavours, wheel, sdist, SBOM, checksums.
	rm -rf dist/release
	$(MAKE) installer FLAVOUR=full
	$(MAKE) installer FLAVOUR=Lite
	$(MAKE) wheel
	$(MAKE) checksums

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
  --no-emit-find-links --quiet --custom-compile-command "make lock"

lock:  ## Choose and pin the newest allowed versions again (needs uv).
	$(LOCK) --upgrade --group dev pyproject.toml --output-file requirements.lock
	$(LOCK) --upgrade --group installer --group docs --extra dicom pyproject.toml \
	  --constraint requirements.lock --override installer/overrides.txt \
	  --output-file requirements-release.lock

qt-libraries:  ## Print the system packages that Qt needs on Debian and Ubuntu.
	@echo "$(QT_LIBRARIES) $(QT_XCB_LIBRARIES)"

screen-tools:  ## Print the system packages that the tests from end to end need beside Qt's.
	@echo "$(SCREEN_TOOLS)"

clean:  ## Remove .venv and all that the tasks made; projects and resources stay.
	rm -rf $(VENV) $(RELEASE_VENV) build dist demo-out .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis
	find siamdesk tests benchmarks installer -type d -name __pycache__ -prune -exec rm -rf {} +

# Two stamps: a change of pyproject.toml puts SiamDesk itself in again, without the network; a
# change of the lock brings the packages up to date first.
$(PACKAGES): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "SiamDesk needs Python 3.11 to 3.13: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || \
	  { echo "Python's venv module is missing: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes \
	  --only-binary :all: -r requirements.lock
	@touch $@

# The app is built in an environment of its own: without the tools of development, which PyInstaller
# would find, and on Linux with TensorFlow's package without CUDA (installer/overrides.txt).
$(RELEASE_INSTALLED): requirements-release.lock
	$(PYTHON) -m venv $(RELEASE_VENV)
	$(RELEASE_BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes \
	  --only-binary :all: -r requirements-release.lock
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps \
	  --no-build-isolation --editable .
	@$(BIN)/python -c 'import PySide6.QtWidgets' || { \
	  echo "The window and PDF reports need libraries that this system lacks. On Debian or Ubuntu:" >&2; \
	  echo "  apt-get install $(QT_LIBRARIES) $(QT_XCB_LIBRARIES)" >&2; }
	@touch $@
