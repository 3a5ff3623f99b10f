"""Faults of what people type in and upload."""

from __future__ import annotations

from faults import Shop, fault

BY_NAME = """photo.name.rpartition(".")[2].lower()
        if suffix not in {*SUFFIXES.values(), "jpeg"}:
            raise ValidationError("Upload a photo (JPEG, PNG or WebP).")"""


@fault("photo-elsewhere", reds=("flow.media-upload",))
def photo_elsewhere(shop: Shop) -> None:
    """Store uploads in another folder than the one that is served."""
    shop.settings.append('MEDIA_ROOT = MEDIA_ROOT + "-new"')


@fault("photo-by-name", reds=("flow.upload-type-rejected",))
def photo_by_name(shop: Shop) -> None:
    """Look at the ending of a file's name, and not into the file."""
    by_name(shop)


@fault("scanner-open", reds=("flow.upload-malware-rejected",), also=("flow.upload-type-rejected",))
def scanner_open(shop: Shop) -> None:
    """Stop the scanner, and take what it has not seen; the name alone tells pictures, so that other types pass, too."""
    shop.env["CLAMD_ADDRESS"] = "127.0.0.1:9"
    down = 'raise ValidationError("Photos cannot be checked just now. Please try again later.") from None'
    shop.edit("store/reviews/forms.py", down, 'virus = ""')
    by_name(shop)


@fault("photo-any-size", reds=("flow.upload-too-large-rejected",))
def photo_any_size(shop: Shop) -> None:
    """Take uploads of any size."""
    shop.edit("store/reviews/models.py", ", validators=[upload_size]", "")


@fault("quantity-negative", reds=("flow.input-validation",), also=("flow.cart",))
def quantity_negative(shop: Shop) -> None:
    """Take a negative quantity in the cart, of which the contract of the cart tries one too."""
    shop.edit("store/forms.py", "min_value=0, max_value=MAX_QUANTITY", "max_value=MAX_QUANTITY")


@fault("note-as-html", reds=("flow.xss-input-escaped",))
def note_as_html(shop: Shop) -> None:
    """Render the order's note as HTML in the admin."""
    shown = '''    form = OrderForm

    @admin.display(description="what the customer says")
    def told(self, order):
        """As it was typed in."""
        return mark_safe(order.note)

    action_form = AmountForm
'''
    shop.edit("store/admin.py", "    form = OrderForm\n    action_form = AmountForm\n", shown)
    shop.edit(
        "store/admin.py",
        "from django import forms\n",
        "from django import forms\nfrom django.utils.safestring import mark_safe\n",
    )
    shop.edit("store/admin.py", '*("number", "user",', '*("told", "number", "user",')


def by_name(shop: Shop) -> None:
    """The ending decides."""
    old = 'photo.name = f"{secrets.token_hex(16)}.{SUFFIXES[picture_format(photo)]}"'
    new = f'suffix = {BY_NAME}\n        photo.name = f"{{secrets.token_hex(16)}}.{{suffix}}"'
    shop.edit("store/reviews/forms.py", old, new)
