"""Other teams' wording of what the shop's checks verify: flows, money, mail, content, what its users see."""

from __future__ import annotations

import pytest

from pytest_golive.checklist.bind import Binder, Binding
from pytest_golive.checklist.parse import parse
from pytest_golive.checks import load_checks

BINDER = Binder(load_checks())

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
Scan a KHQR with a real banking app => flow.pay-khqr
Pay with ACLEDA => flow.pay-acleda
Pay by Wing => flow.pay-wing
Orders can be paid cash on delivery => flow.pay-cod
COD order can be placed => flow.pay-cod
bKash payment succeeds in the sandbox => flow.pay-bkash
Nagad sandbox payment goes through => flow.pay-nagad
SSLCommerz IPN is validated => flow.pay-sslcommerz
Stripe test card 4242 goes through => flow.pay-stripe
Stripe: 3-D Secure card works => flow.pay-stripe
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
Stripe credentials are valid => payment.credentials-accepted
Stripe is in live mode => payment.live-mode
No test keys left in the Stripe config => payment.live-mode
All calls to the payment provider go over HTTPS => payment.api-over-https
We never store card numbers => payment.no-card-data-stored
Credit card data never touches our database => payment.no-card-data-stored
Stripe webhook points at the production URL => payment.webhook-registered
Webhook signatures verified => payment.webhook-signature-enforced
Webhook endpoint rejects unsigned requests => payment.webhook-signature-enforced
Stripe Radar turned on => payment.fraud-screening
A real payment of a small amount has been made => payment.live-payment-seen
Payments reconcile with orders => payment.reconciliation
Orders and gateway transactions agree => payment.reconciliation
E-mails go through a real provider, not the console => mail.backend-real
SMTP login works => mail.smtp-login
Mail goes out over TLS => mail.smtp-tls
Test e-mail received => mail.test-message
Mails are delivered and don't end up in spam => mail.test-message
Outgoing mail works => mail.test-message
Transactional emails tested => mail.test-message
All e-mail templates render without errors => mail.templates-render
SPF, DKIM and DMARC are set up => mail.dkim mail.dmarc mail.spf
SPF and DKIM pass => mail.dkim mail.spf
DMARC at least p=quarantine => mail.dmarc
SPF, DKIM and DMARC (p=quarantine) => mail.dkim mail.dmarc mail.spf
Mail to info@ is forwarded to the team => mail.forwarding
Customer receives an order confirmation by e-mail => mail.order-confirmation
Order receipts are e-mailed => mail.order-confirmation
Customer gets an e-mail when a refund is requested => mail.refund-request
We get an e-mail for every new order => mail.admin-notification
Google OAuth client ID for production => oauth.google-credentials
Shipping zones set => content.shipping-zones
Shipping rates are correct => content.shipping-costs
Tax rates entered for all countries => content.tax-rules
Product types set up => content.product-types
All products have their attributes filled => content.product-attributes
Demo products loaded => content.sample-data
Privacy page is published => legal.privacy-policy
Terms & conditions page is live => legal.terms
Footer links to terms and privacy policy => legal.privacy-policy legal.terms
GA loads only after consent => legal.analytics-consent
Retention periods for personal data defined => legal.data-retention
Copyright year in the footer is current => legal.copyright-notice
Repo has a LICENSE => legal.license-file
Patent pending line on the product page => legal.patent-notice
Admin is reachable over HTTPS => admin.reachable
Staff can log in to the back office => admin.login-works
Admin URL is not /admin => admin.url-custom
Products can be created, edited and deleted in the admin => admin.product-crud
Staff can add a product => admin.product-crud
New orders show up in the admin => admin.orders-listed
Orders can be managed in the back office => admin.order-manage
Order status can be changed in the admin => admin.order-status-update
COD orders can be marked as paid => admin.cod-mark-paid
Sales report totals are right => admin.reports
Only current employees have admin accounts => admin.accounts-as-declared
Staff accounts reviewed => admin.accounts-as-declared
Old staff accounts removed => admin.accounts-as-declared
Admin log shows nothing odd => admin.audit-log-known-actors
Site works on phones and tablets => browser.mobile-layout
Responsive down to 320px => browser.mobile-layout
Buttons are big enough for thumbs => browser.tap-targets
Checked in Safari, Firefox and Chrome => browser.cross-browser
Loading skeletons in place => browser.loading-indicator
API failure shows a message instead of a blank page => browser.no-broken-states
axe reports no violations => a11y.axe-clean
Zero axe-core issues => a11y.axe-clean
All images have alt attributes => a11y.image-alt
Every image has descriptive alt text => a11y.image-alt
Everything can be reached with the keyboard => a11y.keyboard-navigation
Text has sufficient contrast => a11y.color-contrast
All form fields have a label => a11y.form-labels
Each input is labelled => a11y.form-labels
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
Stripe keys accepted by the API => payment.credentials-accepted
Payment provider switched to live => payment.live-mode
Stripe live mode enabled => payment.live-mode
Sandbox payment tested => payment.sandbox-roundtrip
CVV is never saved => payment.no-card-data-stored
Webhook URL registered at Stripe => payment.webhook-registered
Webhook for payment_intent.succeeded is live => payment.webhook-registered
Fake webhooks get a 400 => payment.webhook-signature-enforced
Stripe signature is checked on each webhook => payment.webhook-signature-enforced
Stripe Radar rules enabled => payment.fraud-screening
Gateway has no open incident => payment.provider-status
Emails are sent via SendGrid, not console backend => mail.backend-real
SMTP credentials work => mail.smtp-login
STARTTLS on port 587 => mail.smtp-tls
SPF record published => mail.spf
DKIM signing enabled => mail.dkim
DMARC policy published => mail.dmarc
Order e-mails reach the customer => mail.order-confirmation
Confirmation e-mail after purchase is sent => mail.order-confirmation
Sign-up confirmation mail works => mail.registration
Admins get a mail on each new order => mail.admin-notification
example.com is gone from the Sites framework => content.site-name
Company address and phone in the footer => content.contact-info
Shipping costs for every zone => content.shipping-costs
VAT rates per country set up => content.tax-rules
No lorem ipsum or demo products => content.sample-data
Privacy policy is online => legal.privacy-policy
Terms of use linked in the footer => legal.terms
Cookies only after consent => legal.cookie-consent
Data retention policy documented => legal.data-retention
Footer shows © 2025 Company => legal.copyright-notice
Admin interface comes up => admin.reachable
Admin login tested => admin.login-works
Default /admin path changed => admin.url-custom
Orders visible in admin => admin.orders-listed
Status of an order can be changed by staff => admin.order-status-update
Reports show the right numbers => admin.reports
Ex-employees no longer have admin access => admin.accounts-as-declared
No unknown superusers => admin.accounts-as-declared
Mobile layout checked on iPhone and Android => browser.mobile-layout
Mobile menu works => browser.mobile-layout
Checkout usable on a phone => browser.mobile-forms
Links and buttons easy to tap => browser.tap-targets
Safari tested => browser.cross-browser
Works in Firefox, Chrome, Safari and Edge => browser.cross-browser
axe DevTools shows 0 violations => a11y.axe-clean
Accessibility scan passes => a11y.axe-clean
Images without alt text: none => a11y.image-alt
Tab through the checkout without a mouse => a11y.keyboard-navigation
Production SMTP configured => mail.backend-real
SMTP server reachable from the app server => mail.smtp-connect
Welcome mail is sent after sign-up => mail.registration
Shop owner is notified of new orders by mail => mail.admin-notification
Link to the privacy policy in the footer => legal.privacy-policy
Cookie banner appears on first visit => legal.cookie-consent
No horizontal scrolling on mobile => browser.mobile-layout
Failed requests show an error message to the user => browser.no-broken-states
Focus is visible and tab order makes sense => a11y.keyboard-navigation
Buttons show a loading state while submitting => browser.loading-indicator
Error states designed and tested => browser.no-broken-states
Screen reader announces form fields (labels present) => a11y.form-labels
Colour contrast meets AA => a11y.color-contrast
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
Stripe webhook registered and enabled => payment.webhook-registered
Stripe status page is green => payment.provider-status
Contact details on the website are right => content.contact-info
Categories created and products assigned => content.categories
Basket keeps its contents when you log in => flow.cart
Order confirmation page displays order number => flow.success-page
Razorpay checkout works in test mode => flow.pay-razorpay
Password reset tested end to end => flow.password-reset
Reset token expires after use => flow.password-reset
Full refund and partial refund tested => flow.refund
Taxes are calculated correctly at checkout => flow.tax-applied
Replies go to support@ (Reply-To header set) => mail.reply-to
"""

#: The line says more than its check verifies.
PARTLY = """
GST shows correctly on the invoice => flow.tax-applied
Promo code gives 10% off => flow.promo-valid
Sales tax is calculated per state => flow.tax-applied
Only images can be uploaded => flow.upload-type-rejected
A voucher works only once => flow.promo-usage-limit
Double click on "Pay" charges only once => flow.payment-completes
Only JPG/PNG accepted for uploads => flow.upload-type-rejected
Voucher can only be redeemed once per customer => flow.promo-usage-limit
Card details don't end up in logs => payment.no-card-data-stored
Daily reconciliation of Stripe payouts and orders => payment.reconciliation
Contact form mail arrives => mail.test-message
Live €1 purchase with a real credit card => payment.live-payment-seen
$1 live transaction successful => payment.live-payment-seen
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
Payment success rate > 95 % => payment.success-rate
Reset mail arrives within a minute => mail.password-reset
Shop name is right in title and footer => content.site-name
GDPR cookie banner in place => legal.cookie-consent
Latest two versions of Chrome, Firefox, Safari and Edge work => browser.cross-browser
Checkout total equals cart total plus shipping and tax => flow.checkout
Test order placed and cancelled again => flow.purchase
Bought a product on the new site => flow.purchase
Stripe payments work incl. 3DS => flow.pay-stripe
Updated prices are visible immediately (cache invalidation) => flow.price-update-visible
No card numbers in logs or database => logs.no-sensitive-data payment.no-card-data-stored
Failed payments below 5 % => payment.success-rate
"""

#: The line says more than its check verifies.

#: These mean something only below their heading.
BELOW_HEADINGS = """
## Payment gateway
- Test mode tested successfully => payment.sandbox-roundtrip
- Switch to production mode after testing => payment.live-mode
- Verify API keys are correct => payment.credentials-accepted
- Error messages clear => flow.payment-error-message
## Stripe
- Payment flow tested end-to-end => flow.pay-stripe flow.payment-completes
- Webhook endpoints configured => payment.webhook-registered
## Google OAuth
- Production credentials configured => oauth.google-credentials
- Callback URLs configured correctly => oauth.google-callback
- Login flow tested => flow.oauth-login
- User data mapping verified => flow.oauth-mapping
## Order workflow
- Checkout => flow.checkout
- Order confirmation => flow.order-created flow.success-page
- Status updates => flow.order-status-visible
## Admin panel
- View orders => admin.orders-listed
- Update order status => admin.order-status-update
- Generate reports => admin.reports
"""

#: They name what a check is about and do not say what it verifies.
TRAPS = """
Checkout page redesign approved by marketing
Cart abandonment mails switched on
Order tracking pixel installed in GA
Add to cart event documented
Payment processing outsourced to a third party
Payment terms agreed with suppliers
Payment team on call during launch
Test payments deleted from the database
Stripe test mode stays on in staging
Stripe account belongs to the client
Stripe CLI installed on laptops
Refund policy published
Support trained on refunds
Coupon codes mailed to subscribers
Discount policy agreed with finance
Users trained on the new login page
SSH login works only with keys
Session recordings enabled in Hotjar
JWT library upgraded
Source maps uploaded to Sentry
Upload bandwidth measured
Input from stakeholders collected
User permissions documented
Registration of the domain extended
Sign up for the status page
Newsletter sign-up hidden
Guest checkout disabled
Cash on delivery will be added later
Wing B of the data centre
Email addresses of the team collected
Email templates translated to French
Email list imported from Mailchimp
Launch email drafted
Shipping partner contract signed
Tax advisor consulted
Product photos retouched
Product categories discussed with marketing
Sample data removed
Demo data deleted from production
No sample data loaded
Privacy policy reviewed by legal
Privacy policy still to be written
Terms of service: waiting for counsel
Cookie banner wording approved
Cookie banner not shown yet
Data retention for logs set to 30 days
GDPR compliance verified
PCI compliance verified
License key for the theme renewed
New Relic license enabled
Patent attorney consulted
Admin training done
Reports from pen test filed
Mobile app submitted to the store
Mobile number of the on-call person known
Browser extension removed
Form for vacation requests
Accessibility statement written
Contrast with the old design discussed
Keyboard shortcuts documented
Alt text guidelines written
Fraud team informed
Webhook URL of Slack configured
Webhook secret rotated
Google Cloud credentials configured
Google OAuth consent screen verified
Callback phone number listed
Track order of deployment steps
Stock photos licensed
Order of migrations documented
Orders table has an index
Dark mode contrast not checked yet
"""

#: What must not be, as NO-GO criteria say it.
BAD_EVENTS = """
Payment processing not working => flow.payment-completes payment.credentials-accepted
Checkout is broken => flow.checkout
Customers cannot log in => flow.login
Customers cannot buy => flow.purchase
Admin panel unreachable => admin.reachable
Emails not sent => mail.test-message
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [(line, ids) for line, _, ids in (row.partition(" => ") for row in table.strip().splitlines())]


