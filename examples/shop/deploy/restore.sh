#!/bin/sh
# Fetches a dump from the bucket and decrypts it: deploy/restore.sh shop-2026-10-01.dump
set -eu
rclone copy "backups:hill-harbour-backups/$1.age" .
age --decrypt --identity /etc/shop/backup-key.txt --output "$1" "$1.age"
