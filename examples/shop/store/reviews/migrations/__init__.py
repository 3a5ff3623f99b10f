"""Migrations of the reviews."""
