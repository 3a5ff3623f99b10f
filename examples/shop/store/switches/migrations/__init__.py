"""Migrations of the switches."""
