"""The tests; what several of them share says as much as they do when it fails.

PYTEST_DONT_REWRITE: this file itself, which asserts nothing and is imported before it can ask.
"""

import pytest

pytest.register_assert_rewrite("tests")
