"""The catalogue's questions, in the words that MySQL and MariaDB share. None of them locks or writes.

Digests of statements keep names and lose comments: each result is named ``golive_…``, so that what the gate asks is
told apart from the application's own.
"""

from __future__ import annotations

HELLO = """
SELECT 1 AS golive_one, VERSION() AS golive_version, @@version_comment AS golive_comment,
       CURRENT_USER() AS golive_login, DATABASE() AS golive_name
"""
CIPHER = "SHOW SESSION STATUS LIKE 'Ssl_cipher'"
GRANTS = "SHOW GRANTS"

DATABASES = "SELECT schema_name AS golive_name FROM information_schema.schemata ORDER BY 1"

TABLES = """
SELECT table_schema AS golive_schema, table_name AS golive_table, engine AS golive_engine, table_rows AS golive_rows,
       data_length AS golive_data, index_length AS golive_index, data_free AS golive_free,
       create_options AS golive_options
FROM information_schema.tables
WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name
"""

#: Columns that only one of the products has (expression, is_visible, ignored) are why all of them are asked for.
INDEXES = """
SELECT golive_statistics.* FROM information_schema.statistics AS golive_statistics
WHERE table_schema = DATABASE() ORDER BY table_name, index_name, seq_in_index
"""

FOREIGN_KEYS = """
SELECT table_name AS golive_table, constraint_name AS golive_name, column_name AS golive_column,
       referenced_table_name AS golive_refers_to
FROM information_schema.key_column_usage
WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL
ORDER BY table_name, constraint_name, ordinal_position
"""

#: The password columns and the migration record, where any right to them lets us know of them.
#: A user table has a password and is named so, or remembers log-ins; the passwords of other tables (for mail
#: servers, for partners) are kept to be used and cannot be hashes.
APP_COLUMNS = """
SELECT c.table_name AS golive_table, c.column_name AS golive_column, c.privileges AS golive_privileges
FROM information_schema.columns AS c
JOIN information_schema.tables AS t USING (table_schema, table_name)
WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
  AND (c.data_type LIKE '%char' OR c.data_type LIKE '%text' OR c.data_type LIKE '%binary')
  AND ((c.column_name IN ('password', 'password_hash', 'hashed_password') AND (
            c.table_name REGEXP '(user|account|customer|member)'
            OR EXISTS (SELECT 1 FROM information_schema.columns AS l WHERE l.table_schema = c.table_schema
                       AND l.table_name = c.table_name AND l.column_name = 'last_login')
       )) OR (c.table_name = 'django_migrations' AND c.column_name = 'name'))
ORDER BY 1, 2
"""

MIGRATIONS = "SELECT CONCAT(app, '.', name) AS golive_migration FROM {table} ORDER BY id"

#: How many sessions there are (the number is everybody's to read), and what is seen of each.
LIMITS = """
SELECT @@GLOBAL.max_connections AS golive_most, @@GLOBAL.innodb_stats_auto_recalc AS golive_auto_recalc,
       @@GLOBAL.innodb_file_per_table AS golive_per_table, CONNECTION_ID() AS golive_id
"""
CONNECTED = "SHOW GLOBAL STATUS LIKE 'Threads_connected'"
#: Without the right PROCESS these are the sessions of the same user alone.
PROCESSES = "SHOW PROCESSLIST"
TRANSACTIONS = "SELECT trx_mysql_thread_id AS golive_id FROM information_schema.innodb_trx"
#: The same by the performance schema, which shows every session to whoever may read it.
INSTRUMENTED = """
SELECT (SELECT COUNT(*) FROM performance_schema.setup_consumers
        WHERE name IN ('global_instrumentation', 'thread_instrumentation', 'events_transactions_current')
          AND enabled = 'YES') = 3
   AND (SELECT COUNT(*) FROM performance_schema.setup_instruments WHERE name = 'transaction' AND enabled = 'YES') = 1
   AND (SELECT COUNT(*) FROM performance_schema.threads WHERE type = 'FOREGROUND' AND instrumented = 'NO') = 0
    AS golive_instrumented
"""
THREADS = """
SELECT t.processlist_id AS golive_id, t.processlist_command AS golive_command, t.processlist_time AS golive_seconds,
       COALESCE(e.state = 'ACTIVE', 0) AS golive_in_transaction
FROM performance_schema.threads AS t
LEFT JOIN performance_schema.events_transactions_current AS e USING (thread_id)
WHERE t.type = 'FOREGROUND' AND t.processlist_id IS NOT NULL AND t.processlist_id <> CONNECTION_ID()
  AND t.processlist_command IN ('Sleep', 'Query', 'Execute')
"""

