"""DOING → FINDINGS: contracts act on the target as a customer, a member of staff or a forger would.

A contract never runs unless its effect is allowed, and none that moves money runs beside live-mode keys.
"""
