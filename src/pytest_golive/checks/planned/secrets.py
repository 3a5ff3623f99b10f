"""Planned checks: secrets."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "secrets.no-hardcoded",
    "No credential is hard-coded in the repository.",
    severity="critical",
    needs=("code",),
    says=(
        "no hardcoded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source|git?",
        "no hard coded credentials|secrets|passwords|keys|tokens code|codebase|repo|repository|source?",
        "=hardcoded credentials|secrets|passwords|keys",
        "no secrets|credentials|passwords|tokens committed|stored|left? git|repo|repository|code|codebase|source",
        "no api|secret|private keys passwords|tokens|secrets? committed|stored|left? git|repo|repository|code|codebase",
        "no passwords|secrets|credentials keys|tokens|passwords|secrets committed? git|repo|repository|code|codebase",
        "no secrets|credentials|passwords|tokens committed|stored|left? version|source control|code",
        "secrets|credentials not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "passwords|keys not|never|arent committed|hardcoded|stored git|repo|repository|code|codebase",
        "secrets|credentials|passwords|keys not|never|arent committed|stored? version|source control|code",
        "=secrets|credentials|passwords not|never committed|hardcoded",
        "secret|gitleaks|trufflehog scan|scanning repo|repository|git|history? clean|passes|green",
        "gitleaks|trufflehog clean|passes|green|finds|reports nothing|no? secrets|leaks?",
        "run? security audit codebase",
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner clean|nothing|green|passed|passes ~ repo "
            "repository git history found finds code codebase result github is of"
        ),
        (
            "secret|secrets|credentials scan|scans|scanned|scanning|scanner no|none|zero leaks|leaked|findings|"
            "secrets|hits|leak|results ~ repo repository git history found finds code codebase any shows secret"
        ),
        (
            "gitleaks|trufflehog|ggshield clean|nothing|green|passes|passed ~ scan scans scanned repo repository git "
            "history found finds run reports report over result pipeline whole is"
        ),
        (
            "gitleaks|trufflehog|ggshield no|zero|without|none secret|secrets|leaks|findings|issues|leak|credentials "
            "~ scan scans scanned repo repository git history found finds run reports report over result pipeline "
            "any shows"
        ),
        (
            "secret|secrets|password|passwords|credential|credentials|keys|tokens no|never|not|nothing|free|zero|"
            "none|arent|dont repo|repository|repositories|git|code|codebase|source|history|github|javascript|bundle "
            "~ committed commit hardcoded hard coded api private access sensitive stored kept checked in leaked leak "
            "any version control found pushed push live or exposed secrets passwords keys credentials tokens "
            "contains contain left remain lives source code frontend front end client side plain text into plaintext "
            "embedded clean"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens out|outside|removed|remove repo|repository|"
            "git|code|codebase|source|history|github|hardcoded ~ kept keep stored store live production all of the "
            "api committed version control moved secrets passwords source sensitive hard coded any from"
        ),
        (
            "secret|secrets|password|passwords|credentials|keys|tokens no|never|not|nothing|arent|dont committed|"
            "commit|hardcoded|versioned|checked ~ api private access in git sensitive version control stored any "
            "hard coded or secrets passwords keys credentials tokens pushed"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|never|"
            "none|nowhere ~ api private access code any or source secrets passwords credentials keys tokens left "
            "codebase"
        ),
        (
            "hard coded|code secret|secrets|password|passwords|credential|credentials|keys|tokens no|zero|without|"
            "never|none|nowhere|not ~ coded api private access any or source secrets passwords credentials keys "
            "tokens left codebase all"
        ),
        (
            "hardcoded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "hard coded secret|secrets|password|passwords|credential|credentials|keys|tokens removed|remove|gone ~ "
            "api all any every code from source the"
        ),
        (
            "secret|secrets version control no|nothing|never|not ~ source secrets passwords credentials keys stored "
            "committed in kept"
        ),
        (
            "scan|scanned|searched|grepped|audited repo|repository|code|git|history|codebase|commits secret|secrets|"
            "keys|credentials|passwords ~ leaked committed clean hardcoded for github api tokens passwords keys hard "
            "coded exposed source whole"
        ),
    ),
)
