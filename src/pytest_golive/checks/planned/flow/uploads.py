"""Planned checks: what people type in and upload."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "flow.media-upload",
    "Uploads work.",
    severity="high",
    needs=("storefront",),
    says=(
        "image|file|media|photo|avatar uploads|uploading works|functional|@tested",
        "=users|customers|staff|admins upload images|files|photos|media",
        "=upload image|photo|picture|file|media|avatar|document|attachment "
        "able|works|tested|user|customer|ok|possible|profile|url|staff|admin|visitor|display|displays ~ @works "
        "@tested shown open see form mobile own",
        "=upload picture|image|photo|file|avatar works|tested|phone|mobile|able|customer|user ~ profile own",
        "=profile|user|customer|avatar picture|photo|image upload ~ works tested own",
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
        "=upload malware|virus|antivirus|eicar|clamav|malicious|infected|clamd ~ file document user customer check "
        "scan active enabled test quarantined blocked refused rejected gets before saved",
        "upload malware|virus|antivirus|eicar|clamav|malicious|infected scan|quarantined|blocked|refused|rejected ~ "
        "file user test get document",
        "upload malware|virus|antivirus|eicar|clamav|malicious|infected cannot|cant ~ file user test get document",
        "=scan upload|file malware|virus ~ user new",
        "eicar file|test|upload through|blocked|caught|stopped|rejected|refused|quarantined ~ get virus",
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
        "upload above|larger|bigger|large|huge|oversized|big|too refused|rejected|blocked|error|413|message "
        "{megabytes}? ~ mb kb gb megabyte size limit than file image document show user get accepted photo clear "
        "instead crash",
        "upload above|larger|bigger|large|huge|oversized|big|too cannot|cant|not {megabytes}? ~ mb kb gb megabyte "
        "size limit than file image document show user get accepted photo clear instead crash",
        "file|image|photo|document above|larger|bigger|large|huge|oversized|big|exceeding "
        "refused|rejected|413|blocked {megabytes}? ~ mb kb gb megabyte size limit than upload error message show get "
        "too user instead crash",
        "=upload limit|maximum|max|cap {megabytes}? ~ file image size mb kb gb megabyte enforced set works tested "
        "user document get instead crash",
        "file|upload {megabytes} mb refused|rejected|413|blocked|maximum|max ~ image size get instead crash",
        "big|large|huge|oversized|mb upload|file cut|error|413|message|stop|refused|limit|rejected {megabytes}? ~ "
        "get instead crash image gb friendly",
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
        "upload "
        "php|exe|.exe|.php|script|executable|html|.html|svg|.svg|forbidden|dangerous|disallowed|wrong|unexpected "
        "refused|rejected|blocked|impossible|prevented|denied ~ file type possible disguised jpg user fake extension "
        "named double renamed",
        "upload "
        "php|exe|.exe|.php|script|executable|html|.html|svg|.svg|forbidden|dangerous|disallowed|wrong|unexpected "
        "not|cannot|cant ~ file type possible disguised jpg user fake extension named double renamed",
        "only upload|accept image|jpg|jpeg|png|pdf|gif|webp|safe|allowed ~ file type format extension user document",
        "upload type|extension|mime|format "
        "restricted|limited|whitelisted|allowed|allowlist|safe|enforced|validation|check ~ file only image user "
        "content",
        "=upload type|extension|mime|format ~ file check image content",
        "=file extension|type|format whitelisted|allowed|allowlist|restricted ~ upload only image",
        "nobody|no|cannot|cant|not upload .php|php|exe|.exe|script|executable|.html|.svg ~ file user customer possible",
        "=upload image|jpg|png|pdf only ~ file accepts users",
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
        "form|field|input invalid|bad|wrong|empty|garbage|malformed|long|nonsense "
        "error|message|refused|rejected|tested|warning ~ data value show give get clear user contact registration "
        "helpful entering submit 500 crash cause",
        "=form|field|input validation|reject|refuse ~ @tested @works invalid bad wrong empty data value server side "
        "user long message error required mandatory enforced contact client own check",
        "=form|field|input server|side ~ validation user check",
        "required|mandatory field enforced|required|error|message|refused|validation ~ form empty contact show user",
        "entering|garbage|nonsense|invalid form|field|input not|doesnt|dont|no|never 500|crash|error ~ cause give data",
        "form complain|object|refuse|reject|catch nonsense|garbage|invalid|bad|wrong|empty|missing|rubbish ~ about "
        "input data value field",
        "nonsense|garbage|rubbish|invalid form|input|field 500|crash|error|refused|rejected "
        "never|no|not|doesnt|without ~ end lead cause gives",
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
        "xss|script|html|markup|javascript|payload comment|name|review|field|content|address|text "
        "escaped|sanitised|sanitized|neutralised|stripped|encoded|nothing|harmless ~ customer order tag entering "
        "shown persistent come out output against admin generated them stays",
        "script|javascript comment|name|review|input|field|text dont|not|never|no|cannot|doesnt|nothing "
        "execute|run|fire ~ tag entering user customer order them stays",
        "=stored|persistent xss ~ @tested prevented escaped text field comment name review come out form user "
        "payload possible impossible against protection order them stays",
        "user|customer|generated content|input|text|data escaped|sanitised|sanitized|encoded ~ supplied against "
        "output html shown them stays",
        "review|comment|name escaped|encoded|sanitised|sanitized ~ output come out order html user customer admin "
        "text them stays",
        "script|html order|comment|name|review shown|shows|rendered|displayed text ~ tag plain them stays",
        "=name|comment|review html|script|markup escaped|text|stay|stays ~ them shown plain tag",
    ),
)
