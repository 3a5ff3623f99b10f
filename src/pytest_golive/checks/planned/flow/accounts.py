"""Planned checks: accounts, permissions, and what people type in and upload."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.register",
    "Registration works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "user|customer|account registration|signup|creation flow|form|process|functionality? works|functional|@tested",
        "registration|signup flow|form|process|functionality|page? works|functional|@tested",
        "@tested? user? registration login works|functional?",
        "sign up flow|form|process|page? works|functional|@tested",
        "user? authentication flows @tested|works",
        "=users|customers|visitors register",
        "weak passwords rejected|refused sign|registration|signup up?",
        "=registration post /api/v1/auth/register/|/api/auth/register/|/api/register|/register",
        "=new? users|customers|visitors|people sign up",
        "new? users|customers|visitors create|open account",
        "duplicate email|account|accounts|emails|address addresses? refused|rejected registration|signup|sign up?",
    ),
)
planned(
    "flow.login",
    "Login works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "user|customer|member login functionality|form|page|process? works|functional|@tested",
        "user|customer|member login flow works|functional|@tested",
        "login functionality|form|page|process @tested|works|functional",
        "=login works|functional|successful",
        "@tested? login logout functionality|flow? works|functional?",
        "@tested? user? registration login works|functional?",
        "user? authentication flows @tested|works",
        "=users|customers|members login out?",
        "=login post /api/v1/auth/login/|/api/auth/login/|/api/login|/login",
        "customers|users|members login email|password|credentials password?",
        "wrong|bad|incorrect password|credentials rejected|refused",
        "login wrong|bad|incorrect password refused|rejected|shows|gives|fails error?",
        "!users|customers|nobody|people cant|cannot|unable|able login",
    ),
)
planned(
    "flow.logout",
    "Logout works.",
    severity="high",
    needs=("storefront",),
    says=(
        "@tested? login logout functionality|flow? works|functional?",
        "logout functionality? works|functional|@tested",
        "logout ends|invalidates|destroys|terminates|kills session",
        "session invalidated|destroyed|ended|terminated|killed logout",
        "user? authentication flows @tested|works",
        "=users|customers|members login out",
        "log out works|@tested|ends|invalidates|kills really? session?",
        "old? session cookie? useless|dead|invalid|refused after logout",
    ),
)
planned(
    "flow.password-reset",
    "Password reset works.",
    severity="high",
    needs=("storefront", "mail"),
    says=(
        "password reset|recovery flow|process|functionality|link? works|functional|@tested",
        "forgot|forgotten password flow|process|functionality|link? works|functional|@tested",
        "user? authentication flows @tested|works",
        "password? reset links|tokens expire|expiry|once|single",
        "=users|customers reset password",
        "password? reset links only? once|expire|expiry",
    ),
)
planned(
    "flow.jwt-auth",
    "JWT authentication works.",
    severity="high",
    needs=("storefront",),
    says=(
        "jwt|jwts|token authentication|auth|login works|functional|@tested|secure",
        "jwt|jwts tokens? expire|expiry|expiration|expired rejected|refused|enforced?",
        "expired|tampered|forged|invalid|altered jwt|jwts|tokens tokens? rejected|refused|denied",
        "jwt|jwts tokens? signature|signatures checked|enforced|required|rejected",
        "access|refresh|bearer tokens expire|expiry|rotate|rotated",
        "api refuses|rejects expired|tampered|invalid|forged tampered|expired? tokens",
        "jwt alg none refused|rejected",
        "expired|invalid|tampered tokens give|get|return|gives 401",
    ),
)
planned(
    "flow.session-lifecycle",
    "Sessions are managed safely.",
    severity="critical",
    needs=("storefront", "url"),
    says=(
        "=review|reviewed session management",
        "session management secure|@tested|works|functional",
        "session id|ids|identifier|key renewed|regenerated|rotated|changes|changed login",
        "session fixation prevented|prevention|protection|impossible|@tested",
        "no session fixation",
        "sessions expire|expired|end|ended|invalidated logout|inactivity|idle",
        "session id? renewed|regenerated|rotated after? login",
        "new|fresh session id|key after? login no? fixation?",
    ),
)
planned(
    "flow.media-upload",
    "Uploads work.",
    severity="high",
    needs=("storefront",),
    says=(
        "image|file|media|photo|avatar uploads|uploading works|functional|@tested",
        "=users|customers|staff|admins upload images|files|photos|media",
    ),
)
planned(
    "flow.upload-malware-rejected",
    "Infected uploads are refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "uploaded|uploads files? scanned|scan|scanning malware|virus|viruses|antivirus",
        "infected|malicious files|uploads rejected|refused|blocked|quarantined",
        "eicar test? file? rejected|refused|blocked|quarantined",
        "eicar test? file? upload gets? rejected|refused|blocked|quarantined",
        "clamav scans|scanning|checks|scan uploads|files",
    ),
)
planned(
    "flow.upload-too-large-rejected",
    "Over-large uploads are refused.",
    severity="medium",
    needs=("storefront",),
    says=(
        "file? upload size limit @set|set?",
        "max|maximum file|upload size @set|set",
        "large|big|huge|oversized|oversize files|uploads|images rejected|refused|blocked|413",
        "files|uploads above|over|larger|bigger|exceeding than? {megabytes} mb get? 413|rejected|refused|blocked",
        "files|uploads {megabytes} mb get? 413|rejected|refused|blocked",
        "upload size? limit {megabytes} mb @set|set?",
    ),
    quantities={"megabytes": float},
)
planned(
    "flow.upload-type-rejected",
    "Wrong file types are refused.",
    severity="high",
    needs=("storefront",),
    says=(
        "allowed|permitted|upload file|image types restricted|limited|enforced|whitelisted|allowlisted",
        "file|upload types restricted|limited|whitelisted|allowlisted",
        "only allowed|permitted|safe file|image types accepted",
        "wrong|disallowed|forbidden|dangerous|executable|unexpected file types? rejected|refused|blocked",
        "executable|php|exe|script uploads rejected|refused|blocked",
        "only images|pdf|pdfs|jpg|png pdf|pdfs|png? uploaded",
        ".exe|.php|.svg|.html .exe|.php|.svg|.html? uploads|files refused|rejected|blocked",
        "only images|pdf|jpg|png|jpeg jpg|png|pdf|jpeg? accepted|allowed uploads|upload",
    ),
)
planned(
    "flow.input-validation",
    "Forms refuse invalid input.",
    severity="high",
    needs=("storefront",),
    says=(
        "input validation forms|form|fields @set|works|@tested?",
        "form|forms validation @set|works|functional|@tested",
        "forms|fields reject|refuse|rejects invalid|bad|wrong input|data|values",
        "invalid|bad form input|data rejected|refused",
        "garbage|invalid|bad form fields|field|input? gives|shows error message? not crash|500",
        "server side validation form fields?",
    ),
)
planned(
    "flow.xss-input-escaped",
    "Stored input is escaped everywhere.",
    severity="critical",
    needs=("storefront", "browser"),
    says=(
        "stored|persistent xss prevented|prevention|protection|@tested|escaped?",
        "@tested? xss prevention payloads",
        "user|customer generated|supplied content|text|input escaped|sanitized|sanitised",
        "html|markup|scripts|script comments|reviews|names|notes|fields|comment|review escaped",
        "comments|reviews|names|notes dont|never|not|doesnt run|execute scripts|script|javascript",
    ),
)
planned(
    "flow.permissions-enforced",
    "Permissions are enforced.",
    severity="critical",
    needs=("storefront",),
    says=(
        "=user permissions",
        "user permissions @set|@tested|enforced",
        "permissions enforced roles|endpoints|views|urls|pages?",
        "access control|controls enforced|@tested",
        "role based access control|permissions? enforced|@tested|works",
        "idor check|@tested|prevented|protection|protected",
        "no idor",
        "customers|users only access|see|view|read|open own orders|order|data|invoices",
        "customers|users cannot|cant access|see|view|open other|another customers|users orders|order|data|invoices",
        "staff? admin pages|urls|views|routes protected|require login|authentication|staff?",
        "guests|visitors|customers|users|anonymous cannot|cant open|access|see|reach|view admin pages|area|urls|panel",
        "staff users? get 403|404 admin urls|pages|views",
        "customers|users not|never access|see|view|read|open other|another customers|users orders|order|data|invoices",
        "logged out visitors|users|anonymous redirected|sent login page?",
        "anonymous|unauthenticated users|visitors|requests? redirected|sent|get login|401|403 page?",
    ),
)
planned(
    "flow.oauth-login",
    "Login with Google works.",
    severity="high",
    needs=("storefront",),
    says=(
        "google: login flow @tested|works|functional",
        "google|social|oauth|oauth2 login|authentication flow? works|functional|@tested",
        "google oauth|oauth2 login|flow? works|functional|@tested",
        "=users|customers login google",
        "google sign works|@tested",
    ),
)
planned(
    "flow.oauth-mapping",
    "Google user data is mapped rightly.",
    severity="medium",
    needs=("storefront",),
    says=(
        "google|oauth: user|profile data|fields mapping|mapped correct|@tested?",
        "google|oauth user|profile data|fields|email? mapping|mapped",
        "name email google profile|account|end? up?",
    ),
)
planned(
    "flow.logins-disabled",
    "Logins can be and are switched off.",
    severity="medium",
    needs=("storefront",),
    says=("=disable|block user|customer? logins if? needed?",),
)
