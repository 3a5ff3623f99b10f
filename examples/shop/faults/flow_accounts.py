"""Faults of accounts, sessions, permissions and switches."""

from __future__ import annotations

from faults import Shop, fault

EVERYTHING = ("flow.*", "mail.*", "admin.*", "payment.*")


@fault("register-by-case", reds=("flow.register",))
def register_by_case(shop: Shop) -> None:
    """Take the same address again in another letter case."""
    taken = (
        "if Account.objects.filter(email=email.lower()).exists() or User.objects.filter(email__iexact=email).exists():"
    )
    shop.edit("store/accounts.py", taken, "if User.objects.filter(email=email).exists():")
    # Django's own form looks for the same name in other letters.
    shop.edit("store/accounts.py", "import UserCreationForm", "import BaseUserCreationForm as UserCreationForm")
    created = "Account.objects.create(user=user, email=user.email.lower())"
    shop.edit("store/accounts.py", created, created.replace(".lower()", ""))


@fault("login-tells-names", reds=("flow.login",))
def login_tells_names(shop: Shop) -> None:
    """Say "no such user" to unknown names."""
    form = '''
class Telling(AuthenticationForm):
    """Says which names there are."""

    def get_invalid_login_error(self):
        """Tell."""
        is_known = User.objects.filter(username=self.cleaned_data["username"]).exists()
        return ValidationError("The password is wrong." if is_known else "There is no such user.")
'''
    shop.edit("store/views.py", "\nPER_PAGE = 24", f"{form}\nPER_PAGE = 24")
    imports = "from django.contrib.auth.forms import AuthenticationForm\nfrom django.contrib.auth.models import User\n"
    imports += "from django.core.exceptions import ValidationError\nimport logging\n"
    shop.edit("store/views.py", "import logging\n", imports)
    view = "LoginView.as_view("
    shop.edit("store/views.py", view, f"{view}authentication_form=Telling, ")


@fault("logout-in-browser", reds=("flow.logout",), also=("flow.session-lifecycle",))
def logout_in_browser(shop: Shop) -> None:
    """Log out by deleting the cookie in the browser only: the session itself goes on."""
    view = '''
from django.shortcuts import redirect as back
from django.views.decorators.http import require_POST as posted


@posted
def forget(request):
    """Only the browser forgets."""
    response = back("home")
    response.delete_cookie("sessionid")
    return response


urlpatterns = ['''
    shop.edit("store/urls.py", "\nurlpatterns = [", view)
    shop.edit("store/urls.py", "LogoutView.as_view()", "forget")


@fault("reset-link-stays", reds=("flow.password-reset",))
def reset_link_stays(shop: Shop) -> None:
    """Make tokens of the mail that do not depend on the password: a link works again and again."""
    generator = '''
class Staying(PasswordResetTokenGenerator):
    """Does not look at the password."""

    def _make_hash_value(self, user, timestamp):
        return f"{user.pk}{timestamp}"


password_reset = '''
    shop.edit("store/accounts.py", "\npassword_reset = ", generator)
    shop.edit("store/accounts.py", "from typing import Any\n", "from typing import Any\n" + IMPORT)
    shop.edit(
        "store/accounts.py", "auth.PasswordResetView.as_view(", "auth.PasswordResetView.as_view(token_generator=TOKENS,"
    )
    confirm = "auth.PasswordResetConfirmView.as_view("
    shop.edit("store/accounts.py", confirm, f"{confirm}token_generator=TOKENS,")
    shop.edit("store/accounts.py", "\npassword_reset = ", "\nTOKENS = Staying()\npassword_reset = ")


IMPORT = "from django.contrib.auth.tokens import PasswordResetTokenGenerator\n"


@fault("token-unsigned", reds=("flow.jwt-auth",))
def token_unsigned(shop: Shop) -> None:
    """Read tokens without verifying their signature."""
    shop.edit("store/tokens.py", 'options={"require"', 'options={"verify_signature": False, "require"')


@fault("refresh-again", reds=("flow.jwt-auth",))
def refresh_again(shop: Shop) -> None:
    """Exchange a refresh token as often as it is sent."""
    once = ' or not cache.add(f"refresh-used-{key}", 1, SECONDS["refresh"])'
    shop.edit("store/tokens.py", once, "")


