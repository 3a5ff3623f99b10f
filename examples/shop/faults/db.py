"""Faults of the database, its users, its data and the migrations."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from faults import Running, Shop, fault

#: What is asked of the database, or of the users in it.
NOT_SEEN = (
    *("db.*", "postgres.*", "mysql.*", "content.*", "admin.*"),
    *("django.superuser-exists", "django.two-factor", "legal.data-retention", "payment.no-card-data-stored"),
)
#: What is seen on pages that fail without a database.
PAGES = (
    *("http.*", "dns.www", "django.xss-filter", "legal.*", "docs.api-*", "release.version-live"),
    *("content.site-name", "content.contact-info", "content.categories", "admin.reachable", "admin.url-custom"),
)
EMPTY_MIGRATION = '''"""A migration that nobody has applied yet."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """{statement}."""

    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunSQL("{statement}", migrations.RunSQL.noop)]
'''


@fault(
    "database-password-wrong",
    reds=("db.connects",),
    also=("env.loaded-by-service", "db.app-user-exists", "django.local-smoke"),
    hides=NOT_SEEN,
)
def database_password_wrong(shop: Shop) -> None:
    """Change the password in the env file only: the user cannot log in, and started with this file pages fail."""
    user, at, place = shop.env["DATABASE_URL"].rpartition("@")
    shop.env_file_only["DATABASE_URL"] = f"{user}-old{at}{place}"


@fault(
    "database-down",
    reds=("db.connects", "http.health-endpoint"),
    also=("http.site-up", "django.local-smoke"),
    hides=(*NOT_SEEN, *PAGES),
)
def database_down(shop: Shop) -> None:
    """Stop the database: the health page says degraded, and pages fail."""
    shop.stop("database")


@fault(
    "engine-sqlite",
    reds=("db.engine-as-declared",),
    also=(
        "db.connection-pooling",
        "db.migrations-applied",
        "http.site-up",
        "http.health-endpoint",
        "django.local-smoke",
    ),
    hides=(*NOT_SEEN, *PAGES),
)
def engine_sqlite(shop: Shop) -> None:
    """Leave the engine on SQLite: an empty file, so pages with products fail, and nothing is kept between requests."""
    shop.settings.append(
        'DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}'
    )


@fault(
    "database-of-server",
    reds=("db.database-exists",),
    also=("env.loaded-by-service", "db.migrations-applied", "db.user-least-privilege", "django.local-smoke"),
    hides=NOT_SEEN,
)
def database_of_server(shop: Shop) -> None:
    """Use the server's own database "postgres": it is empty, and the user may still reach the shop's as well."""
    shop.env_file_only["DATABASE_URL"] = shop.env["DATABASE_URL"].removesuffix("/shop") + "/postgres"
    shop.sql("GRANT CONNECT ON DATABASE postgres TO shop")


@fault(
    "database-user-postgres", reds=("db.app-user-exists", "db.user-least-privilege"), also=("env.loaded-by-service",)
)
def database_user_postgres(shop: Shop) -> None:
    """Connect as the server's superuser; the service still has the old value."""
    shop.env_file_only["DATABASE_URL"] = shop.superuser_database_url


@fault("database-user-superuser", reds=("db.user-least-privilege",))
def database_user_superuser(shop: Shop) -> None:
    """Make the app's user a superuser."""
    shop.sql("ALTER ROLE shop SUPERUSER")


@fault("database-user-runs-programs", reds=("db.user-least-privilege",))
def database_user_runs_programs(shop: Shop) -> None:
    """Let the app's user run programs on the server."""
    shop.sql("GRANT pg_execute_server_program TO shop")


@fault("database-user-reaches-others", reds=("db.user-least-privilege",))
def database_user_reaches_others(shop: Shop) -> None:
    """Create a second database that everybody may connect to, as PostgreSQL does by default."""
    shop.sql("CREATE DATABASE accounting")


@fault("migration-unapplied", reds=("db.migrations-applied",))
def migration_unapplied(shop: Shop) -> None:
    """Deploy a migration and do not apply it."""
    shop.add_file("store/migrations/0002_later.py", EMPTY_MIGRATION.format(statement="SELECT 1"))


@fault("migration-missing", reds=("db.migrations-in-sync", "db.migrations-apply-cleanly"))
def migration_missing(shop: Shop) -> None:
    """Change a model without a migration; a fresh database lacks the change too."""
    old = "slug = models.SlugField(max_length=140"
    shop.edit("store/models.py", old, old.replace("140", "150"))


@fault("migration-order-wrong", reds=("db.migrations-applied", "db.migrations-apply-cleanly"))
def migration_order_wrong(shop: Shop) -> None:
    """Let a migration need a table that none before it creates; it is not applied either."""
    text = EMPTY_MIGRATION.format(statement="UPDATE store_review SET stars = 5")
    shop.add_file("store/migrations/0002_reviews.py", text)


@fault("pooling-off", reds=("db.connection-pooling",))
def pooling_off(shop: Shop) -> None:
    """Open a new database connection for each request."""
    shop.settings.append('DATABASES["default"]["CONN_MAX_AGE"] = 0')


@fault("index-dropped", reds=("db.indexes-present",))
def index_dropped(shop: Shop) -> None:
    """Drop an index that a model declares."""
    shop.sql("DROP INDEX product_active_new")


