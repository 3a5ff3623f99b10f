#!/bin/sh
# Dumps the database and copies it, encrypted, to the bucket.
set -eu
file="shop-$(date +%F).dump"
pg_dump --format custom --file "$file" "$DATABASE_URL"
age --recipients-file /etc/shop/backup-keys.txt --output "$file.age" "$file"
rclone copy "$file.age" backups:hill-harbour-backups/
rm "$file" "$file.age"
