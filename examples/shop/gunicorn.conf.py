"""How gunicorn runs the shop. The socket and the pid file come from the command line."""

from __future__ import annotations

workers = 2
threads = 4
worker_class = "gthread"
# Import Django once, before the workers are forked: half the time and memory.
preload_app = True
# Else gunicorn 27 writes a socket below the home directory.
control_socket_disable = True
