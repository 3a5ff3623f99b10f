"""How the shop is paid: one module for each gateway, and one record of what came of it."""
