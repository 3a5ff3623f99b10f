"""Planned checks: accounts and permissions."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.oauth-login",
    "Login with Google works.",
    severity="high",
    needs=("storefront",),
    says=(
        "google: login flow @tested|works|functional",
        "google|social|oauth|oauth2 login|authentication flow? works|functional|@tested",
        "google oauth|oauth2 login|flow? works|functional|@tested",
        "=users|customers login google",
        "google sign works|@tested",
        "=google|social|oauth|sso|oauth2 login|sso|sign ~ @works @tested user customer visitor button account able "
        "possible round trip flow facebook apple github redirect back openid domain continue logs",
        "=google continue|login|button works|tested ~ user sign domain customer logs",
    ),
)
planned(
    "flow.oauth-mapping",
    "Google user data is mapped rightly.",
    severity="medium",
    needs=("storefront",),
    says=(
        "google|oauth: user|profile data|fields mapping|mapped correct|@tested?",
        "google|oauth user|profile data|fields|email? mapping|mapped",
        "name email google profile|account|end? up?",
        "google|oauth|social email|name|profile mapped|taken|stored|linked|matched|saved|filled|correct|right|copied "
        "~ user account existing login data field address created new sign get mail",
        "google|oauth|social login no|not|doesnt|dont|never duplicate|second account|user|profile ~ create created "
        "make get mail",
        "google|oauth|social login|user|account same|existing|linked account|user|linked|meet|match ~ second e get "
        "mail",
        "oauth|google profile|user mapping ~ @works @tested field data right get mail",
        "google user|login|account right|correct name|email|profile|mail ~ get address new",
    ),
)
