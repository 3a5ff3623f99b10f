"""Planned checks: accounts and permissions."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.register",
    "Registration works.",
    severity="critical",
    needs=("storefront",),
    says=(
        "user|customer|account registration|signup|creation flow|form|process|functionality? works|functional|@tested",
        "=registration|signup flow|form|process|functionality|page? works|functional|@tested",
        "@tested? user? registration login works|functional?",
        "=sign up flow|form|process|page? works|functional|@tested",
        "user? authentication flows @tested|works",
        "=users|customers|visitors register",
        "weak passwords rejected|refused sign|registration|signup up?",
        "=registration post /api/v1/auth/register/|/api/auth/register/|/api/register|/register",
        "=new? users|customers|visitors|people sign up",
        "new? users|customers|visitors create|open account",
        "duplicate email|account|accounts|emails|address addresses? refused|rejected registration|signup|sign up?",
        "=register|registration|signup @works|@tested|able|user|customer|visitor|people|person|account|new|email|"
        "password|form|fresh|mobile|desktop|login|possible|end|flow|process|anybody|someone|i|once ~ @works @tested "
        "able user customer visitor people person account new email password form fresh mobile desktop login "
        "possible end flow process anybody someone i once",
        "=create|created|account account|creation|profile "
        "user|customer|visitor|people|shopper|new|anyone|guest|login|able|works|tested|mobile ~ @works @tested "
        "possible log email password own desktop flow registration i once",
        "=create|created account ~ @works @tested new user customer visitor able possible login own email password i "
        "once",
        "signup|registration|register taken|already|duplicate|existing|twice email|account|username|address "
        "reject|refuse|error|message ~ form user same i once",
        "signup|registration|register taken|already|duplicate|existing|twice email|account|username|address "
        "cannot|cant ~ form user same i once",
        "=account open|creation|create new|able|test|customer|user ~ works own possible i once",
        "=signup anyone|anybody|visitor|customer|user|people|email|able ~ address works tested password new i once",
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
        "=login @works|@tested|able|user|customer|member|visitor|existing|people|account|email|password|form|valid|"
        "credential|mobile|desktop|right|wrong|possible|accept|reject|refused|error|message|show|invalid|end|deploy|"
        "deploys|after|i|normal|regular|ordinary|ones ~ @works @tested able user customer member visitor existing "
        "people account email password form valid credential mobile desktop right wrong possible accept reject "
        "refused error message show invalid end deploy deploys after i normal regular ordinary ones",
        "=log|sign able|possible ~ user customer account profile visitor existing test member works i normal regular "
        "ordinary ones",
        "wrong|invalid|bad|incorrect password|credential error|message|refused|reject|denied|show ~ login user get "
        "give unknown form friendly i normal regular ordinary ones",
        "=login out|normal|customer|user ~ works tested regular ordinary existing i ones",
        "wrong|bad|invalid|incorrect credential|password turned|away|bounce|error|rejected|refused ~ message get "
        "login user customer friendly i normal regular ordinary ones",
        "wrong|bad|invalid|incorrect credential|password no ~ get login user customer friendly i normal regular "
        "ordinary ones",
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
        "=logout @works|@tested|able|user|customer|button|link|any|end|kill|destroy|clear|session|token|cookie|"
        "redirect|home|click|possible|desktop|mobile|me|logs|i|dead ~ @works @tested able user customer button link "
        "any end kill destroy clear session token cookie redirect home click possible desktop mobile me logs i dead",
        "logout session|token|cookie gone|end|invalid|dead|destroyed|destroy|cleared|deleted|kill|useless ~ after "
        "user me logs i",
        "logout|signing|logging back|page|account|private|protected|member no|not|dont|doesnt|never|cannot|cant ~ "
        "after button show reachable accessible longer out open works any reach me i dead",
        "=signing|logged out ~ @works @tested user when click logout able possible me i dead",
        "logout really|ends|dead|out|session ~ me logs user customer after works kills i",
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
        "=password forgot|forgotten|lost|recover|forget ~ @works @tested able user customer visitor reset link "
        "functionality feature flow process request set new end possible form i me let choose",
        "=password reset works|tested|able|possible|flow|process|function|functional|functionality|feature|request|"
        "form|end|ok|visitor ~ @works @tested user customer new set forgotten link procedure i me let choose",
        "reset link|token once|only|single|expire|twice|second|24|hour ~ password works refused reject after 1 2 new "
        "time one valid i me let choose",
        "reset|forgot|forgotten|recover link|mail|flow new|password choose|set|let|pick ~ me customer user works i",
        "=password forgot|forgotten|lost reset|recover|new ~ i works tested own user get me let choose",
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
        "=jwt @works|@tested|auth|authentication|login|refresh|token|signature|expire|rejected|refused|401|protected|"
        "endpoint|api|invalid|tampered|forged|call|request|get|handling|flow|turned|down|ones|behave|expected ~ "
        "@works @tested auth authentication login refresh token signature expire rejected refused 401 protected "
        "endpoint api invalid tampered forged call request get handling flow turned down ones behave expected",
        "token|jwt tampered|forged|altered|expired|invalid|without|missing|manipulated "
        "401|403|refused|rejected|denied ~ api bearer access signature endpoint protected request call valid get "
        "answered return unauthorized any behave expected",
        "access|refresh|bearer|auth|jwt token expire|rotate|refresh|works|required|lifetime|short ~ after 5 10 15 30 "
        "60 minute hour 1 endpoint protected tested api behave expected",
        "token refresh works|tested|functional|succeeds|rotated ~ access jwt login behave expected",
        "no|without|missing token 401|403|access|unauthorized ~ api give gets call request endpoint valid answers "
        "jwt denied behave expected",
        "jwt expiry|refresh|signature|rotation ~ behave works tested token expected",
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
        "session login|sign|log|authentication change|renewed|regenerated|rotated|new|fresh ~ id key cookie "
        "identifier after when user i",
        "session idle|inactive|inactivity|unused end|expire|logged|invalidated|terminated|closed ~ out after "
        "automatically user new i",
        "user|customer|member idle|inactive|inactivity logged|logout|signed ~ out after 15 20 30 60 minute hour "
        "automatically session new i",
        "session logout|password invalidated|refused|ended|destroyed|dead|killed|revoked|terminated|reject ~ after "
        "change user other reset existing new i",
        "=session fixation|handling|management|lifecycle|security ~ @works @tested secure prevented attack "
        "protection against safe reviewed impossible possible new i",
        "session killed|ends|closed|dies|dropped idle|inactive|inactivity ~ after 15 20 30 60 minute user new i",
        "session refused|invalid|dead|rejected|revoked password|logout ~ old after change existing user",
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
        "only own data|order|invoice|profile|account|address|information|document "
        "see|access|view|open|read|edit|change ~ user customer member logged peek one",
        "cannot|cant|not|never|no|dont|doesnt other|another|somebody|someone|else|foreign|people "
        "order|data|invoice|profile|account|address|detail|document see|open|view|access|read|change|edit|show ~ "
        "user customer id url able s guessing number peek one",
        "cannot|cant|not|never user|customer b|bs order|data|invoice|profile|account|address|document "
        "see|open|view|access|read ~ idor check peek one",
        "non|normal|anonymous|regular|ordinary|guest|visitor|unauthenticated|customer "
        "admin|staff|protected|private|area 403|404|redirected|denied|closed|blocked ~ user access reach url get "
        "open see backend logged peek one",
        "non|normal|anonymous|regular|ordinary|guest|visitor|unauthenticated|customer "
        "admin|staff|protected|private|area no|not|cannot|cant|never ~ user access reach url get open see backend "
        "logged peek one",
        "admin|staff area|panel|page|dashboard|interface closed|denied|blocked|forbidden|inaccessible|403 "
        "normal|user|customer|visitor|guest|regular|nonstaff|anonymous ~ other non peek one",
        "private|protected|account|member page|view|area|endpoint|route require|need|behind|only "
        "login|authentication|logged ~ user peek one",
        "=role|permission|authorization|authorisation|rbac|rights @tested|@works|user|access|enforced|endpoint|view|"
        "api|intended|restricted|level|model|based|control|check|customer|staff|admin|peek|one ~ @tested @works user "
        "access enforced endpoint view api intended restricted level model based control check customer staff admin "
        "peek one",
        "guest|visitor|anonymous|customer|stranger bounced|blocked|refused|kept|thrown|rejected|redirected|turned "
        "admin|/admin|/admin/|staff|backend ~ get away out area login panel peek one",
        "customer cant|cannot|not|never|no peek|see|read|open|view|access another|other|someone|somebody|foreign "
        "order|data|account|invoice|profile ~ one s else",
        "staff|user|employee only see|access|reach role|permission|rights|allowed ~ what permits peek one",
        "admin|staff page|area|panel|url|dashboard not|never accessible|reachable|visible|open "
        "regular|normal|customer|visitor|anonymous|unauthenticated|ordinary ~ user",
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
        "=google|social|oauth|sso|oauth2 login|sso|sign ~ @works @tested user customer visitor button account able "
        "possible round trip flow facebook apple github redirect back openid domain continue logs",
        "=google continue|login|button works|tested ~ user sign domain customer logs",
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
        "google|oauth|social email|name|profile mapped|taken|stored|linked|matched|saved|filled|correct|right|copied "
        "~ user account existing login data field address created new sign get mail",
        "google|oauth|social login no|not|doesnt|dont|never duplicate|second account|user|profile ~ create created "
        "make get mail",
        "google|oauth|social login|user|account same|existing|linked account|user|linked|meet|match ~ second e get "
        "mail",
        "oauth|google profile|user mapping ~ @works @tested field data right get mail",
        "google user|login|account right|correct name|email|profile|mail ~ get address new",
    ),
)
planned(
    "flow.logins-disabled",
    "Logins can be and are switched off.",
    severity="medium",
    needs=("storefront",),
    says=(
        "=disable|block user|customer? logins if? needed?",
        "login switch|emergency|maintenance|flag|toggle off|disable|block|refuse|kill|works|tested|stop|reject ~ "
        "user customer mode during while able exists available when temporarily",
        "=login user|customer|visitor|member off|disabled|block|stop ~ able possible while migrating during "
        "maintenance temporarily any time emergency",
        "login block|disable|off|stop emergency|incident|attack|migration|maintenance ~ user customer able while "
        "during",
        "login switch|emergency|lock lock|everybody|everyone|out|off|customer ~ user stop",
    ),
)
