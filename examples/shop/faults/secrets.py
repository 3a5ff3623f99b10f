"""Faults of the secrets in the env file."""

from __future__ import annotations

from urllib.parse import urlsplit

from faults import Shop, fault


@fault("database-password-weak", reds=("secrets.db-password-strong",))
def database_password_weak(shop: Shop) -> None:
    """Let the password of a second database account be the product's own name, which stands in other values too."""
    shop.env_file_lines.append("POSTGRES_PASSWORD=postgres")


@fault("secret-used-twice", reds=("secrets.credentials-unique",))
def secret_used_twice(shop: Shop) -> None:
    """Use the database's password for the mail server as well."""
    shop.env_file_lines.append(f"EMAIL_HOST_PASSWORD={urlsplit(shop.env['DATABASE_URL']).password}")
