"""VERDICT → WORDS: each ``render(verdict)`` returns text; ``write.py`` alone touches the disk."""