def bind(text: str) -> Binding:
    (line,) = parse(f"- [ ] {text}\n".encode(), "list.md").lines
    return BINDER.bind(line)


def ids(binding: Binding) -> str:
    return " ".join(sorted(one.check for one in binding.bound))


@pytest.mark.parametrize(("text", "expected"), rows(WHOLLY))
def test_a_line_in_other_words_is_wholly_bound(text: str, expected: str) -> None:
    binding = bind(text)
    assert (ids(binding), binding.leftover) == (expected, ())


@pytest.mark.parametrize(("text", "expected"), rows(PARTLY))
def test_a_line_that_says_more_is_partly_bound(text: str, expected: str) -> None:
    binding = bind(text)
    assert ids(binding) == expected
    assert binding.leftover


@pytest.mark.parametrize("text", [text for text, _ in rows(TRAPS)])
def test_a_line_about_something_near_is_bound_to_nothing(text: str) -> None:
    assert ids(bind(text)) == ""


def test_short_lines_take_their_meaning_from_the_heading() -> None:
    expected = [ids for _, _, ids in (row.partition(" => ") for row in BELOW_HEADINGS.splitlines()) if ids]
    text = "\n".join(row.partition(" => ")[0] for row in BELOW_HEADINGS.splitlines())
    lines = parse(text.encode(), "list.md").lines
    assert [ids(BINDER.bind(line)) for line in lines] == expected
    assert [line.text for line, wanted in zip(lines, expected, strict=True) if ids(bind(line.text)) == wanted] == []


@pytest.mark.parametrize(("text", "expected"), rows(BAD_EVENTS))
def test_a_criterion_states_the_bad_event(text: str, expected: str) -> None:
    (line,) = (line for line in parse(f"## NO-GO Criteria\n- {text}\n".encode(), "list.md").lines)
    assert ids(BINDER.bind(line)) == expected
    assert ids(bind(text)) == ""
