"""Checks of the app's database: who may enter it, what is in it, how it keeps up."""
