"""Tests of records, from the command to the verdict."""
