"""Checks about the packages the code asks for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.code.audit import Audit, Vulnerability
    from pytest_golive.facts.code.releases import Package
    from pytest_golive.facts.code.requirements import Requirements
    from pytest_golive.settings import Settings

#: How long a release is out before one has to have it.
SETTLED = timedelta(days=30)
#: First number of a version that is a year: `2026.11.1`.
FIRST_YEAR = 1990
#: A major version without any release for so long, while there is a newer one, is given up.
GIVEN_UP = timedelta(days=3 * 365)
#: Until when Django's release lines get fixes, as its project announces; those before the first have ended.
DJANGO = {
    (4, 2): date(2026, 4, 30),
    (5, 0): date(2025, 4, 30),
    (5, 1): date(2025, 12, 31),
    (5, 2): date(2028, 4, 30),
    (6, 0): date(2027, 4, 30),
    (6, 1): date(2027, 12, 31),
}


@check(
    "code.requirements-pinned",
    severity="high",
    overlooks=(
        "hashed hashing hash hashes digest lock lockfile lockfiles lock.json lock.yaml gemfile.lock poetry.lock "
        "yarn.lock composer.lock uv.lock pipfile.lock cargo.lock package.json gems modules image images docker npm "
        "frozen"
    ),
    says=(
        "dependencies|requirements|packages|libraries pinned|locked|fixed specific|exact versions|version",
        "requirements|requirements.txt|dependencies everything|entries|versions? pinned|locked|frozen versions?",
        "packages|libraries everything|entries|versions? pinned|locked|frozen versions?",
        "requirements.txt updated pinned|locked|exact versions?",
        "pinned|locked|exact versions requirements|requirements.txt|dependencies|packages",
        "dependency|package|library versions|version pinned|locked|fixed|frozen",
        "lockfile committed|current|tracked|present",
        "lock|lock.json|yarn.lock|poetry.lock file|files? committed|current|tracked|present",
        "gemfile.lock|composer.lock|uv.lock file|files? committed|current|tracked|present",
        "requirements|requirements.txt|dependencies|gems|packages|libraries pinned|locked|hashes|exact",
        "pinned|locked dependencies|requirements",
        "lockfile committed|current|sync|matches|step",
        "lock|gemfile.lock|poetry.lock|uv.lock|yarn.lock|lock.json committed|current|sync|matches|step",
        (
            "=gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|lockfiles ~ "
            "in current"
        ),
        (
            "dependencies|dependency|requirements|requirements.txt|packages|package.json|libraries|gems|modules|"
            "versions pinned|pin|locked|lock|frozen|freeze|exact ~ all versions version == exact numbers "
            "dependencies in to requirements.txt package.json their with hash hashes file every fixed by"
        ),
        (
            "dependencies|requirements|requirements.txt|packages|package.json|libraries fixed|exact versions|version "
            "~ == all numbers number use used pinned in every only to"
        ),
        (
            "lock.json|gemfile.lock|poetry.lock|yarn.lock|composer.lock|uv.lock|pipfile.lock|cargo.lock|lockfile|"
            "lockfiles|lock.yaml committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "used|exists|present|matches|match|step ~ package package.json pyproject.toml file control into the "
            "under with pnpm npm ci source kept up are added both all version"
        ),
        (
            "lock file|files committed|commit|checked|repo|repository|git|sync|current|versioned|tracked|version|"
            "matches ~ package package.json pyproject.toml control under with source added dependency dependencies "
            "kept"
        ),
        (
            "no|none|never|nothing|without floating|unpinned|loose|ranges dependencies|dependency|versions|version|"
            "requirements|packages|requirements.txt|package.json ~ left any in package.json requirements.txt version"
        ),
    ),
)
def requirements_pinned(requirements: Requirements, evidence: Evidence) -> None:
    """Every package is asked for in one version only: in requirements files, or in a lock file in step with its source.

    Why: otherwise the next deploy installs what nobody has tested.
    Fix: pin each with `==` (as `pip freeze`, pip-compile or a lock file does), and an address to a commit or a hash.
    Cannot tell when: there is neither a requirements file nor a lock file.
    Source: https://pip.pypa.io/en/stable/topics/repeatable-installs/
    """
    loose = [f"{one.name} {one.trouble} ({one.place})" for one in requirements.packages if one.trouble]
    assert not loose, f"not pinned: {', '.join(loose)}"
    assert not requirements.stale, f"the lock is not in step: {'; '.join(requirements.stale)}"
    evidence.saw(f"{len(requirements.packages)} packages pinned in {', '.join(requirements.files)}")


@check(
    "code.dependencies-no-cves",
    severity="critical",
    overlooks=(
        "npm yarn pnpm node gem gems composer trivy grype snyk osv safety cargo bundler bundle plugins "
        "extensions wordpress js javascript"
    ),
    says=(
        "dependencies|packages|libraries secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "gems|requirements secure? no|without known|open|critical|high? cves|cve|vulnerabilities",
        "dependencies|packages|libraries|gems free known? cves|vulnerabilities",
        "no|zero known? vulnerable dependencies|packages|libraries|gems",
        "no|zero known|critical|high? vulnerabilities|cves dependencies|packages|libraries|gems",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|passes|passed|green|ok|run",
        "npm|yarn|pnpm|pip audit no|zero|without critical|high|known? vulnerabilities|issues|findings|advisories",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? vulnerabilities|issues",
        "cargo|composer|bundler|bundle audit no|zero|without critical|high|known? findings|advisories",
        "npm|yarn|pnpm|pip audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
        "cargo|composer|bundler audit shows|reports|finds no|zero critical|high|known? vulnerabilities|issues|findings",
        "snyk|trivy|safety no|zero|without critical|high|known? vulnerabilities|cves|findings",
        "dependencies|packages|libraries|gems scanned|audited|scan|audit vulnerabilities|cves|security? clean?",
        "dependency vulnerability|security scan|audit clean|passes|passed|run|performed|done|completed",
        "=dependencies vulnerabilities|cves",
        "=security updates|update reviews|review|reviewed",
        "=security audit",
        "=full security audit",
        "=run security audit code|codebase|application",
        "=security audit code|codebase",
        "=risks: security review complete|completed|done",
        "no known|open|critical|high|severe security vulnerabilities",
        "!critical? security vulnerabilities|vulnerability found|discovered|detected|known",
        "!known|critical vulnerabilities|cves dependencies|packages",
        "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit",
        "vulnerable dependencies|packages|libraries|gems|versions no|none|zero",
        "known vulnerabilities|cves dependencies|packages|libraries|gems no|none|zero|free|without",
        "no|zero known cve|cves|advisories",
        "snyk|safety clean|green|no|passes|quiet|silent|happy",
        "dependency|dependencies|package|packages scan|scanner|check|audit clean|green|no|passes|quiet",
        (
            "snyk|trivy|safety|grype|osv clean|nothing|green|passes ~ scan test check packages dependencies "
            "libraries finds found reports is"
        ),
        (
            "snyk|trivy|safety|grype|osv no|zero|without|none vulnerable|vulnerabilities|cves|issues|findings|cve ~ "
            "packages dependencies finds found reports known high critical scan test check libraries shows"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit clean|nothing|passes|passed|green|ok|0 ~ run "
            "reports finds high critical is found known result vulnerabilities"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit no|zero|without|none|0 findings|finding|issues|"
            "issue|errors|error|warnings|warning|vulnerabilities|vulnerability|problems|advisories|high|critical ~ "
            "run reports finds shows severity moderate or left found known has high critical any"
        ),
        (
            "vulnerable|vulnerabilities|vulnerability|cve|cves|advisories|holes|exploits|flaws dependencies|"
            "dependency|packages|package|libraries|library|plugins|plugin|gems|modules|components|requirements no|"
            "zero|free|without|clean|none|nothing|green|passes ~ known security third party high critical open any "
            "use used our in scan check npm severity python node js outdated project unpatched extensions wordpress "
            "findings has problems issues flaws"
        ),
        (
            "dependencies|dependency|packages|libraries|plugins|gems|modules scanned|scan|audit|audited|check|"
            "screened vulnerabilities|cves|cve|security|vulnerability ~ known all our third party for against done "
            "clean passed with issues holes npm snyk trivy pip high automated check"
        ),
        (
            "npm|yarn|pnpm|pip|cargo|composer|bundler|bundle audit run|ran|fix|fixed ~ high critical vulnerabilities "
            "findings issues ones known and all the resolve moderate problems"
        ),
    ),
)
def dependencies_no_cves(audit: Audit, settings: Settings, now: datetime, evidence: Evidence) -> None:
    """pip-audit finds no known vulnerability in the pinned packages, outside the waivers that still hold.

    Why: a known hole in a library is tried on every site that answers.
    Fix: update the packages named here, or waive one with reason and end date in [[code.waivers]] of golive.toml.
    Cannot tell when: pip-audit is not installed, the database does not answer, or a package is not pinned.
    Source: https://osv.dev
    """
    waivers = {one.id: one for one in settings.code.waivers}
    open_ones = []
    for flaw in audit.found:
        waived = next((waivers[name] for name in sorted(flaw.ids) if name in waivers), None)
        if waived is None or waived.until < now.date():
            open_ones.append(_told(flaw) + (f", waived until {waived.until}" if waived else ""))
        else:
            evidence.saw(f"{_told(flaw)}: waived until {waived.until}: {waived.reason}")
    assert not open_ones, f"known vulnerabilities: {'; '.join(open_ones)}"
    if audit.unasked:
        cannot_tell(f"not looked up: {', '.join(audit.unasked)}", cure="pin each package to one version")
    evidence.saw(f"{audit.asked} packages looked up")


def _told(flaw: Vulnerability) -> str:
    fixed = f", fixed in {', '.join(flaw.fixed)}" if flaw.fixed else ""
    return f"{flaw.package} {flaw.version} has {flaw.id}{fixed}"


@check(
    "code.dependencies-current",
    severity="medium",
    overlooks=(
        "npm yarn pnpm node gem gems composer javascript js php plugins themes extensions wordpress cms "
        "latest newest minor monthly weekly quarterly regularly"
    ),
    says=(
        "dependencies|gems current|upgraded|latest version|versions?",
        "dependencies|libraries|gems updated|update latest version|versions?",
        "dependencies|security|quality|development|maintenance: dependencies|libraries|gems updated",
        "=maintenance: dependency|dependencies updates",
        "dependency|dependencies update|updates applied|installed|done|reviewed",
        "no|zero outdated|deprecated dependencies|packages|libraries|gems",
        "update dependencies test environment",
        "update|upgrade dependencies regularly|monthly|weekly|quarterly",
        "no outdated|deprecated|abandoned|eol|yanked packages|gems|libraries|dependencies",
        "dependencies|gems|libraries current|latest|recent no|none|nothing?",
        (
            "=dependencies|dependency|libraries|library|plugins|plugin|gems|modules|themes|framework|frameworks "
            "current|latest|updated|upgraded|update|upgrade|recent|updates ~ all versions version stable release "
            "releases npm pip composer third party wordpress themes plugins core packages their project javascript "
            "python php applied done installed minor patch have run library libraries frameworks cms theme and "
            "extensions"
        ),
        (
            "packages|package npm|pip|composer|python|third|node|js|javascript|nuget|dependencies current|latest|"
            "updated|upgraded|update|upgrade|newest ~ all versions version stable party packages project their have"
        ),
        (
            "no|zero|none|nothing|without outdated|deprecated|obsolete|abandoned|unmaintained dependencies|"
            "dependency|packages|libraries|gems|plugins|modules|library ~ npm pip third party any used in left "
            "versions installed or themes"
        ),
        (
            "outdated|deprecated dependencies|packages|libraries|gems|plugins|modules upgraded|updated|replaced|"
            "update|upgrade|removed ~ all npm pip third party"
        ),
    ),
)
def dependencies_current(
    package_releases: tuple[Package, ...], settings: Settings, now: datetime, evidence: Evidence
) -> None:
    """No direct dependency is yanked, given up, or further behind in its own major version than declared.

    Only releases that are out for thirty days count. Versions that begin with a year may be one year behind.
    A line of Django that has ended is given up, and so is a major version without a release for three years while
    there is a newer one.

    Why: what nobody maintains gets no security fix, and a year of missed releases is an upgrade nobody dares.
    Fix: update the packages named here and run the tests, or list one in [code.reviewed] dependencies-current.
    Cannot tell when: the package index does not answer, or a package is not pinned or not in the index.
    Source: https://packaging.python.org/en/latest/specifications/simple-repository-api/
    """
    accepted = settings.code.reviewed.get("dependencies-current", ())
    if not package_releases:
        cannot_tell("no package is known to be asked for directly", cure="name the requirements in [code] requirements")
    judged = [one for one in package_releases if f"{one.name}=={one.pinned}" not in accepted]
    behind = [told for one in judged if (told := _behind(one, settings.code.max_lag, now))]
    assert not behind, "; ".join(behind)
    if unread := [f"{one.name} {one.unread}" for one in judged if one.unread]:
        cannot_tell(f"not looked up: {', '.join(unread)}", cure="pin each package, or set index_url in [code]")
    evidence.saw(f"{len(judged)} packages are current")
    if len(judged) < len(package_releases):
        evidence.saw(f"reviewed and accepted: {', '.join(sorted(accepted))}")


def _behind(one: Package, lag: int, now: datetime) -> str:
    """What is wrong with a package; empty when nothing is."""
    if one.unread:
        return ""
    pinned = next((release for release in one.releases if _version(release.version) == _version(one.pinned)), None)
    if one.status:
        return f"{one.name} is {one.status}"
    if pinned is None:
        return f"{one.name} {one.pinned} is not in the package index any more"
    if pinned.yanked:
        return f"{one.name} {one.pinned} was yanked: {pinned.yanked}"
    settled = [
        _version(release.version)
        for release in one.releases
        if not release.yanked and (release.uploaded is None or now - release.uploaded > SETTLED)
    ]
    major, minor = _version(one.pinned)[:2]
    if over := _given_up(one, (major, minor), now):
        return over
    if major >= FIRST_YEAR:
        newest = max((version[0] for version in settled), default=major)
        return f"{one.name} {one.pinned}: there are releases of {newest}" if newest - major > 1 else ""
    missed = sorted({version[1] for version in settled if version[0] == major and version[1] > minor})
    told = ", ".join(f"{major}.{number}" for number in missed)
    return f"{one.name} {one.pinned} is {len(missed)} minor releases behind: {told}" if len(missed) > lag else ""


def _given_up(one: Package, line: tuple[int, int], now: datetime) -> str:
    """Why the line that is pinned gets no fixes any more; empty when it may."""
    told = f"{one.name} {line[0]}.{line[1]}"
    if one.name == "django" and line < min(DJANGO):
        return f"{told} has ended"
    if one.name == "django" and line in DJANGO and now.date() > DJANGO[line]:
        return f"{told} has ended on {DJANGO[line]}"
    newest = max((_version(release.version)[0] for release in one.releases), default=0)
    dates = [release.uploaded for release in one.releases if _version(release.version)[0] == line[0]]
    last = max((moment for moment in dates if moment), default=now)
    if newest > line[0] and now - last > GIVEN_UP:
        return f"{one.name} {line[0]} had its last release on {last.date()}, and there are releases of {newest}"
    return ""


def _version(text: str) -> tuple[int, ...]:
    from packaging.version import Version

    return (*Version(text).release, 0, 0)[:3]
