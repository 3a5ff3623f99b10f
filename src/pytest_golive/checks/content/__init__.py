"""Checks of what the shop is filled with: its name, its contact details, its shipping, taxes and catalogue."""
