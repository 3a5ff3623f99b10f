"""Tests of what the http facts see; a package, because tests/checks has files of the same names."""
