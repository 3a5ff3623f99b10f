"""Planned checks of the shop's flows, tried as a customer would."""
