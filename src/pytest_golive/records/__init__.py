"""PEOPLE → RECORDS: what people said about lines, kept in a file beside golive.toml and reviewed like code."""
