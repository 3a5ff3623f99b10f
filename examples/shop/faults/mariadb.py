"""Faults of the shop on MariaDB; those of db.py with no SQL, or with SQL that both know, are planted there too."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from faults import Running, Shop, fault
from faults.db import NOT_SEEN

USER = "shop@'127.0.0.1'"


@fault("mariadb-user-everything", reds=("db.user-least-privilege",))
def user_everything(shop: Shop) -> None:
    """Grant the app's user everything everywhere, as many a how-to does."""
    shop.sql(f"GRANT ALL PRIVILEGES ON *.* TO {USER} WITH GRANT OPTION")


@fault("mariadb-user-reads-files", reds=("db.user-least-privilege",))
def user_reads_files(shop: Shop) -> None:
    """Let the app's user read files of the server's machine, through a role that is his by default."""
    shop.sql("CREATE ROLE importer")
    shop.sql("GRANT FILE ON *.* TO importer")
    shop.sql(f"GRANT importer TO {USER}")


@fault("mariadb-user-reaches-others", reds=("db.user-least-privilege",))
def user_reaches_others(shop: Shop) -> None:
    """Let the app's user into a second database."""
    shop.sql("CREATE DATABASE accounting")
    shop.sql(f"GRANT SELECT ON accounting.* TO {USER}")


@fault("mariadb-user-from-anywhere", reds=("db.not-public",))
def user_from_anywhere(shop: Shop) -> None:
    """Let the app's user log in from every address."""
    shop.sql(f"RENAME USER {USER} TO shop@'%'")


@fault("mariadb-listens-everywhere", reds=("db.not-public",))
def listens_everywhere(shop: Shop) -> None:
    """Listen on every address of the machine."""
    shop.mariadb_settings["bind-address"] = "*"


@fault("mariadb-order-line-orphaned", reds=("db.integrity",))
def order_line_orphaned(shop: Shop) -> None:
    """Leave order lines whose product is gone."""

    def delete(running: Running) -> None:
        with running.database() as connection, connection.cursor() as cursor:
            cursor.execute("SET foreign_key_checks = 0")
            cursor.execute("DELETE FROM store_product WHERE id = (SELECT product_id FROM store_orderline LIMIT 1)")

    shop.once_running(delete)


@fault(
    "mariadb-database-missing",
    reds=("db.database-exists",),
    also=("db.connects", "db.migrations-applied", "django.local-smoke"),
    hides=NOT_SEEN,
)
def database_missing(shop: Shop) -> None:
    """Name a database that is not there; the service still has the old value."""
    shop.env_file_only["DATABASE_URL"] = shop.env["DATABASE_URL"] + "_old"


@fault("mariadb-index-dropped", reds=("db.indexes-present",))
def index_dropped(shop: Shop) -> None:
    """Drop an index that a model declares."""
    shop.sql("DROP INDEX product_active_new ON store_product")


@fault("mariadb-index-ignored", reds=("db.indexes-present",))
def index_ignored(shop: Shop) -> None:
    """Tell the server to ignore an index; it is there, and no query uses it."""
    shop.sql("ALTER TABLE store_order ALTER INDEX order_phone IGNORED")


@fault("mariadb-foreign-key-gone", reds=("db.indexes-present",))
def foreign_key_gone(shop: Shop) -> None:
    """Drop a foreign key with its index: InnoDB would keep the index of one that is there."""
    key = "store_orderline_product_id_6da908ca_fk_store_product_id"
    shop.sql(f"ALTER TABLE store_orderline DROP FOREIGN KEY {key}, DROP INDEX {key}")


@fault("mariadb-table-scanned", reds=("db.indexes-present",))
def table_scanned(shop: Shop) -> None:
    """Read a large table from end to end again and again; it is no model's."""
    shop.sql("CREATE TABLE store_visit (id int PRIMARY KEY, seen int)")
    shop.sql("INSERT INTO store_visit SELECT seq, 0 FROM seq_1_to_12000")
    shop.sql("ANALYZE TABLE store_visit")

    def scan(running: Running) -> None:
        with running.database(user="shop") as connection, connection.cursor() as cursor:
            for _ in range(120):
                cursor.execute("SELECT count(*) FROM store_visit WHERE seen = 1")

    shop.once_running(scan)


@fault("mariadb-statistics-old", reds=("db.maintenance-current",))
def statistics_old(shop: Shop) -> None:
    """Keep a large table's statistics from being renewed, and let them be years old; the table is no model's."""
    shop.sql("CREATE TABLE store_archive (id int PRIMARY KEY, kept int) STATS_AUTO_RECALC = 0")
    shop.sql("INSERT INTO store_archive SELECT seq, 0 FROM seq_1_to_12000")
    shop.sql("ANALYZE TABLE store_archive")
    shop.sql("UPDATE mysql.innodb_table_stats SET last_update = '2021-04-01' WHERE table_name = 'store_archive'")
    shop.sql(f"GRANT SELECT ON mysql.innodb_table_stats TO {USER}")


@fault("mariadb-too-large", reds=("db.size-within-limit",))
def too_large(shop: Shop) -> None:
    """Fill a table with 40 MB of log texts; it is no model's and has few rows."""
    shop.sql("CREATE TABLE store_log (id int PRIMARY KEY, text longtext)")
    shop.sql("INSERT INTO store_log SELECT seq, repeat('x', 100000) FROM seq_1_to_400")
    shop.sql("ANALYZE TABLE store_log")


@fault("mariadb-slow-queries", reds=("db.slow-queries",))
def slow_queries(shop: Shop) -> None:
    """Run a statement that takes 0.3 s a dozen times, as the app's user."""

    def one(running: Running) -> None:
        with running.database(user="shop") as connection, connection.cursor() as cursor:
            cursor.execute("SELECT sleep(0.3)")

    def all_at_once(running: Running) -> None:
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(one, [running] * 12))

    shop.once_running(all_at_once)


@fault("mariadb-connections-exhausted", reds=("db.connection-headroom",))
def connections_exhausted(shop: Shop) -> None:
    """Hold 84 of 100 connections: enough are left for the shop to run."""
    shop.mariadb_settings["max-connections"] = "100"

    def hold(running: Running) -> None:
        for _ in range(84):
            running.keep(running.database(user="shop"))

    shop.once_running(hold)
