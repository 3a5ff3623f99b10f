"""Tests of the package of the same name."""

import pytest

pytest.register_assert_rewrite("tests.contracts.gateways.common")
