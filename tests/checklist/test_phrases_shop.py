"""Other teams' wording of money, mail, content, what a shop's users see, and of what is only near to it."""

from __future__ import annotations

import pytest
from phrases import BINDER, bind, ids, rows

from pytest_golive.checklist.parse import parse

#: Every word is accounted for.
WHOLLY = """
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
Transactional emails tested => mail.order-confirmation mail.password-reset mail.test-message
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
Refund e-mails are sent to customers => mail.refund-issued
Refund request mails are sent => mail.refund-request
Login by e-mail works => flow.login
Login to the mail server works => mail.smtp-login
Only signed webhooks are accepted => payment.webhook-signature-enforced
Only staff can open the admin => admin.reachable flow.permissions-enforced
Customers only see their own orders => flow.permissions-enforced
Two buyers at the same time: only one gets the last piece => flow.concurrent-orders
Shipping costs configured for all countries => content.shipping-costs content.shipping-zones
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
Stripe webhook registered and enabled => payment.webhook-registered
Stripe status page is green => payment.provider-status
Contact details on the website are right => content.contact-info
Categories created and products assigned => content.categories
Replies go to support@ (Reply-To header set) => mail.reply-to
"""

#: The line says more than its check verifies.
PARTLY = """
Shipping rates set for all countries we sell to => content.shipping-costs
Shipping costs are right for the UK => content.shipping-costs
Shipping zones set for the EU => content.shipping-zones
VAT rates set for the EU => content.tax-rules
Customers see only their own addresses => flow.permissions-enforced
Role permissions tested only with the admin user => flow.permissions-enforced
Staff only see what their role allows => flow.permissions-enforced
Only the office can open the admin => admin.reachable
Clicking pay twice charges only once => flow.payment-completes
Card details don't end up in logs => payment.no-card-data-stored
Daily reconciliation of Stripe payouts and orders => payment.reconciliation
Contact form mail arrives => mail.test-message
Live €1 purchase with a real credit card => payment.live-payment-seen
$1 live transaction successful => payment.live-payment-seen
Payment success rate > 95 % => payment.success-rate
Reset mail arrives within a minute => mail.password-reset
Shop name is right in title and footer => content.site-name
GDPR cookie banner in place => legal.cookie-consent
Latest two versions of Chrome, Firefox, Safari and Edge work => browser.cross-browser
No card numbers in logs or database => logs.no-sensitive-data payment.no-card-data-stored
Failed payments below 5 % => payment.success-rate
"""

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
    expected = [said for _, _, said in (row.partition(" => ") for row in BELOW_HEADINGS.splitlines()) if said]
    text = "\n".join(row.partition(" => ")[0] for row in BELOW_HEADINGS.splitlines())
    lines = parse(text.encode(), "list.md").lines
    assert [ids(BINDER.bind(line)) for line in lines] == expected
    assert [line.text for line, wanted in zip(lines, expected, strict=True) if ids(bind(line.text)) == wanted] == []


@pytest.mark.parametrize(
    ("heading", "text", "left"),
    [
        ("Stripe", "Email notifications enabled", ("stripe",)),
        ("UptimeRobot", "Email notifications enabled", ("uptimerobot",)),
        ("Email (SendGrid)", "Email notifications working", ("sendgrid",)),
        ("Stripe", "Order confirmation email sent", ()),
        ("Payment gateway", "Configure email notifications", ()),
    ],
)
def test_notifications_below_the_name_of_a_service_may_be_its_own(
    heading: str, text: str, left: tuple[str, ...]
) -> None:
    *_, line = parse(f"# Launch\n## {heading}\n- [ ] {text}\n".encode(), "list.md").lines
    binding = BINDER.bind(line)
    assert binding.bound
    assert binding.leftover == left


@pytest.mark.parametrize(("text", "expected"), rows(BAD_EVENTS))
def test_a_criterion_states_the_bad_event(text: str, expected: str) -> None:
    (line,) = (line for line in parse(f"## NO-GO Criteria\n- {text}\n".encode(), "list.md").lines)
    assert ids(BINDER.bind(line)) == expected
    assert ids(bind(text)) == ""
