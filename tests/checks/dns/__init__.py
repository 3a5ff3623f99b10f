"""Tests of the checks of the same name."""
