"""What the team counts."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby

from django.conf import settings
from django.db.models import Q, Sum
from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date

from store.models import Order, Payment

DAYS = 31
COLUMNS = ("day", "orders", "paid", "refunded", "revenue", "currency")


def revenue(first: str, last: str) -> HttpResponse:
    """Money of each day as CSV, in UTC: what was paid on it, less what of that went back.

    Args:
        first: day such as 2026-11-01; empty: a month before the last.
        last: the last day; empty: today.
    """
    end = _day(last) or timezone.now().date()
    begin = _day(first) or end - timedelta(days=DAYS - 1)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="revenue-{begin}-{end}.csv"'
    rows = csv.writer(answer)
    rows.writerow(COLUMNS)
    for day, orders in groupby(_paid_between(begin, end), key=lambda order: order.paid_at.astimezone(UTC).date()):
        amounts = [(order.total, order.back or Decimal(0)) for order in orders]
        paid, back = (sum(column, Decimal(0)) for column in zip(*amounts, strict=True))
        rows.writerow([day.isoformat(), len(amounts), paid, back, paid - back, settings.CURRENCY])
    return answer


def _paid_between(begin: date, end: date) -> list[Order]:
    """Orders that were paid then; cancelled and unpaid ones are no revenue."""
    limits = datetime.combine(begin, time.min, UTC), datetime.combine(end + timedelta(days=1), time.min, UTC)
    kept = Order.objects.filter(paid_at__gte=limits[0], paid_at__lt=limits[1]).exclude(status=Order.Status.CANCELLED)
    paid = kept.filter(payment_status__in=[Order.Paid.PAID, Order.Paid.PART_REFUNDED, Order.Paid.REFUNDED])
    refunds = Sum("payments__refunded", filter=Q(payments__status=Payment.Status.PAID))
    return list(paid.annotate(back=refunds).order_by("paid_at"))


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
