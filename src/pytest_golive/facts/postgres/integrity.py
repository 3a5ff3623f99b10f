"""PostgreSQL's foreign keys, and what it knows of damage to its files: data checksums and amcheck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytest_golive.facts.database.model import Catalogue
from pytest_golive.facts.integrity import Corruption, Reference

if TYPE_CHECKING:
    import psycopg

#: Those of partitions are the same ones again.
REFERENCES = """
SELECT /* golive */ k.conname::text, k.conrelid::regclass::text, k.confrelid::regclass::text, k.convalidated,
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place),
       ARRAY(SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place)
FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY 2, 1
"""
CHECKS = """
SELECT /* golive */ n.nspname || '.' || t.relname || ': ' || k.conname
FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE k.contype = 'c' AND NOT k.convalidated AND n.nspname !~ '^(pg_|information_schema)'
"""
CHECKSUMS = """
SELECT /* golive */ current_setting('data_checksums') = 'on', coalesce(checksum_failures, 0)
FROM pg_stat_database WHERE datname = current_database()
"""
#: Its function, where the extension is installed and this user may run it.
AMCHECK = """
SELECT /* golive */ quote_ident(n.nspname) || '.bt_index_check'
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.proname = 'bt_index_check' AND p.pronargs = 1 AND has_function_privilege(p.oid, 'EXECUTE')
"""
#: Larger ones would keep the server busy.
MOST_BYTES = 64_000_000
INDEXES = """
SELECT /* golive */ c.oid, c.relname::text
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am m ON m.oid = c.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE m.amname = 'btree' AND c.relkind = 'i' AND i.indisvalid AND n.nspname !~ '^(pg_|information_schema)'
  AND pg_relation_size(c.oid) < %s
"""
CURE = "GRANT EXECUTE ON FUNCTION bt_index_check(regclass) to the gate's user after CREATE EXTENSION amcheck"


def references(cursor: psycopg.Cursor[Any]) -> list[Reference]:
    """Every foreign key of the database."""
    found = cursor.execute(REFERENCES).fetchall()
    return [
        Reference(name=name, table=table, refers_to=other, enforced=valid, columns=tuple(here), referred=tuple(there))
        for name, table, other, valid, here, there in found
    ]


def corruption(cursor: psycopg.Cursor[Any], catalogue: Catalogue) -> Corruption:
    """Pages whose checksum was wrong, and indexes that amcheck finds broken."""
    import psycopg

    del catalogue
    asked, found = [], []
    found += [f"the constraint {name} is not validated" for (name,) in cursor.execute(CHECKS).fetchall()]
    has_checksums, failures = cursor.execute(CHECKSUMS).fetchone() or (False, 0)
    if has_checksums:
        asked.append("data checksums")
        found += [f"{failures} pages had a wrong checksum"] if failures else []
    function = cursor.execute(AMCHECK).fetchone()
    if function:
        asked.append("amcheck")
        for oid, name in cursor.execute(INDEXES, [MOST_BYTES]).fetchall():
            try:
                cursor.execute(f"SELECT /* golive */ {function[0]}(%s)".encode(), [oid])
            except psycopg.errors.IndexCorrupted as error:
                found.append(f"the index {name}: {str(error).partition(chr(10))[0]}")
    return Corruption(asked=tuple(asked), found=tuple(found), cure=CURE)
