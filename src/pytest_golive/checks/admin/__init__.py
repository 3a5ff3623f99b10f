"""Checks of the admin: where it is, who may log in, and who did what."""
