"""Log-in with a Google account."""
