"""Measures the gate against a target with a real round-trip time; run it with ``python -m benchmarks``."""
