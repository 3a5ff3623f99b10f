"""Checks about a Django project's production settings, looked at by the project's own Python."""
