"""Planned checks: backup."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "backup.script-present",
    "The backup script exists.",
    severity="high",
    needs=("server", "code"),
    says=("backup script|scripts @set|written|exists|ready|prepared",),
)
planned(
    "backup.script-runs",
    "The backup script makes a usable backup.",
    severity="high",
    needs=("server", "backup"),
    says=(
        "backup script|scripts|job @tested|@works",
        "backup tested create|creation|created restore|restored|restoration",
        "bash scripts backup.sh check|directory|see? backups? directory?",
    ),
)
planned(
    "backup.scheduled",
    "Backups are scheduled.",
    severity="critical",
    needs=("server", "backup"),
    says=(
        "database|postgres|mysql|site|full backup|backups|dumps scheduled|automated|configured",
        "database|postgres|mysql|site|full backup|backups|dumps enabled|automatic|active",
        "=backup|backups|snapshots scheduled|automated|configured|enabled|automatic|active|running|run",
        "@automatic database|postgres|mysql|site|full? backup|backups @set|running|run|scheduled|taken",
        "@automatic database? backup job|jobs @set|active|running|runs",
        "=@automatic database|full|site? backup|backups",
        "automated|automatic daily|nightly|hourly database? backup|backups @set|running?",
        "backup|backups run|runs|taken|made|scheduled|configured daily|nightly|hourly|automatically|cron|night|day",
        "=database backup daily|nightly|hourly|automatically",
        "nightly|daily|hourly pg_dump|mysqldump|pgbackrest runs|run|scheduled|job? cron|timer?",
        "backup|backups schedule|cron|job|timer|cronjob configured|@set|active|scheduled|running",
        "regular backup schedule planned",
        "backup|backups strategy configured",
        "backups configured tested",
        "crontab e add {minute} {hour} cd {folder} bash scripts backup.sh",
    ),
    quantities={"minute": str, "hour": str, "folder": str},
)
planned(
    "backup.recent",
    "A recent backup exists.",
    severity="critical",
    needs=("backup",),
    says=(
        "=backup|backups configured|active|enabled|running",
        "backups configured tested",
        "database? backups|backup completed|completion|succeeded|successful",
        "backup taken|made|created right|immediately|shortly? before deployment|deploy|launch|migration|release",
        "fresh|recent|full|latest? backup taken|made|created before deployment|deploy|launch|migration|release",
        "backup taken|made|created current database|production|data",
        "pre deployment|deploy|launch|migration|release database? backup|snapshot taken|exists|made|created",
        "=create|take|make|created full|fresh? database backup|backups",
        "=backup current production|database|data|site if? upgrading?",
        "recent|fresh|latest|newest database? backup|dump|snapshot exists|available|present|taken",
        "newest|latest|last backup|dump|snapshot not|no older than? {hours} hours|h",
        "newest|latest|last backup|dump|snapshot less|younger|< than? {hours} hours|h old?",
        "=first backup",
        "!data loss risk present?",
    ),
    quantities={"hours": float},
)
planned(
    "backup.integrity",
    "The backup file is sound.",
    severity="high",
    needs=("backup",),
    says=(
        "database? backup|backups|dump|dumps file|files? integrity|checksum|checksums @tested|@set|recorded?",
        "database? backup|backups|dump|dumps file|files? integrity|checksum|checksums match|matches",
        "backup|backups|dump|dumps file|files? not|no|never corrupt|corrupted|damaged",
        "backup|backups|dump file|files? readable|valid|intact|sound complete?",
        "=first backup",
    ),
)
planned(
    "backup.restore-drill",
    "A backup can be restored.",
    severity="critical",
    needs=("backup", "db"),
    says=(
        "database|db|full|data? backup|backups|dump restore|restoration|recovery @tested|@works|rehearsed|drill|test",
        "backup|backups @tested restorable|restored|restoring|restore",
        "=backup|backups|dumps restored|restorable|recoverable",
        "=full|database|system? system? backups|backup test|tested|rehearsed",
        "backups configured tested",
        "backup tested create|creation|created restore|restored|restoration",
        "backup restored scratch|staging|test|fresh|separate database|server|environment|instance",
        "proven|tested|practised|rehearsed restore|restored|restoring latest|last|recent|actual? backup|dump",
        "=restore|restoration|restoring @tested|drill|rehearsed",
        "restore|recovery drill|rehearsal done|passed|performed|completed|run",
        "restore|recovery procedure|process documented tested|rehearsed",
        "restore|recovery procedure|process tested|rehearsed",
        "disaster|dr recovery|drill plan|procedure? @tested|drill|exercise|rehearsed",
        "database restore if needed|necessary",
        "restore last|latest known good backup",
        "restore backup if necessary|needed",
        "!data loss risk present?",
    ),
)
planned(
    "backup.encrypted",
    "Backups are encrypted.",
    severity="high",
    needs=("backup", "storage"),
    says=(
        "database|postgres? backup|backups|dumps encrypted|encryption|encrypt rest|enabled? gpg|age|kms? age|gpg?",
        "mysql|data backup|backups|dumps encrypted|encryption|encrypt rest|enabled? gpg|age|kms? age|gpg?",
        "database|postgres? dump|snapshots encrypted|encryption|encrypt rest|enabled? gpg|age|kms? age|gpg?",
        "mysql|data dump|snapshots encrypted|encryption|encrypt rest|enabled? gpg|age|kms? age|gpg?",
        "backups stored securely|encrypted off server|site|host",
        "encryption rest? backups|backup|dumps enabled|@set",
    ),
)
planned(
    "backup.off-server",
    "Backups are kept off the server.",
    severity="high",
    needs=("backup", "storage", "server"),
    says=(
        "backups stored securely|encrypted off server|site|host",
        "backups|backup|dumps stored|kept|copied|saved off|outside server|site|host|machine",
        "copies? backups|backup|dumps go|stored|copied|uploaded|pushed s3|r2|b2|gcs|glacier dropbox|bucket?",
        "copies? backups|backup|dumps stored|kept|copied|sent offsite|elsewhere|remote|remotely",
        "backups|backup|dumps stored|kept|copied another|different|separate|other|remote server|host|location|provider",
        "backups|backup stored|kept|copied s3|gcs|r2|b2? another|different|separate|other region|account|datacenter",
        "s3|dropbox|offsite|elsewhere not|never same host|server|machine|box",
        "offsite|remote backups|backup copies|copy? @set?",
        "off site backups|backup copies|copy? @set?",
        "backups|backup|dumps not|never only? stored|kept same server|host|machine",
    ),
)
planned(
    "backup.verification-scheduled",
    "Backup verification runs by itself.",
    severity="medium",
    needs=("server", "backup"),
    says=(
        "@automatic backup|backups|restore verification|verify|tests|checks|testing|drills",
        "backup verification process|job|@set",
        "restore|restoration tests|test|drills|drill @automatic|monthly|weekly|quarterly",
    ),
)
planned(
    "backup.retention",
    "Backup retention is kept.",
    severity="medium",
    needs=("backup", "storage"),
    says=(
        "backup|backups|dump|snapshot retention policy|period|time? {days} days|day",
        "backup|backups|dump|snapshot retention policy|period|rules|schedule? @set|defined|enforced",
        "=backup retention policy|period?",
        "backups|dumps|snapshots kept|retained|stored|keep least|minimum|last? {days} days|day",
        "{days} daily|days dumps|backups|snapshots kept|retained older|old? ones|dumps? pruned|deleted?",
        "{days} daily|days dumps|backups|snapshots kept|retained older|old? backups|those pruned|deleted?",
        "{days} daily|days dumps|backups|snapshots kept|retained older|old? ones|dumps? removed|expired",
        "{days} daily|days dumps|backups|snapshots kept|retained older|old? backups|those removed|expired",
        "old|older backups|dumps|snapshots pruned|deleted|removed|purged|expire|expired|rotated @automatic?",
        "backups rotated|rotation|pruned @automatic|@set?",
    ),
    quantities={"days": int},
)
planned(
    "backup.media-scheduled",
    "Media files are backed up.",
    severity="high",
    needs=("server", "backup"),
    says=(
        "media|uploads|uploaded|user|upload files|folder|directory? backup|backups scheduled|automated|configured",
        "media|uploads|uploaded|user|upload uploads|images backup|backups scheduled|automated|configured",
        "media|uploads|uploaded|user|upload files|folder|directory? backup|backups enabled|daily|nightly",
        "media|uploads|uploaded|user|upload uploads|images backup|backups enabled|daily|nightly",
        "media|uploads|uploaded|user|upload files|folder|directory? backup|backups included|covered|automatic",
        "media|uploads|uploaded|user|upload uploads|images backup|backups included|covered|automatic",
        "media|uploads|uploaded|user|upload files|folder|directory? backup|backups automatically|active",
        "media|uploads|uploaded|user|upload uploads|images backup|backups automatically|active",
        "=media|uploads|uploaded|upload files|folder|directory|uploads|images? backup",
        "backup|backups job? include|includes|included database? media|uploads files|folder|directory",
        "backup|backups job? include|includes|included database? uploaded|upload files|folder|directory",
        "backup|backups job? cover|covers|active database? media|uploads|uploaded|upload files|folder|directory",
    ),
)
planned(
    "backup.app-files",
    "Application files are backed up.",
    severity="medium",
    needs=("backup", "server"),
    says=(
        "backup current? application|app|code|configuration|config|source files",
        "application|app|configuration files backup taken|created|made|done|exists?",
    ),
)
