#!/bin/sh
# Closes the shop and opens it again: the proxy looks for the file. deploy/maintenance.sh on|off
set -eu
case "${1:-}" in
  on) touch /srv/shop/maintenance ;;
  off) rm -f /srv/shop/maintenance ;;
  *) echo "usage: deploy/maintenance.sh on|off" >&2; exit 2 ;;
esac
