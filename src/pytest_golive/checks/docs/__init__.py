"""Checks of what the team has written down."""
