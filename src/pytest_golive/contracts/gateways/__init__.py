"""Payment gateways: one adapter per file, all with the interface of `base.py`."""
