"""TEXT → LINES: reads a team's own markdown and writes results back into it."""
