"""Other teams' wording of what customers and staff do in a shop."""

from __future__ import annotations

import pytest
from phrases import bind, ids, rows

#: Every word is accounted for.
WHOLLY = """
Shop lists all products => flow.browse-products
Items can be put into the basket => flow.add-to-cart
Cart survives a page reload => flow.cart
Changing quantities in the cart updates the total => flow.cart
Removing an item from the basket works => flow.cart
Basket totals add up => flow.cart
Checkout form shows an error for each missing field => flow.checkout-form
We can check out as a guest => flow.checkout
Place an order on production => flow.purchase
Paid orders are marked as paid => flow.payment-completes
Order is marked paid after the payment succeeded => flow.payment-completes
Webhook retries do not create duplicate orders => flow.payment-completes
Payments are idempotent => flow.payment-completes
Order shows up in the database after checkout => flow.order-created
Each order gets a unique number => flow.order-created
Stock goes down after a sale => flow.order-created
Order can be taken from paid to shipped to delivered => flow.order-completed
Thank-you page shows the order number => flow.success-page
Customer lands on the confirmation page after paying => flow.success-page
New customers can place an order => flow.new-customer-purchase
Repeat buyers are recognised by phone number => flow.returning-customer-recognised
Saved address is filled in for returning customers => flow.returning-customer-prefill
New address is saved to the customer's profile => flow.returning-customer-updated
Order lookup by number and phone works => flow.order-tracking
Customer can look up the status of an order => flow.order-tracking
Customers see the new status as soon as we change it => flow.order-status-visible
Discount codes give the right discount => flow.promo-valid
Vouchers reduce the total by the right amount => flow.promo-valid
Made-up coupon codes are refused => flow.promo-invalid
An expired coupon is not accepted => flow.promo-invalid
Declined cards leave the order unpaid => flow.payment-failed
Failed payment can be retried => flow.payment-failed
Card decline shows a friendly message => flow.payment-error-message
Gateway timeout leaves order pending => flow.payment-timeout
Payment provider outage is handled gracefully => flow.payment-timeout
KHQR code scans and the order becomes paid => flow.pay-khqr
Pay with ACLEDA => flow.pay-acleda
Pay by Wing => flow.pay-wing
Orders can be paid cash on delivery => flow.pay-cod
COD order can be placed => flow.pay-cod
bKash payment succeeds in the sandbox => flow.pay-bkash
Nagad sandbox payment goes through => flow.pay-nagad
SSLCommerz IPN is validated => flow.pay-sslcommerz
Stripe test card 4242 goes through => flow.pay-stripe
Razorpay test payment captured => flow.pay-razorpay
Out-of-stock items can't be added to the cart => flow.out-of-stock
Sold-out products are not buyable => flow.out-of-stock
Products with zero stock cannot be purchased => flow.out-of-stock
Users can sign up => flow.register
New users can create an account => flow.register
Customers can log in with e-mail and password => flow.login
Wrong password is refused => flow.login
Login, logout and password reset work => flow.login flow.logout flow.password-reset
Logging out really ends the session => flow.logout
Old session cookie is useless after logout => flow.logout
Reset links can be used only once => flow.password-reset
Access tokens expire => flow.jwt-auth
API refuses expired or tampered tokens => flow.jwt-auth
Session is regenerated after login => flow.session-lifecycle
Upload of an image works => flow.media-upload
Uploads are virus-scanned => flow.upload-malware-rejected
EICAR upload gets blocked => flow.upload-malware-rejected
Uploads over 5 MB are rejected => flow.upload-too-large-rejected
Maximum upload size enforced => django.upload-limits flow.upload-too-large-rejected
.exe and .php uploads are refused => flow.upload-type-rejected
Garbage in form fields gives an error message, not a crash => flow.input-validation
User-generated content is escaped => flow.xss-input-escaped
Customers can't see other customers' orders => flow.permissions-enforced
Guests cannot open admin pages => flow.permissions-enforced
Refunds go through => flow.refund
Sign in with Google works => flow.oauth-login
Google sign-in tested => flow.oauth-login
Quantity zero removes the line from the cart => flow.cart
Product detail pages open and show the right price => flow.browse-products
Required address fields are enforced at checkout => flow.checkout-form
Order number is unique => flow.order-created
Inventory is decremented exactly once per order => flow.order-created
Order flow: pending → paid → shipped → delivered => flow.order-completed
Guests can track their order without logging in => flow.order-tracking
Strangers can't look up somebody else's order => flow.order-tracking
Shipping status updates are visible to the customer => flow.order-status-visible
Discount is applied at checkout => flow.promo-valid
Wrong promo code gives an error message => flow.promo-invalid
Card declined → clear message, no order => flow.payment-error-message flow.payment-failed
Insufficient funds handled => flow.payment-failed
Late payment notifications are still booked => flow.payment-timeout
Payment error messages are understandable => flow.payment-error-message
Customer can pay with Wing Money => flow.pay-wing
COD tested => flow.pay-cod
Stripe Elements form takes a payment => flow.pay-stripe
Nothing can be ordered when stock is 0 => flow.out-of-stock
Stock can't go below zero => flow.out-of-stock
Race for the last item: one winner => flow.concurrent-orders
Account creation works => flow.register
Duplicate e-mail addresses are refused at registration => flow.register
Login with wrong password shows an error => flow.login
User can log in => flow.login
Logout kills the session => flow.logout
"Forgot password" works => flow.password-reset
JWT with alg=none is refused => flow.jwt-auth
Expired tokens give 401 => flow.jwt-auth
New session id after login (no fixation) => flow.session-lifecycle
Avatar upload works => flow.media-upload
ClamAV scans all uploads => flow.upload-malware-rejected
Upload limit of 10 MB enforced => flow.upload-too-large-rejected
Server-side validation of all form fields => flow.input-validation
HTML in comments is escaped => flow.xss-input-escaped
A customer must not see another customer's orders => flow.permissions-enforced
Logged-out visitors are redirected to the login page => flow.permissions-enforced
Role-based access tested for each role => flow.permissions-enforced
Google login works => flow.oauth-login
Purchases show up in GA4 as conversions => flow.conversion-event
Category and product pages show name and price => flow.browse-products
"Add to bag" button works on every product => flow.add-to-cart
Checkout rejects a malformed phone number => flow.checkout-form
Checkout works from start to finish => flow.checkout
Smoke test: checkout => flow.checkout
Full end-to-end purchase on the live site => flow.purchase
One-time coupons cannot be used twice => flow.promo-usage-limit
What happens when the payment fails? Tested => flow.payment-failed
Stripe Checkout tested with test cards => flow.pay-stripe
Non-staff users get 403 on admin URLs => flow.permissions-enforced
Purchase event fires exactly once in GA4 => flow.conversion-event
Order confirmation page displays order number => flow.success-page
Razorpay checkout works in test mode => flow.pay-razorpay
Password reset tested end to end => flow.password-reset
Full refund and partial refund tested => flow.refund
Taxes are calculated correctly at checkout => flow.tax-applied
"""

