"""What is registered only when another plug-in is there."""
