"""Checks of releases: the checklist's other lines, what runs and ran before, and what brings it there."""
