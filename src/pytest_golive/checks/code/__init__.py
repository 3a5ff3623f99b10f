"""Checks about the team's code: committed, tidy, current, and safe."""
