"""Checks of DNS: the site's names, and the domain's registration."""