#: Rows read without an index and by one; the number of rows read divided by those of the table is how often.
SCANS = """
SELECT object_name AS golive_table, index_name IS NULL AS golive_without, SUM(count_read) AS golive_read
FROM performance_schema.table_io_waits_summary_by_index_usage
WHERE object_schema = DATABASE() GROUP BY 1, 2
"""
SCANS_COUNTED = """
SELECT COUNT(*) > 0 AS golive_counted FROM performance_schema.setup_instruments
WHERE name = 'wait/io/table/sql/handler' AND enabled = 'YES' AND timed = 'YES'
"""
ANALYSED = """
SELECT table_name AS golive_table, last_update AS golive_when FROM mysql.innodb_table_stats
WHERE database_name = DATABASE()
"""

#: The server sorts the values by algorithm, so that no hash leaves it, nor a part of a plain password that
#: merely looks like one. Django writes "!" before a password that nobody can log in with.
#: ESCAPE '|' because a backslash means something else in some modes of the server.
PASSWORDS = """
SELECT golive_algorithm, COUNT(*) AS golive_accounts, MIN(NULLIF(golive_rounds, 0)) AS golive_iterations
FROM (SELECT CASE {cases} ELSE '' END AS golive_algorithm, CASE {rounds} ELSE 0 END AS golive_rounds
      FROM (SELECT CAST({column} AS BINARY) AS golive_stored FROM {table}
            WHERE {column} <> '' AND {column} NOT LIKE '!%') AS golive_values) AS golive_sorted
GROUP BY 1 ORDER BY 1
"""
#: By what each begins with, up to its first "$" (or what stands for it), which must be followed by something.
DJANGO = ("pbkdf2_sha256", "pbkdf2_sha1", "argon2", "bcrypt_sha256", "bcrypt", "scrypt", "md5", "sha1", "crypt")
#: What Django's documentation calls an old hash that is hashed again.
WRAPPED = tuple(f"pbkdf2_wrapped_{old}" for old in ("md5", "sha1", "unsalted_md5", "unsalted_sha1"))
MODULAR = ("2a", "2b", "2x", "2y", "argon2id", "argon2i", "argon2d", "scrypt", "pbkdf2-sha256", "pbkdf2-sha512")
WERKZEUG = ("pbkdf2", "scrypt")


def passwords(table: str, column: str) -> str:
    """The query that counts the algorithms in one column of a table, both given by their quoted names."""
    kinds = [(name, f"{_plain(name)}$_%") for name in (*DJANGO, *WRAPPED)]
    kinds += [(name, f"${_plain(name)}$_%") for name in MODULAR]
    kinds += [(name, f"{_plain(name)}:_%$_%") for name in WERKZEUG]
    cases = " ".join(f"WHEN golive_stored LIKE '{like}' ESCAPE '|' THEN '{name}'" for name, like in kinds)
    rounds = [
        ("pbkdf2|_%$_%", _between("$", 2)),
        ("pbkdf2:%:%$_%", f"SUBSTRING_INDEX({_between('$', 1)}, ':', -1)"),
        ("$pbkdf2-%$_%", _between("$", 3)),
    ]
    told = " ".join(
        f"WHEN golive_stored LIKE '{like}' ESCAPE '|' AND CONVERT({part} USING utf8mb4) REGEXP '^[0-9]{{1,9}}$' "
        f"THEN CAST({part} AS UNSIGNED)"
        for like, part in rounds
    )
    return PASSWORDS.format(table=table, column=column, cases=cases, rounds=told)


def quoted(name: str) -> str:
    """A name as an identifier."""
    return "`" + name.replace("`", "``") + "`"


def _plain(text: str) -> str:
    return text.replace("_", "|_")


def _between(sign: str, place: int) -> str:
    return f"SUBSTRING_INDEX(SUBSTRING_INDEX(golive_stored, '{sign}', {place}), '{sign}', -1)"
