# Everything is done by bootstrap.py, so that it also works where there is no make.
PYTHON ?= python3
COMMANDS := setup run demo test check fix bench soak gen migration wheel lock

.PHONY: help $(COMMANDS)
help:
	@$(PYTHON) bootstrap.py help

$(COMMANDS):
	@$(PYTHON) bootstrap.py $@ $(ARGS)
