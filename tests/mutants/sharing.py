"""A plugin for pytest: all runs of one hunt use one cluster instead of starting one each."""

import os

import pytest

FOLDER = "HUBBUB_MUTANTS_CLUSTER"


class Led(pytest.Config):
    """A run that was handed a cluster, as the workers of a parallel run are."""

    workerinput: dict[str, str]


def pytest_configure(config: Led) -> None:
    config.workerinput = {"hubbub_cluster": os.environ[FOLDER]}
