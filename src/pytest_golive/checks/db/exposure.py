"""Whether the database can be reached from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pytest_golive.checks.registry import Evidence, cannot_tell, check

if TYPE_CHECKING:
    from pytest_golive.facts.exposure import Exposure
    from pytest_golive.settings import Settings


@check(
    "db.not-public",
    severity="critical",
    says=(
        "database|postgres|mysql|mariadb port? restricted|bound|limited localhost|loopback|127.0.0.1",
        "database|postgres|mysql accessible|reachable|open only app|application|web server|servers|network?",
        "mariadb|mongodb accessible|reachable|open only app|application|web server|servers|network?",
        "database|postgres|mysql|mariadb|mongodb accessible|reachable|open only app|application|web hosts|vpc|subnet",
        "database|postgres|mysql accessible|reachable|open only internal|private|local server|servers|network?",
        "mariadb|mongodb accessible|reachable|open only internal|private|local server|servers|network?",
        "database|postgres|mysql accessible|reachable|open only internal|private|local hosts|vpc|subnet",
        "mariadb|mongodb accessible|reachable|open only internal|private|local hosts|vpc|subnet",
        "database|postgres|mysql|mariadb|mongodb accessible|reachable only vpc|localhost|internally|app|application",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable outside|public cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no accessible|reachable outside|public cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no accessible|reachable publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot|never|isnt|no accessible|reachable outside|public host|internet",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable publicly|internet host|internet",
        "database|postgres|mysql port? never|isnt|no accessible|reachable publicly|internet host|internet",
        "database|postgres|mysql port? not|cant|cannot reached|exposed outside|public cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no reached|exposed outside|public cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot reached|exposed publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no reached|exposed publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot|never|isnt|no reached|exposed outside|public host|internet",
        "database|postgres|mysql port? not|cant|cannot|never|isnt|no reached|exposed publicly|internet host|internet",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no accessible|reachable outside|public cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot accessible|reachable publicly|internet cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no accessible|reachable publicly|internet cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no accessible|reachable outside|public host|internet",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no accessible|reachable publicly|internet host|internet",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no reached|exposed outside|public cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no reached|exposed publicly|internet cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no reached|exposed outside|public host|internet",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no reached|exposed publicly|internet host|internet",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable world|externally cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable external cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no accessible|reachable world|externally cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no accessible|reachable external cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot accessible|reachable world|externally|external host|internet",
        "database|postgres|mysql port? never|isnt|no accessible|reachable world|externally|external host|internet",
        "database|postgres|mysql port? not|cant|cannot reached|exposed world|externally|external cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no reached|exposed world|externally|external cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot reached|exposed world|externally|external host|internet",
        "database|postgres|mysql port? never|isnt|no reached|exposed world|externally|external host|internet",
        "mariadb|mongodb port? not|cant|cannot accessible|reachable world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no accessible|reachable world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot accessible|reachable world|externally|external host|internet",
        "mariadb|mongodb port? never|isnt|no accessible|reachable world|externally|external host|internet",
        "mariadb|mongodb port? not|cant|cannot reached|exposed world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no reached|exposed world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no reached|exposed world|externally|external host|internet",
        "database|postgres|mysql port? not|cant|cannot open|available|connected outside|public cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no open|available|connected outside|public cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot open|available|connected publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no open|available|connected publicly|internet cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot open|available|connected outside|public host|internet",
        "database|postgres|mysql port? never|isnt|no open|available|connected outside|public host|internet",
        "database|postgres|mysql port? not|cant|cannot open|available|connected publicly|internet host|internet",
        "database|postgres|mysql port? never|isnt|no open|available|connected publicly|internet host|internet",
        "mariadb|mongodb port? not|cant|cannot open|available|connected outside|public cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no open|available|connected outside|public cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot open|available|connected publicly|internet cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no open|available|connected publicly|internet cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no open|available|connected outside|public host|internet",
        "mariadb|mongodb port? not|cant|cannot|never|isnt|no open|available|connected publicly|internet host|internet",
        "database|postgres|mysql port? not|cant|cannot open|available|connected world|externally cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot open|available|connected external cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no open|available|connected world|externally cluster|network|vpc?",
        "database|postgres|mysql port? never|isnt|no open|available|connected external cluster|network|vpc?",
        "database|postgres|mysql port? not|cant|cannot open|available|connected world|externally host|internet",
        "database|postgres|mysql port? not|cant|cannot open|available|connected external host|internet",
        "database|postgres|mysql port? never|isnt|no open|available|connected world|externally|external host|internet",
        "mariadb|mongodb port? not|cant|cannot open|available|connected world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? never|isnt|no open|available|connected world|externally|external cluster|network|vpc?",
        "mariadb|mongodb port? not|cant|cannot open|available|connected world|externally|external host|internet",
        "mariadb|mongodb port? never|isnt|no open|available|connected world|externally|external host|internet",
        "database|postgres|mysql|mariadb|mongodb port? not|isnt|never public|exposed",
        "database|postgres|mysql|mariadb port closed|blocked|firewalled outside|public|internet|externally",
        "database no|without public ip|access|address|endpoint",
        "database|postgres|mysql private subnet|network only?",
        "5432|3306|27017 port? closed|firewalled|not|blocked|unreachable|no|internal outside|public|reachable|exposed?",
        "database|postgres listens|bound|binds only? localhost|loopback|private address|network|interface?",
        "mysql|mariadb listens|bound|binds only? localhost|loopback|private address|network|interface?",
        "database|postgres|mysql|mariadb listens|bound|binds only? internal|127.0.0.1 address|network|interface?",
        "database|postgres|mysql private|internal network|subnet|only|vpc",
        "database|postgres|mysql firewalled|private",
        "database|postgres|mysql port not|closed|no",
        "database|postgres|mysql no|without public ip|access|address|endpoint|internet",
        "database|postgres|mysql unreachable|invisible|hidden|closed outside|public|internet|world",
        "database|postgres|mysql|mariadb|mongodb|rds|5432|3306|27017 internet|public|publicly|outside|world|"
        "externally|exposed|external no|not|nobody|isnt|never|cannot|dont|without ~ @set get gets up accessible "
        "reachable reach port open exposed access connections server private firewall ports anyone anybody one "
        "direct",
        "database|postgres|mysql|mariadb|mongodb|rds|5432|3306|27017 internet|public|publicly|outside|world|"
        "externally|exposed|external closed|block|blocked|hidden|firewalled ~ @set get gets up accessible "
        "reachable reach port open exposed access connections server private firewall ports anyone anybody one "
        "direct",
        "database|postgres|mysql|mariadb|mongodb|rds only|private|locally localhost|127.0.0.1|private|subnet|"
        "loopback|vpc|network|internal|unix|socket ~ @set get gets up listens listen sits bind bound binds port "
        "server lives runs reachable accessible network address host",
        "database|postgres|mysql|mariadb|mongodb|rds only app|application|servers|server connect|connects|reach|"
        "access|reached ~ servers accessible allowed",
        "database|rds|postgres|mysql private subnet|network|vpc ~ sits lives runs",
    ),
)
def not_public(database_exposure: Exposure, settings: Settings, evidence: Evidence) -> None:
    """The database's port is closed at every public address, and the server listens on private ones and to few.

    Why: what answers on the Internet is tried by everybody, with every password that ever leaked.
    Fix: set listen_addresses (bind-address) to loopback or the private address, close the port in the firewall, and let
    in single hosts instead of everybody.
    Cannot tell when: it listens on more than loopback and sockets, and no public address is known to try the port at.
    Source: https://www.postgresql.org/docs/current/runtime-config-connection.html; MySQL manual, bind_address
    """
    seen, listening = database_exposure, database_exposure.listening
    assert not seen.open_at, f"the port is open at {', '.join(seen.open_at)}"
    told = f"it listens on {', '.join(listening.addresses) or 'a socket file only'}, port {listening.port}"
    if not settings.database.private_network:
        private = "set private_network in [database] of golive.toml if its network is its own"
        assert not seen.is_everywhere, f"{told}; {private}"
        assert not listening.open_to_all, f"everybody is let in by {', '.join(listening.open_to_all)}; {private}"
    if not seen.closed_at and not listening.is_local:
        cure = "set addresses in [target], or let the gate ask DNS for the site's names"
        cannot_tell(f"{told}, and no public address is known to try the port at", cure=cure)
    evidence.saw(told)
    if seen.closed_at:
        evidence.saw(f"its port is closed at {', '.join(seen.closed_at)}")
    if listening.unread:
        evidence.saw(listening.unread)
