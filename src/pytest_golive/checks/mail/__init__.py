"""Checks of mail: how it is sent, what it says, and what DNS says about it."""
