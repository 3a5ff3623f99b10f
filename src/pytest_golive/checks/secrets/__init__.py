"""Checks about secrets: out of the repository, strong, and used once."""
