"""The catalogue's questions, in PostgreSQL's words. None of them locks, writes or reads a customer's row.

Each says whose it is: the statistics of the server hold them beside the application's own.
"""

from __future__ import annotations

#: Fails for nobody who may log in; also proves that the server answers queries at all.
HELLO = """
SELECT /* golive */ 1 AS one, version() AS version, session_user::text AS login, current_database()::text AS name
"""

#: The role that logged in and every role it belongs to: SET ROLE would lend it their rights.
#: Object id 10 is the account that initdb made, whatever its name.
ROLES = """
SELECT /* golive */ rolname::text AS name, rolsuper AS superuser, rolcreatedb AS create_databases,
       rolcreaterole AS create_roles, rolreplication AS replication, rolbypassrls AS bypass_row_security,
       oid = 10 AS built_in
FROM pg_roles
WHERE pg_has_role(session_user, oid, 'MEMBER')
ORDER BY rolname = session_user DESC, rolname
"""

#: The gate's own scratch databases (inspector/scratch.py) come and go.
REACHABLE_DATABASES = r"""
SELECT /* golive */ datname::text AS name
FROM pg_database
WHERE datallowconn AND NOT datistemplate AND has_database_privilege(session_user, oid, 'CONNECT')
  AND datname NOT LIKE 'golive\_scratch\_%'
ORDER BY datname
"""

#: Before the first ANALYZE the planner's count is -1: then the size stands in, at 100 bytes a row.
#: A partitioned table (p) has no rows of its own: its partitions are tended, and autovacuum never comes to it.
TABLES = r"""
SELECT /* golive */ n.nspname::text AS schema, c.relname::text AS name,
       greatest(
           CASE WHEN c.reltuples < 0 THEN pg_relation_size(c.oid) / 100 ELSE c.reltuples END,
           coalesce(s.n_live_tup, 0)
       )::bigint AS rows,
       coalesce(s.n_dead_tup, 0) AS dead_rows,
       coalesce(s.seq_scan, 0) AS sequential_scans, coalesce(s.idx_scan, 0) AS index_scans,
       greatest(s.last_vacuum, s.last_autovacuum) AS vacuumed,
       greatest(s.last_analyze, s.last_autoanalyze) AS analysed,
       c.relkind <> 'p' AS is_vacuumed, c.relkind = 'p' AS analyses_itself
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p') AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
ORDER BY 1, 2
"""

#: A table of the same name in another schema (a copy, a backup) is not the app's where the search path has one.
INDEXES = r"""
SELECT /* golive */ t.relname::text AS table, c.relname::text AS name, i.indisunique AS unique,
       i.indisvalid AND i.indisready AS valid, i.indpred IS NOT NULL AS partial,
       ARRAY(
           SELECT coalesce(a.attname::text, pg_get_indexdef(i.indexrelid, k, false), '')
           FROM generate_series(1, i.indnkeyatts) AS k
           LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum > 0
           ORDER BY k
       ) AS columns
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND (pg_table_is_visible(t.oid) OR to_regclass(quote_ident(t.relname)) IS NULL)
ORDER BY 1, 2
"""

#: An index serves a foreign key when the key's columns come first in it, in any order.
FOREIGN_KEYS = r"""
SELECT /* golive */ t.relname::text AS table, k.conname::text AS name, r.relname::text AS refers_to,
       ARRAY(
           SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
           JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place
       ) AS columns,
       EXISTS (
           SELECT FROM pg_index i
           WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indpred IS NULL
           AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey
       ) AS indexed
FROM pg_constraint k
JOIN pg_class t ON t.oid = k.conrelid
JOIN pg_class r ON r.oid = k.confrelid
JOIN pg_namespace n ON n.oid = t.relnamespace
WHERE k.contype = 'f' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND (pg_table_is_visible(t.oid) OR to_regclass(quote_ident(t.relname)) IS NULL)
ORDER BY 1, 2
"""

#: Sessions of other users show neither kind nor state to a user without pg_read_all_stats; one that is just being
#: opened has no state or no user yet, and hides nothing; a dropped role is named by its number.
CONNECTIONS = """
SELECT /* golive */ current_setting('max_connections')::int AS most,
       count(*) FILTER (WHERE is_client) AS used,
       coalesce(array_agg(extract(epoch FROM clock_timestamp() - state_change)::float8)
           FILTER (WHERE state LIKE 'idle in transaction%'), '{}') AS idle_in_transaction,
       coalesce(array_agg(DISTINCT coalesce(usename::text, 'role ' || usesysid))
           FILTER (WHERE state IS NULL AND query = '<insufficient privilege>' AND usesysid IS NOT NULL
                   AND is_client AND datname = current_database()), '{}') AS hidden_users
FROM (
    SELECT *, datid IS NOT NULL AND coalesce(backend_type, 'client backend') = 'client backend' AS is_client
    FROM pg_stat_activity
) AS activity
"""

SIZE = """
SELECT /* golive */ pg_database_size(current_database()) AS size
"""

#: The password columns and the migration record: read only where they exist and may be read.
#: A user table has a password and is named so, or remembers log-ins; the passwords of other tables (for mail
#: servers, for partners) are kept to be used and cannot be hashes.
APP_COLUMNS = r"""
SELECT /* golive */ n.nspname::text AS schema, c.relname::text AS table, a.attname::text AS column,
       has_column_privilege(c.oid, a.attnum, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type y ON y.oid = a.atttypid
WHERE c.relkind IN ('r', 'p') AND NOT a.attisdropped AND y.typcategory = 'S'
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND ((a.attname IN ('password', 'password_hash', 'hashed_password') AND (
            c.relname ~ '(user|account|customer|member)'
            OR EXISTS (SELECT FROM pg_attribute l WHERE l.attrelid = c.oid AND l.attname = 'last_login')
       )) OR (c.relname = 'django_migrations' AND a.attname = 'name'))
ORDER BY 1, 2
"""

MIGRATIONS = "SELECT /* golive */ app || '.' || name FROM {table} ORDER BY id"

#: The server sorts the values by algorithm, so that no hash leaves it, nor a part of a plain password that
#: merely looks like one. Django writes "!" before a password that nobody can log in with; "wrapped" is its
#: documentation's word for an old hash that is hashed again.
PASSWORDS = r"""
SELECT /* golive */ coalesce(
           substring({column} FROM
               '^(pbkdf2_sha256|pbkdf2_sha1|argon2|bcrypt_sha256|bcrypt|scrypt|md5|sha1|crypt)\$.'),
           substring({column} FROM '^(pbkdf2_wrapped_(?:unsalted_)?(?:md5|sha1))\$.'),
           substring({column} FROM
               '^\$(2[abxy]|argon2id|argon2i|argon2d|scrypt|pbkdf2-sha256|pbkdf2-sha512)\$.'),
           substring({column} FROM '^(pbkdf2|scrypt):[a-z0-9:]+\$.'),
           ''
       ) AS algorithm,
       count(*) AS accounts,
       min(substring({column} FROM
           '^(?:pbkdf2_[a-z0-9_]+\$|pbkdf2:[a-z0-9]+:|\$pbkdf2-[a-z0-9]+\$)([0-9]{{1,9}})\$'
       )::int) AS iterations
FROM {table}
WHERE {column} <> '' AND {column} NOT LIKE '!%'
GROUP BY 1 ORDER BY 1
"""
