"""Tests of the checks of the same name."""

import pytest

pytest.register_assert_rewrite("tests.checks.django.cases")
