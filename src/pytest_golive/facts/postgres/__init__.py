"""PostgreSQL: one read-only connection with the app's own URL, and everything the checks ask of it."""
