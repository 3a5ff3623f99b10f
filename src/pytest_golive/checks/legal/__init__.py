"""Checks of what the law asks for."""
