"""Faults of the secrets in the env file."""

from __future__ import annotations

from urllib.parse import urlsplit

from faults import Shop, fault


@fault("database-password-weak", reds=("secrets.db-password-strong",), also=("env.loaded-by-service",))
def database_password_weak(shop: Shop) -> None:
    """Let the password of a second database account be the product's own name, which stands in other values too."""
    shop.env_file_lines.append("POSTGRES_PASSWORD=postgres")


@fault("secret-used-twice", reds=("secrets.credentials-unique",), also=("env.loaded-by-service",))
def secret_used_twice(shop: Shop) -> None:
    """Use the database's password for the backups as well."""
    shop.env_file_lines.append(f"BACKUP_PASSWORD={urlsplit(shop.env['DATABASE_URL']).password}")
