"""Migrations of the log-in with Google."""
