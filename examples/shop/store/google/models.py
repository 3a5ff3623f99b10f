"""Which account at Google enters which account of the shop."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from store.models import Account


class TakenError(Exception):
    """The mail address is that of somebody who has a password here."""


class Identity(models.Model):
    """A person as Google knows them: names and addresses change, issuer and subject do not."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="google")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=255)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One account of the shop for each at Google."""

        verbose_name_plural = "identities"
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="google_identity_once")]

    def __str__(self) -> str:
        return self.subject


def user_of(claims: Mapping[str, Any]) -> User:
    """Whose account it is; a new one for somebody who was never here.

    Raises:
        TakenError: the account with this mail address is entered by a password, and by that alone.
    """
    person = {"issuer": claims["iss"], "subject": claims["sub"]}
    known = Identity.objects.filter(**person).select_related("user").first()
    if known:
        return known.user
    email = claims["email"].lower()
    if User.objects.filter(email__iexact=email).exists():
        raise TakenError(email)
    try:
        with transaction.atomic():
            user = User(username=f"google-{secrets.token_hex(8)}", email=email, first_name=claims.get("name", "")[:150])
            user.set_unusable_password()
            user.save()
            Account.objects.create(user=user, email=email, confirmed_at=timezone.now())
            Identity.objects.create(user=user, **person)
    except IntegrityError:
        raise TakenError(email) from None
    return user
