"""The forms a visitor fills in."""

from __future__ import annotations

from django import forms

from store.cart import MAX_QUANTITY
from store.models import Order
from store.validators import phone_number


class QuantityForm(forms.Form):
    """How many of a product."""

    quantity = forms.IntegerField(min_value=0, max_value=MAX_QUANTITY, initial=1)


class PromoForm(forms.Form):
    """A promo code."""

    code = forms.CharField(max_length=20, label="Promo code")


class CheckoutForm(forms.ModelForm):
    """Who gets the order and where; paid in cash on delivery."""

    class Meta:
        """The fields of the order that the customer knows."""

        model = Order
        fields = ["name", "phone", "email", "address"]
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "phone": forms.TextInput({"type": "tel", "autocomplete": "tel"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "address": forms.Textarea({"rows": 3, "autocomplete": "street-address"}),
        }


class TrackForm(forms.Form):
    """What somebody knows who ordered here."""

    number = forms.CharField(max_length=10, label="Order number")
    phone = forms.CharField(
        max_length=20,
        label="Phone",
        validators=[phone_number],
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
