"""Planned checks: server."""
