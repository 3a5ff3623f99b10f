"""What the team sees."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from store import reports
from store.models import Category, Customer, Order, OrderLine, Payment, Product, PromoCode, Refund, RefundRequest
from store.payments import cash
from store.payments.refunds import give_back
from store.placing import RefusedError, return_goods


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    """Shelves."""

    prepopulated_fields = {"slug": ["name"]}


@admin.register(Product)
class ProductAdmin(admin.ModelAdmin):
    """The catalogue."""

    list_display = ["name", "category", "price", "stock", "is_active"]
    list_filter = ["is_active", "category"]
    list_select_related = ["category"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(PromoCode)
class PromoCodeAdmin(admin.ModelAdmin):
    """Discounts."""

    list_display = ["code", "percent", "valid_until", "times_used", "usage_limit", "per_customer", "minimum_subtotal"]
    search_fields = ["code"]
    readonly_fields = ["times_used"]


class OrderForm(forms.ModelForm):
    """Refuses statuses that may not follow the present one."""

    def clean_status(self) -> str:
        """The database is asked anew: a colleague may have been faster."""
        status: str = self.cleaned_data["status"]
        now = Order.objects.get(pk=self.instance.pk)
        if status != now.status and not now.may_become(status):
            raise forms.ValidationError(f"An order that is {now.get_status_display().lower()} cannot become {status}.")
        if status == Order.Status.CANCELLED != now.status and now.is_paid:
            raise forms.ValidationError("Refund the order first: it is paid.")
        return status


class AmountForm(ActionForm):
    """How much is refunded."""

    amount = forms.DecimalField(required=False, min_value=0, decimal_places=2, max_digits=9, label="Amount in $")


class OrderLineInline(admin.TabularInline):
    """What was bought; never changed afterwards."""

    model = OrderLine
    readonly_fields = ["product", "name", "price", "quantity"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        return False


@admin.register(Order)
class OrderAdmin(admin.ModelAdmin):
    """Orders, found by number or phone; what they cost and how they were paid is not typed in here."""

    form = OrderForm
    action_form = AmountForm
    list_display = [
        *("number", "name", "phone", "email", "total", "status"),
        *("payment_method", "payment_status", "created_at"),
    ]
    list_filter = ["status", "payment_method", "payment_status", "created_at"]
    search_fields = ["number", "phone", "email"]
    readonly_fields = [
        *("number", "user", "customer", "promo", "subtotal", "discount", "shipping", "tax", "total"),
        *("payment_method", "payment_status", "paid_at", "created_at"),
    ]
    inlines = [OrderLineInline]
    actions = ["cash_received", "refund"]

    def get_urls(self) -> list[URLPattern]:
        """The report beside the list."""
        report = self.admin_site.admin_view(self.revenue)
        return [path("revenue.csv", report, name="store_order_revenue"), *super().get_urls()]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Orders are placed in the shop."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Order | None = None) -> bool:
        """The books are kept: whatever is no rehearsal can only be cancelled."""
        return (obj is None or obj.is_rehearsal) and super().has_delete_permission(request, obj)

    def delete_model(self, request: HttpRequest, obj: Order) -> None:
        """What a rehearsal holds goes back."""
        with transaction.atomic():
            order = Order.objects.select_for_update().get(pk=obj.pk)
            return_goods(order)
            order.delete()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Order]) -> None:
        """One by one, for the same reason."""
        for order in queryset:
            self.delete_model(request, order)

    def save_model(self, request: HttpRequest, obj: Order, form: Any, change: bool) -> None:
        """Cancelling returns the things to the stock."""
        with transaction.atomic():
            now = Order.objects.select_for_update().get(pk=obj.pk)
            obj.holds_goods = now.holds_goods
            if obj.status == Order.Status.CANCELLED:
                return_goods(obj)
            # What a payment has changed since the page was opened stays as it is.
            obj.save(update_fields=[*form.changed_data, "holds_goods"])

    def revenue(self, request: HttpRequest) -> HttpResponse:
        """Revenue of each day as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return reports.revenue(request.GET.get("from", ""), request.GET.get("to", ""))

    @admin.action(description="Cash on delivery was received", permissions=["change"])
    def cash_received(self, request: HttpRequest, chosen: QuerySet[Order]) -> None:
        """The carrier has brought the money."""
        self._each(request, chosen, cash.received, "paid in cash")

    @admin.action(description="Refund (all, or the amount)", permissions=["change"])
    def refund(self, request: HttpRequest, chosen: QuerySet[Order]) -> None:
        """Money back, through the gateway."""
        form = AmountForm(request.POST)
        form.fields["action"].choices = [("refund", "")]
        if not form.is_valid():
            self.message_user(request, "Give an amount such as 12.50, or none.", messages.ERROR)
            return
        amount = form.cleaned_data["amount"]
        words = f"refunded ${amount}" if amount else "refunded"
        self._each(request, chosen, lambda order: give_back(order, amount, request.user), words)

    def _each(self, request: HttpRequest, chosen: Iterable[Order], act: Callable[[Order], object], done: str) -> None:
        for order in chosen:
            try:
                act(order)
            except RefusedError as error:
                self.message_user(request, str(error), messages.ERROR)
            else:
                self.log_change(request, order, f"{done[0].upper()}{done[1:]}.")
                self.message_user(request, f"Order {order.number}: {done}.")


class ReadOnlyAdmin(admin.ModelAdmin):
    """What the shop itself writes down."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """With the rehearsal that it is of."""
        order = getattr(obj, "order", None) or getattr(getattr(obj, "payment", None), "order", None)
        return order is not None and order.is_rehearsal and super().has_delete_permission(request, obj)


@admin.register(Payment)
class PaymentAdmin(ReadOnlyAdmin):
    """Attempts to pay."""

    list_display = ["__str__", "gateway", "gateway_id", "amount", "refunded", "status", "created_at"]
    list_filter = ["gateway", "status", "created_at"]
    list_select_related = ["order"]
    search_fields = ["gateway_id", "order__number"]


@admin.register(Refund)
class RefundAdmin(ReadOnlyAdmin):
    """Money that goes back."""

    list_display = ["key", "amount", "status", "by", "created_at"]
    list_filter = ["status"]
    list_select_related = ["by"]


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    """Who has ordered."""

    list_display = ["name", "phone", "email", "updated_at"]
    search_fields = ["phone", "email", "name"]
    readonly_fields = ["phone", "user", "created_at", "updated_at"]


@admin.register(RefundRequest)
class RefundRequestAdmin(admin.ModelAdmin):
    """Who wants money back."""

    list_display = ["order", "reason", "created_at", "answered_at"]
    list_select_related = ["order"]
    readonly_fields = ["order", "reason", "created_at"]
