"""Faults of the back office: where it is, who may log in, and who did what."""

from __future__ import annotations

from dataclasses import replace

from faults import Shop, fault

USER = (
    "INSERT INTO auth_user (username, password, email, first_name, last_name, is_staff, is_superuser, is_active,"
    " date_joined, last_login) SELECT '{name}', password, '', '', '', true, {is_superuser}, {is_active}, date_joined,"
    " last_login FROM auth_user WHERE username = 'jonas'"
)


@fault("admin-not-proxied", reds=("admin.reachable", "admin.url-custom"))
def admin_not_proxied(shop: Shop) -> None:
    """Take the path of the admin out of the proxy."""
    shop.edge = replace(shop.edge, hidden_paths=(f"/{shop.env['ADMIN_URL']}",))


@fault("admin-default-kept", reds=("admin.url-custom",), also=("django.check-clean", "django.check-deploy"))
def admin_default_kept(shop: Shop) -> None:
    """Keep /admin/ beside the path that nobody guesses: one namespace twice, of which Django warns (W005)."""
    line = "    path(settings.ADMIN_URL, admin.site.urls),\n"
    shop.edit("shop/urls.py", line, f'{line}    path("admin/", admin.site.urls),\n')


@fault("superuser-undeclared", reds=("admin.accounts-as-declared",), also=("django.two-factor",))
def superuser_undeclared(shop: Shop) -> None:
    """Let somebody in whom nobody has declared; without a second factor."""
    shop.sql(USER.format(name="agency", is_superuser="true", is_active="true"))


@fault("audit-by-a-stranger", reds=("admin.audit-log-known-actors",))
def audit_by_a_stranger(shop: Shop) -> None:
    """Let somebody have deleted a product whose account is closed since, and whom nobody has declared."""
    shop.sql(USER.format(name="agency", is_superuser="false", is_active="false"))
    shop.sql(
        "INSERT INTO django_admin_log (action_time, user_id, object_id, object_repr, action_flag, change_message)"
        " SELECT CURRENT_TIMESTAMP, id, '999', 'Indigo mug', 3, '' FROM auth_user WHERE username = 'agency'"
    )
