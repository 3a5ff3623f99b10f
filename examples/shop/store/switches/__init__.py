"""What the team can close for a while."""
