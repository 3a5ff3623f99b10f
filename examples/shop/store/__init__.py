"""The shop itself: catalogue, cart, checkout, order tracking, API."""