#: The line says more than its check verifies.
PARTLY = """
Try to checkout => flow.checkout
GST shows correctly on the invoice => flow.tax-applied
Promo code gives 10% off => flow.promo-valid
Sales tax is calculated per state => flow.tax-applied
Only images can be uploaded => flow.upload-type-rejected
A voucher works only once => flow.promo-usage-limit
Double click on "Pay" charges only once => flow.payment-completes
Only JPG/PNG accepted for uploads => flow.upload-type-rejected
Voucher can only be redeemed once per customer => flow.promo-usage-limit
Price changes show up on the site within a minute => flow.price-update-visible
Catalogue can be browsed, every product has a price and a picture => flow.browse-products
Product reviews don't execute scripts => flow.xss-input-escaped
One real order from browse to thank-you page => flow.purchase
Happy path: browse, cart, checkout, pay => flow.purchase
Existing customers can order again with their saved address => flow.returning-customer-purchase
Simultaneous checkouts of the last piece: only one succeeds => flow.concurrent-orders
Password reset works from start to finish => flow.password-reset
Name and e-mail from Google end up in the profile => flow.oauth-mapping
Conversion pixel fires on the thank-you page => flow.conversion-event
Checkout total equals cart total plus shipping and tax => flow.checkout
Test order placed and cancelled again => flow.purchase
Bought a product on the new site => flow.purchase
Stripe payments work incl. 3DS => flow.pay-stripe
Updated prices are visible immediately (cache invalidation) => flow.price-update-visible
"""


@pytest.mark.parametrize(("text", "expected"), rows(WHOLLY))
def test_a_line_in_other_words_is_wholly_bound(text: str, expected: str) -> None:
    binding = bind(text)
    assert (ids(binding), binding.leftover) == (expected, ())


@pytest.mark.parametrize(("text", "expected"), rows(PARTLY))
def test_a_line_that_says_more_is_partly_bound(text: str, expected: str) -> None:
    binding = bind(text)
    assert ids(binding) == expected
    assert binding.leftover
