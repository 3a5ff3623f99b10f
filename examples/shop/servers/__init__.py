"""The real servers the demo shop runs on, and the supervisor that starts and breaks them."""
