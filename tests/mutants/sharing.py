"""A plugin for pytest: all runs of one hunt use one cluster instead of starting one each."""

import os

import pytest

FOLDER = "HUBBUB_MUTANTS_CLUSTER"


def pytest_configure(config: pytest.Config) -> None:
    # As pytest-xdist tells its workers, which is where the fixture looks.
    vars(config)["workerinput"] = {"hubbub_cluster": os.environ[FOLDER]}
