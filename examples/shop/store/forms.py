"""The forms a visitor fills in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from store.cart import MAX_QUANTITY, CartLine
from store.models import Order
from store.validators import phone_number


class QuantityForm(forms.Form):
    """How many of a product."""

    quantity = forms.IntegerField(min_value=0, max_value=MAX_QUANTITY, initial=1)


class PromoForm(forms.Form):
    """A promo code."""

    code = forms.CharField(max_length=20, label="Promo code")


class CheckoutForm(forms.ModelForm):
    """Who gets the order, where, and how it is paid."""

    #: What was to be paid when the form was shown; nobody shall pay another amount than the one that was seen.
    shown_total = forms.DecimalField(required=False, widget=forms.HiddenInput)

    class Meta:
        """The fields of the order that the customer knows."""

        model = Order
        fields = ["name", "phone", "email", "address", "note", "payment_method"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "address": forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
            "note": forms.Textarea({"rows": 2}),
            "payment_method": forms.RadioSelect,
        }

    def __init__(self, *args: Any, lines: list[CartLine], total: Decimal, **options: Any) -> None:
        """`lines` and `total` are the cart's."""
        super().__init__(*args, **options)
        self._total = total
        self._cod_refusal = cod_refusal(lines, total)
        self.initial["shown_total"] = total
        labels = dict(Order.Method.choices)
        method = self.fields["payment_method"]
        method.choices = [(name, labels[name]) for name in settings.PAYMENT_METHODS]
        # Nobody is made to pay in a way that was not chosen.
        method.initial = self.initial["payment_method"] = None

    def clean_payment_method(self) -> str:
        """Refuse cash for what cannot be paid so, even when it is posted directly."""
        method: str = self.cleaned_data["payment_method"]
        if method == Order.Method.COD and self._cod_refusal:
            raise forms.ValidationError(self._cod_refusal)
        return method

    def clean_shown_total(self) -> Decimal | None:
        """Show the form again when the total has changed meanwhile."""
        shown: Decimal | None = self.cleaned_data["shown_total"]
        if shown is not None and shown != self._total:
            self.data = self.data.copy()
            self.data["shown_total"] = self._total
            raise forms.ValidationError("The total has changed since you last saw it. Please look at it once more.")
        return shown


def cod_refusal(lines: list[CartLine], total: Decimal) -> str | None:
    """Why these things cannot be paid in cash on delivery, or None."""
    if total > settings.COD_LIMIT:
        return f"Cash on delivery is possible up to ${settings.COD_LIMIT}. Please choose another way to pay."
    if any(line.product.category.is_digital for line in lines):
        return "Gift cards come by mail and cannot be paid in cash on delivery. Please choose another way to pay."
    return None


class KnownForm(forms.Form):
    """What shows that somebody has ordered here before."""

    phone = forms.CharField(
        max_length=20,
        label="Phone",
        validators=[phone_number],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "id": "id_known_phone"}),
    )
    number = forms.CharField(max_length=10, label="Number of your last order")


class TrackForm(forms.Form):
    """What somebody knows who ordered here."""

    number = forms.CharField(max_length=10, label="Order number")
    phone = forms.CharField(
        max_length=20,
        label="Phone",
        validators=[phone_number],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )


class RefundRequestForm(TrackForm):
    """An order, and why the money should go back."""

    reason = forms.CharField(max_length=1000, widget=forms.Textarea({"rows": 4}))
