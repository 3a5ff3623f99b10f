"""Checks that are declared and not built yet: their lines are unverified, and say so.

When one is built, its declaration moves from here to `checks/<area>`, phrases and all.
"""
