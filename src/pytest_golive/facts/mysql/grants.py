"""What an account of MySQL or MariaDB may do, read from SHOW GRANTS; a password's hash in it is never kept."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pytest_golive.facts.database.model import Role

NAME = r"(?:`(?:[^`]|``)*`|'(?:[^']|'')*'|\"[^\"]*\"|[\w$%]+)"
RIGHTS = re.compile(
    rf"^GRANT (?P<what>.+?) ON (?:(?:TABLE|FUNCTION|PROCEDURE|PACKAGE|PACKAGE BODY) )?"
    rf"(?P<database>{NAME}|\*)\.(?P<object>{NAME}|\*) TO (?P<tail>.*)$"
)
MEMBER = re.compile(rf"^GRANT (?P<roles>{NAME}(?:@{NAME})?(?:, ?{NAME}(?:@{NAME})?)*) TO (?P<tail>.*)$")
PROXY = re.compile(r"^GRANT PROXY ON (?P<whom>\S+) TO ")
#: A % that no backslash makes a plain one.
ANY = re.compile(r"(?<!\\)%")
COLUMNS = re.compile(r"\s*\([^)]*\)")
#: Global rights that have a name in every product; all others are told as the server names them.
SUPER = ("SUPER", "ALL PRIVILEGES")
MAKES_ROLES = ("CREATE USER", "CREATE ROLE", "ROLE_ADMIN")
REPLICATES = ("REPLICATION SLAVE", "REPLICATION CLIENT", "REPLICATION SLAVE ADMIN", "REPLICATION MASTER ADMIN")
#: Statistics of the tables, which a gate may be allowed to read: no data is in them.
STATISTICS = {("mysql", "innodb_table_stats"), ("mysql", "innodb_index_stats")}
BUILT_IN = ("root", "mysql", "mariadb.sys", "mysql.sys", "mysql.session", "mysql.infoschema")


def role_of(name: str, host: str, lines: Iterable[str]) -> tuple[Role, tuple[str, ...], bool]:
    """The rights in the lines of SHOW GRANTS, the roles in them as they are written there, and whether these rights
    lead into the database mysql.
    """
    everywhere: set[str] = set()
    rights: list[str] = []
    roles: list[str] = []
    enters = False
    for line in lines:
        if found := RIGHTS.match(line):
            what, place = _what(found["what"]), (bare(found["database"]), bare(found["object"]))
            can_grant = "WITH GRANT OPTION" in found["tail"]
            everywhere |= {one for one in what if place == ("*", "*")} - {"USAGE"}
            enters = enters or (_takes_in(place, "mysql") and (place not in STATISTICS or what != ["SELECT"]))
            # The name of whatever database will ever be made may fit it.
            rights += [f"{', '.join(what)} on {place[0]}.*"] if place[1] == "*" and ANY.search(place[0]) else []
            rights += [f"GRANT OPTION on {place[0]}.{place[1]}"] if can_grant or "GRANT OPTION" in what else []
        elif proxy := PROXY.match(line):
            rights.append(f"PROXY on {proxy['whom']}")
        elif member := MEMBER.match(line):
            roles += re.findall(rf"{NAME}(?:@{NAME})?", member["roles"])
    told = {one for one in everywhere if one not in {*SUPER, *MAKES_ROLES, *REPLICATES, "GRANT OPTION", "CREATE"}}
    role = Role(
        name=name,
        host=host,
        superuser=any(one in everywhere for one in SUPER),
        create_databases="CREATE" in everywhere,
        create_roles=any(one in everywhere for one in MAKES_ROLES),
        replication=any(one in everywhere for one in REPLICATES),
        rights=(*(f"{one} on *.*" for one in sorted(told)), *rights),
        built_in=name in BUILT_IN,
    )
    return role, tuple(dict.fromkeys(roles)), enters or bool(everywhere)


def _takes_in(place: tuple[str, str], database: str) -> bool:
    """Whether a grant is about that database: of a whole one the name is a pattern of LIKE, as in ``shop\\_%``."""
    name, about = place
    if about != "*" or name == "*":
        return name == database
    signs = {"%": ".*", "_": "."}
    parts = re.findall(r"\\?.", name, re.DOTALL)
    like = "".join(signs.get(one) or re.escape(one[-1]) for one in parts)
    return re.fullmatch(like, database, re.DOTALL) is not None


def bare(name: str) -> str:
    """An identifier without its quotes."""
    return name[1:-1].replace("``", "`") if name[:1] in {"`", "'", '"'} else name


def _what(text: str) -> list[str]:
    """The rights of one grant, those to single columns without their names."""
    return [one.strip().upper() for one in COLUMNS.sub("", text).split(",")]
