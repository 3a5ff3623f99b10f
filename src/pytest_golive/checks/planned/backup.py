"""Planned checks: backup."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "backup.script-present",
    "The backup script exists.",
    severity="high",
    needs=("server", "code"),
    says=(
        "backup script|scripts @set|written|exists|ready|prepared",
        "backup.sh|pg_dump|dump|backups|backup script|scripts|backup.sh written|write|exists|exist|deployed|"
        "installed|prepared|place|ready|present|uploaded|executable|repo|git|server ~ @set get gets up database "
        "dump server /usr/local/bin executable host box machine vm vps node instance droplet scripts.sh automatic "
        "pg_dump mysqldump",
        "=backup|backups|dump script ~ database /usr/local/bin server host box machine vm vps node instance "
        "droplet repo git",
        "backup.sh server|deployed|exists|present|installed|executable|repo|git ~ script @set get gets up",
    ),
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
        "backup|backups|dump|backup.sh|pg_dump|mysqldump script|command|job|manual|manually|run|runs|hand|task|"
        "backup.sh succeeded|succeeds|tested|test|works|work|exits|ran|through|produced|produces|non|success|runs|"
        "successful|finishes ~ good dump usable archive file hand once 0 without error errors run ran command "
        "cleanly code cron non empty executed server through created",
        "backup.sh run|runs|tested|works|succeeds|exits|ran ~ through without error errors 0 ok script server hand",
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
        "database dumped night|nightly|daily|hourly ~ gets",
        "nightly|daily|hourly|automatic|automatically|automated|scheduled|schedule|cron|cronjob|regular|recurring|"
        "weekly backup|backups|dumps|dump|snapshots|snapshot|pg_dump|mysqldump database|pg|postgres|mysql|rds|"
        "mariadb|cronjob|cron|sql|enabled|aurora|mongodb|heroku ~ @set get gets up run runs taken night day 6 12 4 "
        "3 hour hours 3am 2am job timer host hosting provider configured active full server managed take mongo "
        "working made sql",
        "backup|backups|dumps|snapshots day|daily|night|nightly|hour|hours|automatically|automatic|automated|"
        "scheduled|cron run|runs|take|taken|made|enabled|active|configured|turned|happen ~ @set get gets up run 6 "
        "12 4 3 2 24 host provider full take updraftplus jetpack vaultpress plugin system hosting database "
        "wordpress managed",
        "=backup|backups database|up day|night|nightly|daily|automatically|hours ~ get gets host provider hosting "
        "production full",
        "cron|cronjob|crontab|timer pg_dump|mysqldump|pgbackrest|dump|xtrabackup|barman ~ 1am 2am 3am 4am nightly "
        "@set get gets up database night day",
        "updraftplus|jetpack|vaultpress|blogvault|duplicator|backupbuddy backs|backup|backups|daily|day|configured|"
        "scheduled ~ up @set get gets database @automatic",
        "snapshots|snapshot automated|automatic|daily|nightly|scheduled|hourly enabled|active|rds|database|taken|"
        "run|configured|ebs|volume ~ @set get gets up disk run",
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
        "backup|backups|backed|snapshot|dump|dumps before|prior|pre|right|immediately|ahead deploy|deploying|"
        "deployment|deployed|release|releasing|launch|launching|live|migrating|migration|cutover|cut|upgrade|"
        "upgrading|update ~ take taken make made database fresh manual full current up done created go run new "
        "complete last always site latest",
        "backup|snapshot|dump|backups last|latest|newest|recent|fresh|yesterday|yesterdays|today|current|most|"
        "morning night|morning|today|taken|exists|h|hours|hour|24|age|yesterday|younger|available|succeeded|"
        "completed|done|made ~ less than 24 26 12 last s database full older within ok success hours nights "
        "morning snapshots site 1 day recent",
        "=backup|snapshot full|complete|fresh|manual taken|made|done|created ~ current site database production files",
        "yesterdays|todays|nights backup|snapshot|dump exists|available|present|ok ~ last",
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
        "backup|backups|dump|dumps|archive|snapshot corrupt|corrupted|corruption|damaged|broken|truncated not|no|"
        "never|isnt|arent|without ~ file files latest newest last database",
        "backup|backups|dump|dumps|archive|snapshot corrupt|corrupted|corruption|damaged|broken|truncated free ~ "
        "file files latest newest last database",
        "backup|backups|dump|dumps integrity|checksum|checksums|intact|sha256|md5|valid|sound ~ file files match "
        "matches latest newest test tested check ok compared recorded database still last",
        "=backup|backups|dump|dumps corruption|corrupted ~ free latest",
        "=backup|dump latest|newest|last|file ~ opened lists table tables contains",
        "gzip|pg_restore|zcat dump|backup|dumps|backups|archive ok|works|passes|clean|succeeds|fine|table|tables ~ "
        "t list l latest newest file test last works lists",
        "backup|dump opened|readable|listed|unpacked|extracted|decompressed ~ file files lists table completely end",
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
        "disaster|dr recovery|drill @tested|drill|exercise|rehearsed",
        "database restore if needed|necessary",
        "restore last|latest known good backup",
        "restore backup if necessary|needed",
        "!data loss risk present?",
        "backup|backups|dump|dumps|snapshot|snapshots restore|restored|restores|restoring|restorable|recovered|"
        "recovering|recovery|restoration test|tested|tests|proven|practised|practiced|rehearsed|drill|drilled|"
        "worked|works|ok|cleanly|actually|empty|scratch|tried|successful|fine|did ~ @tested @works last nights "
        "night somebody someone database new fresh empty scratch once least 20 minutes hour hours took data server "
        "instance staging full one out complete process procedure recently s month latest done local production "
        "exercise somewhere proven know because why sure",
        "restore|recovery drill|rehearsal|exercise worked|done|successful|passed|completed|took|ok|held ~ 20 30 "
        "minutes backup backups database last full",
        "=restore|restores|recovery test|tested|rehearsed|tried ~ database disaster backup backups done full data "
        "run least once",
        "disaster recovery test|tested|drill|rehearsed|exercise ~ done run restore backup backups @tested "
        "@works once full",
        "data back dump|backup|backups|snapshot ~ get bring out",
        "snapshot|snapshots|dump restored|restore scratch|empty|test|fresh ~ instance database ok latest last s nights",
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
        "backup|backups|dump|dumps|snapshot|snapshots encrypt|encrypted|encrypts|gpg|kms|ciphertext ~ @set get "
        "gets up gpg kms aes aes256 age rest file files stored server side copies copy uses offsite database "
        "before upload uploaded restic borg",
        "restic|borg|duplicity encrypted|encryption|passphrase ~ repo repository backup",
        "no unencrypted|plaintext|plain backup|backups|dump|dumps ~ lying around text server left exist",
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
        "backup|backups|dump|dumps|snapshot|snapshots offsite|another|elsewhere|different|second|remote|separate|"
        "external|somewhere|other region|account|server|site|provider|location|place|data|datacenter|centre|center|"
        "machine|cloud|host|bucket|zone|offsite|else ~ copy copies copied kept live stored get shipped data "
        "replicated site sent store uploaded than one nightly server daily third two geographically least aws gcp "
        "azure physical secure",
        "backup|backups|dump|dumps|snapshots s3|backblaze|b2|glacier|gcs|wasabi|hetzner|storagebox|dropbox|offsite|"
        "r2|azure|elsewhere ~ copy copies copied kept live stored uploaded go upload nightly daily pushed push "
        "sent synced land get bucket database store shipped automatically replicated storage moved box site",
        "backup|backups|dump|dumps not|arent|isnt|never|no same|only|local|app machine|server|host|disk|box|"
        "datacenter|hardware ~ kept stored live located copies",
        "backup|backups 3|321 2 1 ~ rule followed strategy applied",
        "backup|backups|dump|dumps off server|host|site|machine|box|premises kept|stored|copied|moved|live|copies "
        "~ get",
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
        "restore|restores|restored|restoring|verification|restoration weekly|monthly|daily|nightly|night|week|"
        "month|regularly|regular|automatic|automatically|automated|scheduled|quarterly|cron backup|backups|test|"
        "tests|tested|drill|drills|check|checks|latest|dump ~ @automatic once week month night check ci job runs "
        "run quarter cron database get latest gets test tested backup backups drill drills",
        "backup|backups verification|verify weekly|monthly|scheduled|automatically|regularly|automatic ~ job week "
        "month integrity night",
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
        "backup|backups|dump|dumps|snapshot|snapshots kept|keep|keeps|retention|retained|retain days|day|"
        "last|30|7|14 {days}? ~ least daily monthly weekly 6 7 12 14 30 31 35 60 90 365 after "
        "older than old policy rule database set rds automatically generations local minimum",
        "backup|backups|dump|dumps|snapshot|snapshots kept|keep|keeps|retention|retained|retain weeks|"
        "month|months|year|years ~ least daily monthly weekly 2 3 4 6 12 after last "
        "older than old policy rule database set years rds automatically generations local minimum",
        "=backup|backups|dumps days available|kept|rotation|retained {days}? ~ keep last",
        "=backup|backups|dumps months|month|weeks available|kept|rotation|retained ~ keep last",
        "backup|backups|snapshot|snapshots|dump|dumps retention|rotation|pruning {days}? ~ keep last @set get gets "
        "up policy set days day old ok place rule automatic",
        "backup|backups|dump|dumps|snapshot|snapshots deleted|pruned|removed|expire|expires|rotated after|older "
        "{days}? ~ days day old than automatically",
        "backup|backups|dump|dumps|snapshot|snapshots deleted|pruned|removed|expire|expires|rotated after|older "
        "weeks|months|month|year ~ 2 3 4 6 12 old than automatically",
        "=prune|pruned|expire|delete|rotate|lifecycle old|rule|expired backup|backups|dumps|snapshots ~ get "
        "automatically rule expires",
        "lifecycle|rule expire|expires|deletes|removes|pruned backup|backups|dumps|snapshots ~ old rule bucket after",
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
        "media|/media|/uploads|uploads|upload|uploaded|images|attachments|photos|userfiles backup|backups|backed|"
        "rsync|versioning|replicated|replication|versioned|rsynced ~ @set get gets up @automatic @tested too "
        "nightly daily folder directory bucket files file user users customer product s3 included part host "
        "content wp run runs well night",
        "s3|bucket versioning|replication|replicated enabled|active|set media|uploads|images|files ~ s3 bucket",
        "content uploads backup|backups|backed ~ wp up included nightly daily",
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
        "config|configured|configuration|code|configs|application|wordpress|site|source|theme|themes|/etc backup|"
        "backups|backed file|files|directory|folder|code|configs|configured|/etc|themes|plugins|/srv/app ~ up "
        "taken nginx systemd server app part included include includes theme plugin plugins themes application "
        "@tested too database exists files code",
        "/etc|/srv/app|/var/www|/opt/app backup|backups|backed ~ /srv/app /etc up included nightly",
        "=server|nginx|systemd|site|application|code configured|config|files|configs|folder|directory backup|"
        "backups ~ nginx systemd up code configs",
        "code config|configured|configuration backup|backups|backed ~ up",
    ),
)
