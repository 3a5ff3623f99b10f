"""Accounts: opened with a mail address that is confirmed, and opened again when the password is forgotten."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import views as auth
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import User
from django.core import signing
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from store.limits import limited
from store.mails import send_email_confirmation
from store.models import Account

SALT = "store.accounts.confirm"
WEEK = 7 * 86400
TAKEN = "There is an account with this mail address already."


class RegisterForm(UserCreationForm):
    """A name, a mail address that nobody else has, and a password."""

    email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))

    class Meta(UserCreationForm.Meta):
        """The address too."""

        fields = ("username", "email")

    def clean_email(self) -> str:
        """Upper and lower case make no difference."""
        email: str = self.cleaned_data["email"]
        if Account.objects.filter(email=email.lower()).exists() or User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(TAKEN)
        return email

    def open_account(self) -> User | None:
        """The new user; None if somebody was faster with the same address."""
        try:
            with transaction.atomic():
                user: User = self.save()
                Account.objects.create(user=user, email=user.email.lower())
        except IntegrityError:
            self.add_error("email", TAKEN)
            return None
        token = signing.dumps({"account": user.pk, "email": user.email.lower()}, salt=SALT)
        send_email_confirmation(user, settings.SITE_URL + reverse("confirm-email", args=[token]))
        return user


@require_GET
@never_cache
def confirm_email(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail; it works once."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=WEEK)
    except signing.BadSignature:
        said = {"account": None, "email": ""}
    waiting = Account.objects.filter(user=said["account"], email=said["email"], confirmed_at=None)
    is_good = waiting.update(confirmed_at=timezone.now()) == 1
    return render(request, "registration/shop_confirmed.html", {"is_good": is_good}, status=200 if is_good else 410)


password_reset = limited(rate="20/m")(
    auth.PasswordResetView.as_view(
        template_name="registration/shop_reset.html",
        email_template_name="store/mail/reset.txt",
        subject_template_name="store/mail/reset_subject.txt",
        success_url=reverse_lazy("password-reset-sent"),
        extra_email_context={"site_url": settings.SITE_URL},
        extra_context={"site_name": settings.SITE_NAME},
    )
)
password_change = never_cache(
    auth.PasswordChangeView.as_view(
        template_name="registration/shop_change.html", success_url=reverse_lazy("password-reset-done")
    )
)
password_reset_sent = auth.PasswordResetDoneView.as_view(template_name="registration/shop_reset_sent.html")
password_reset_confirm = auth.PasswordResetConfirmView.as_view(
    template_name="registration/shop_reset_confirm.html", success_url=reverse_lazy("password-reset-done")
)
password_reset_done = auth.PasswordResetCompleteView.as_view(template_name="registration/shop_reset_done.html")
