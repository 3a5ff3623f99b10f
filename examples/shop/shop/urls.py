"""Every address of the shop."""

from __future__ import annotations

from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from store.sitemaps import SITEMAPS

urlpatterns = [
    path(settings.ADMIN_URL, admin.site.urls),
    path("api/", include("store.api_urls")),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("", include("store.urls")),
]

handler400 = "store.views.bad_request"
handler403 = "store.views.permission_denied"
handler404 = "store.views.page_not_found"
handler500 = "store.views.server_error"