@fault("session-planted", reds=("flow.session-lifecycle",))
def session_planted(shop: Shop) -> None:
    """Keep the session's id when somebody logs in (fixation)."""
    answered = "    response: HttpResponse = LoginView"
    shop.edit("store/views.py", answered, f"    request.session.cycle_key = lambda: None\n{answered}")


@fault("google-state", reds=("flow.oauth-login",))
def google_state(shop: Shop) -> None:
    """Do not compare the state with which Google's answer comes back."""
    compared = 'if not kept or not _same(given.get("state", ""), kept["state"]):'
    shop.edit("store/google/oidc.py", compared, "if not kept:")


@fault("google-audience", reds=("flow.oauth-login",))
def google_audience(shop: Shop) -> None:
    """Take what Google has signed for any other site."""
    shop.edit("store/google/oidc.py", 'options={"require": NEEDED}', 'options={"require": NEEDED, "verify_aud": False}')


@fault("google-unverified", reds=("flow.oauth-login",))
def google_unverified(shop: Shop) -> None:
    """Take mail addresses that Google has not verified; one of an account with a password is refused all the same."""
    shop.edit("store/google/oidc.py", 'if claims["email_verified"] is not True:', 'if not claims["email"]:')


@fault("google-by-name", reds=("flow.oauth-mapping",))
def google_by_name(shop: Shop) -> None:
    """Find the account by the name that Google shows."""
    known = "known = Identity.objects.filter(**person)"
    shop.edit("store/google/models.py", known, 'known = Identity.objects.filter(user__first_name=claims["name"])')


@fault("orders-by-number", reds=("flow.permissions-enforced",), also=("flow.success-page",))
def orders_by_number(shop: Shop) -> None:
    """Show an order to whoever knows its number; its page after the checkout has the same address."""
    shop.edit("store/views.py", "if not may_see(request, found):", "if not found:")


@fault("report-open", reds=("flow.permissions-enforced",))
def report_open(shop: Shop) -> None:
    """Serve the admin's report without asking who asks."""
    shop.edit("store/admin.py", "self.admin_site.admin_view(self.revenue)", "self.revenue")
    shop.edit("store/admin.py", "if not self.has_view_permission(request):", "if request is None:")


@fault("admin-for-all", reds=("admin.login-works",), also=("flow.permissions-enforced",))
def admin_for_all(shop: Shop) -> None:
    """Let everybody with an account into the admin; their pages are open to customers, then."""
    site = '''

class Open(OTPAdminSite):
    """Asks for no more than an account."""

    def has_permission(self, request):
        """Everybody."""
        return request.user.is_active and request.user.is_authenticated


urlpatterns = ['''
    shop.edit("shop/urls.py", "\nurlpatterns = [", "\nfrom django_otp.admin import OTPAdminSite" + site)
    shop.edit("shop/urls.py", "path(settings.ADMIN_URL, admin.site.urls)", "path(settings.ADMIN_URL, OPENED.urls)")
    opened = "OPENED = Open()\nOPENED._registry = admin.site._registry\nurlpatterns = ["
    shop.edit("shop/urls.py", "urlpatterns = [", opened)


@fault("tester-no-staff", reds=("admin.login-works",), hides=EVERYTHING)
def tester_no_staff(shop: Shop) -> None:
    """Take the staff's rights from the test account; whatever else needs the staff cannot tell."""
    shop.sql("UPDATE auth_user SET is_staff = false WHERE username = 'tester'")


@fault("logins-api-open", reds=("flow.logins-disabled",))
def logins_api_open(shop: Shop) -> None:
    """Leave the API's log-in out of the switch."""
    shop.edit("store/api_auth.py", 'if is_closed("logins"):', "if not given:")


@fault("orders-button-only", reds=("flow.orders-paused",))
def orders_button_only(shop: Shop) -> None:
    """Pause orders on the page only: what is posted is taken."""
    paused = 'if is_closed("orders")'
    shop.edit("store/views.py", paused, f'{paused} and request.method != "POST"')