@fault("unique-constraint-dropped", reds=("db.indexes-present",))
def unique_constraint_dropped(shop: Shop) -> None:
    """Drop a unique constraint that a model declares."""
    shop.sql("ALTER TABLE store_product DROP CONSTRAINT product_name_once_per_category")


@fault("slow-queries", reds=("db.slow-queries",))
def slow_queries(shop: Shop) -> None:
    """Run a statement that takes 0.3 s a dozen times, as the app's user."""

    def one(running: Running) -> None:
        with running.database(user="shop") as connection:
            connection.execute("SELECT pg_sleep(0.3)")

    def all_at_once(running: Running) -> None:
        with ThreadPoolExecutor(12) as pool:
            list(pool.map(one, [running] * 12))

    shop.once_running(all_at_once)


@fault("orders-n-plus-one", reds=("db.no-n-plus-one",))
def orders_n_plus_one(shop: Shop) -> None:
    """Ask for the lines of each order one by one."""
    shop.edit("store/views.py", '.prefetch_related("lines")', "")


@fault("product-page-queries", reds=("db.query-budget", "db.no-n-plus-one"))
def product_page_queries(shop: Shop) -> None:
    """Run forty queries too many on the product page; they look alike."""
    old = "    related = _listed()"
    shop.edit("store/views.py", old, f"    _ = [list(_listed()[n : n + 1]) for n in range(40)]\n{old}")


@fault("database-listens-everywhere", reds=("db.not-public",))
def database_listens_everywhere(shop: Shop) -> None:
    """Listen on every address of the machine (the server still lets in nobody but loopback)."""
    shop.postgres_settings["listen_addresses"] = "*"


@fault("password-plain", reds=("db.passwords-hashed",))
def password_plain(shop: Shop) -> None:
    """Store one customer's password as it is."""
    shop.sql("UPDATE auth_user SET password = 'hunter2' WHERE username = 'ada'")


@fault("order-total-wrong", reds=("db.integrity",))
def order_total_wrong(shop: Shop) -> None:
    """Let an order's total differ from its lines."""
    shop.sql("UPDATE store_order SET subtotal = subtotal + 1, total = total + 1 WHERE number = 'SEED000007'")


@fault("order-line-orphaned", reds=("db.integrity",))
def order_line_orphaned(shop: Shop) -> None:
    """Leave order lines whose product is gone."""
    shop.sql(
        "SET session_replication_role = replica;"
        "DELETE FROM store_product WHERE id = (SELECT product_id FROM store_orderline LIMIT 1)"
    )


@fault("table-never-vacuumed", reds=("db.maintenance-current",))
def table_never_vacuumed(shop: Shop) -> None:
    """Turn autovacuum off on a large table and update all its rows; the table is no model's."""
    shop.sql(
        "CREATE TABLE store_visit (id int PRIMARY KEY, seen int) WITH (autovacuum_enabled = false);"
        "ALTER TABLE store_visit OWNER TO shop;"
        "INSERT INTO store_visit SELECT n, 0 FROM generate_series(1, 12000) AS n"
    )
    shop.sql("UPDATE store_visit SET seen = 1")


@fault("connections-exhausted", reds=("db.connection-headroom",))
def connections_exhausted(shop: Shop) -> None:
    """Hold 84 of 100 connections: enough are left for the shop to run."""
    shop.postgres_settings["max_connections"] = "100"

    def hold(running: Running) -> None:
        for _ in range(84):
            running.keep(running.database(user="shop"))

    shop.once_running(hold)


@fault("index-invalid", reds=("db.indexes-present",))
def index_invalid(shop: Shop) -> None:
    """Leave an index as a failed CREATE INDEX CONCURRENTLY does: it is there, and no query uses it."""
    shop.sql("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'order_phone'::regclass")


@fault("foreign-key-bare", reds=("db.indexes-present",))
def foreign_key_bare(shop: Shop) -> None:
    """Drop the index of a foreign key."""
    shop.sql(
        "DO $$ BEGIN EXECUTE ("
        "SELECT 'DROP INDEX ' || indexname FROM pg_indexes "
        "WHERE tablename = 'store_orderline' AND indexdef LIKE '%(product_id)') "
        "; END $$"
    )


@fault("pooling-without-health-checks", reds=("db.connection-pooling",))
def pooling_without_health_checks(shop: Shop) -> None:
    """Keep connections without testing them before use."""
    shop.settings.append('DATABASES["default"]["CONN_HEALTH_CHECKS"] = False')


@fault("password-md5", reds=("db.passwords-hashed",))
def password_md5(shop: Shop) -> None:
    """Store one customer's password as an MD5 hash."""
    shop.sql("UPDATE auth_user SET password = 'md5$salt$' || md5('salt-hunter2') WHERE username = 'ada'")


@fault("database-too-large", reds=("db.size-within-limit",))
def database_too_large(shop: Shop) -> None:
    """Fill a table with 40 MB of log texts; it is no model's and has few rows."""
    shop.sql(
        "CREATE TABLE store_log (id int PRIMARY KEY, text text);"
        "ALTER TABLE store_log ALTER text SET STORAGE EXTERNAL, OWNER TO shop;"
        "INSERT INTO store_log SELECT n, repeat('x', 10000) FROM generate_series(1, 4000) AS n"
    )


@fault("postgres-16", reds=("postgres.version",), hides=("db.slow-queries", "db.integrity"))
def postgres_16(shop: Shop) -> None:
    """Run the database on PostgreSQL 16, from a wheel without pg_stat_statements, and its data without checksums."""
    shop.postgres_major = 16
