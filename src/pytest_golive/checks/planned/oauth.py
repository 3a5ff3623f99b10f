"""Planned checks: oauth."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "oauth.google-credentials",
    "Google OAuth credentials are valid.",
    severity="high",
    needs=("env", "url"),
    says=(
        "google: production|oauth|client credentials @set|set|valid",
        "google oauth|oauth2|login client|production? credentials|secret|id @set|set|valid|works",
        "environment|variables: google_client_id|google_client_secret",
        "=google oauth|oauth2 client id|secret|credentials production?",
        "google|google_client_id|google_client_secret client|oauth|secret|keys|credentials|signin|sso|login|"
        "production|google_client_id valid|work|works|correct|configured|set|one|production|right|registered|"
        "tested|live|created ~ @set get gets up id secret keys key google oauth client sign login console api app "
        "credentials production prod",
        "google oauth|login|signin client|credentials|keys|consent set|configured|created|production|valid|work ~ "
        "id secret prod console api production google app application",
        "google_client_id|google_client_secret set|production|correct|valid|configured ~ one google_client_secret "
        "production",
        "=google client|oauth id|secret|credentials|keys ~ login signin sign client set production oauth console",
        "=google oauth client ~ console api prod production",
    ),
)
planned(
    "oauth.google-callback",
    "Google callback URLs are right.",
    severity="high",
    needs=("url", "settings"),
    says=(
        "google: callback|redirect url|uri @set|set|correct|registered",
        "google oauth|oauth2|login? callback|redirect url|uri @set|set|correct|registered|match|matches",
        "google callback|redirect url|uri contain|points|include|match production|live? domain|host",
        "google redirect|callback|redirect_uri|redirect_uris|redirects|redirect_uri_mismatch uri|uris|url|urls|"
        "callback|login|oauth|domain|console|https|set|works no ~ @set get gets up production domain oauth "
        "authorised authorized console login sign google uri uris url urls redirect callback mismatch signin auth "
        "whitelisted",
        "google redirect|callback|redirect_uri|redirect_uris|redirects|redirect_uri_mismatch uri|uris|url|urls|"
        "callback|login|oauth|domain|console|https|set|works set|right|correct|works|point|points|registered|"
        "updated|configured|https|uses|matches|match|production ~ @set get gets up production domain oauth "
        "authorised authorized console login sign google uri uris url urls redirect callback mismatch signin auth "
        "whitelisted",
        "google|oauth redirect_uri_mismatch no|not|never|without ~ login google error sign",
        "google callback|redirect works|work|correct|right|set|tested ~ oauth login url urls uri uris",
    ),
)
