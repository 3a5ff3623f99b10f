"""Management code of the shop."""
