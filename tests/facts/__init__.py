"""Tests of the package of the same name; a package, because two folders have a test_tls.py."""
