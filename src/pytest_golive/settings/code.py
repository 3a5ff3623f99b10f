"""The words of golive.toml about the team's code and tests: ``[code]``, ``[tests]`` and ``[[database.views]]``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pytest_golive.schema import TomlTable


class Waiver(TomlTable):
    """``[[code.waivers]]``: one known vulnerability the team lives with for a while."""

    id: str
    """Its id, or one of its aliases: ``CVE-2026-12345``."""
    reason: str
    """Why it does no harm here."""
    until: date
    """The day after which it counts again."""


class Code(TomlTable):
    """``[code]``: the team's files, as git knows them."""

    dir: str = ""
    """Folder of the code in the git repository, relative to golive.toml; empty: ``dir`` of ``[app]``."""
    exclude: tuple[str, ...] = ()
    """Files that are not the team's own (vendored, generated), as patterns: ``["vendor/*"]``."""
    branch: str = ""
    """Branch or tag the release is made from; empty: any branch of the remote."""
    requirements: tuple[str, ...] = ()
    """Requirements or lock files below ``dir``; empty: the lock file or requirements.txt that is there."""
    reviewed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines looked at and accepted, by the last part of the check's id, as the check shows them:
    ``{no-raw-sql = ['shop/report.py: cursor.execute("VACUUM")']}``; a changed line has to be looked at again."""
    waivers: tuple[Waiver, ...] = ()
    """Known vulnerabilities the team lives with for a while."""
    osv_url: str = ""
    """Query address of a mirror of the OSV database of vulnerabilities; empty: the public one."""
    index_url: str = ""
    """Package index with PEP 691's JSON that says which releases there are; empty: https://pypi.org/simple."""
    max_lag: int = 1
    """Minor releases of the same major version that a direct dependency may be behind."""


class Suite(TomlTable):
    """``[tests]``: the team's own test suite, of exactly the commit that is judged."""

    command: tuple[str, ...] = ()
    """Runs it in ``dir`` of ``[app]``, without a shell and without the production env file: ``["python", "manage.py",
    "test"]`` (``python`` is the application's own), ``["pytest", "--junitxml={junit}"]``; a runner that is not
    unittest's writes JUnit XML to ``{junit}``. ``deadline`` of ``[target]`` ends it."""
    junit: str = ""
    """Instead: JUnit XML that a run of this commit has written, relative to golive.toml. ``{commit}`` in the name is
    the commit; without it the file must be younger than the team's files."""
    minimum: int = 1
    """Tests that must have run at least."""
    skips: int = 0
    """Tests that may be skipped, or be expected to fail, at most."""
    coverage: str = ""
    """coverage.py's JSON report (``coverage json``) of the same run, found as ``junit`` is."""
    unrequested: tuple[str, ...] = ()
    """Routes of the API that no test needs to request, as the check shows them: ``["GET api/schema/"]``."""
    critical: tuple[str, ...] = ()
    """Modules whose coverage counts, as patterns of the report's paths: ``["shop/payments/*"]``; empty: all."""


class DeclaredView(TomlTable):
    """``[[database.views]]``: one page whose queries are counted, with ``--golive-allow writes``: the application's own
    Python asks for it inside a transaction that is rolled back, with empty caches in memory."""

    path: str
    """Path with its query: ``/orders/``."""
    user: str = ""
    """Username that looks at it; empty: a visitor."""
    queries: int = 0
    """Queries it may run; 0: the line's own number, or 30."""
    fewer: str = ""
    """Another address of the same view that shows fewer things: both must run as many queries."""
    slack: int = 0
    """Queries it may run more than ``fewer``."""
    shows_list: bool = True
    """False: it shows one thing. Else one of its queries must bring two rows, for nothing grows on an empty list."""
