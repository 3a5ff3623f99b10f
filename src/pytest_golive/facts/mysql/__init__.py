"""MySQL and MariaDB: one read-only connection with the app's own URL, through PyMySQL (the extra ``mysql``)."""
