"""Planned checks: a server's files and resources."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "server.env-file-mode",
    "The env file is readable by its owner only.",
    severity="critical",
    needs=("server",),
    says=(
        ".env|.env.production|environment file? permissions|mode|permission 600|0600|restricted",
        ".env|.env.production|environment file? permissions|mode|permission restrictive|strict",
        ".env|.env.production file? permissions|mode @set|secure|secured|set",
        ".env|.env.production file? 600|0600|400",
        ".env|.env.production 600 belongs|owned service|application|app|deploy account|user",
        ".env|.env.production|environment file? readable only owner|root|app|application|service user?",
        ".env|.env.production|environment file? not world|group readable",
        "chmod 600|0600|400 .env|.env.production",
        ".env|.env.production|.env.local permission|permissions|mode|600|0600|400|0400|640|0640|chmod|rw ~ file "
        "@set get gets up secure restricted tight tighten strict lock locked down owner owned service user root "
        "www data group only readable deploy stays shows 600 0600 400 ls l server host box machine vm vps node "
        "instance droplet restrict",
        ".env|.env.production|.env.local read|readable|access nobody|none ~ file service deploy user owner root "
        "else box other group lock down server host machine vm vps node instance droplet",
        ".env|.env.production|.env.local read|readable|access only|except ~ file service deploy user owner root "
        "else box other group lock down server host machine vm vps node instance droplet",
        ".env|.env.production|.env.local|secrets unreadable|readable not|no user|users|group|others|world|other ~ "
        "file server host box machine vm vps node instance droplet",
        ".env|.env.production|.env.local|secrets unreadable|readable other|others|group|world user|users|group|"
        "others|world|other ~ file server host box machine vm vps node instance droplet",
        "secrets|credentials|environment file 600|0600|400|0400 ~ permission mode chmod server",
        "environment file read|readable not|no|cant|cannot|nobody world|others|other|owner|group|app ~ user server "
        "host box machine vm vps node instance droplet",
        "environment file read|readable only world|others|other|owner|group|app ~ user server host box machine vm "
        "vps node instance droplet",
    ),
)
planned(
    "server.scripts-executable",
    "Scripts are executable.",
    severity="medium",
    needs=("server",),
    says=(
        "shell|deploy|deployment|maintenance|bash? scripts executable @set?",
        "scripts executable|execute permission|permissions|bit @set|set?",
        "chmod x scripts .sh",
        "script|scripts|.sh|deploy.sh|backup.sh|sh executable ~ @set get gets up shell bash file mark marked git "
        "deploy deployment maintenance backup helper repo folder under bin owner flag bit permission user make x "
        "755",
        "script|scripts|.sh|sh|deploy.sh|backup.sh x|755|chmod|execute bit|chmod|flag|permission|permissions|bits|"
        "x|script|scripts|bin ~ executable shell bash file mark git deploy maintenance helper scripts.sh backup.sh "
        "deploy.sh folder bin owner 755 @set get gets up",
        "=script|scripts|.sh executed|execute ~ server helper shell deploy user bin maintenance",
    ),
)
planned(
    "server.disk-space",
    "Disk space is enough.",
    severity="high",
    needs=("server",),
    says=(
        "=daily|weekly|monthly|maintenance: @watched disk space|usage",
        "disk|storage|volume space enough|sufficient|acceptable|ok|fine|healthy server|servers|host?",
        "=server|servers|host? disk space|usage",
        "least? {percent} disk space|storage? free",
        "enough|sufficient|adequate free? disk space server|servers|host|left|available|free?",
        "disk usage|space acceptable|ok|healthy|normal",
        "disk usage|utilization|utilisation <|under|below|≤|less than? {percent}",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "=server resources",
        "monitored resource usage cpu memory disk",
        "disk space df h",
        "disk|disks|partition|volume|inodes|drive|filesystem|df enough|plenty|sufficient|adequate|ok|fine|healthy|"
        "spare|headroom|room|normal|ample|lots {percent}? ~ space free left lot lots capacity usage data root "
        "server host box machine vm vps node instance droplet hard hdd ssd df h available growth look looks month "
        "months six",
        "disk|disks|partition|volume|drive|filesystem|df below|under|<|≤|less|beneath {percent} ~ usage full space "
        "utilization fill root data stays stay hard server host box machine vm vps node instance droplet /var",
        "no disk|disks|partition|volume|filesystem above|than|beyond {percent} ~ usage full space more fuller root "
        "data server host box machine vm vps node instance droplet",
        "disk|disks|partition|volume|drive|storage|filesystem full|filling|fill no|not|never|isnt|none|doesnt ~ "
        "close up near about nearly anywhere run running space server host box machine vm vps node instance "
        "droplet root data",
        "disk|disks|partition|volume|drive|storage|filesystem full|filling|fill far ~ close up near about nearly "
        "anywhere run running space server host box machine vm vps node instance droplet root data",
        "disk|disks|volume|partition free|available|left least|more|> {percent} ~ space than server host box "
        "machine vm vps node instance droplet root",
        "server|servers|vps|host|machine|node|vm|box free|enough|plenty|sufficient space|storage|disk {percent}? ~ "
        "gigabytes gb left capacity volume",
    ),
    quantities={"percent": float},
)
planned(
    "server.memory",
    "Memory is enough.",
    severity="high",
    needs=("server",),
    says=(
        "memory|ram usage|utilization acceptable|ok|healthy|normal",
        "enough|sufficient|adequate free? memory|ram server|servers|host|left|available|free?",
        "memory|ram usage|utilization <|under|below|≤|less than? {percent}",
        "=server|servers|host? memory|ram usage",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "=server resources",
        "monitored resource usage cpu memory disk",
        "memory usage free h|m",
        "memory|ram|swap enough|sufficient|ok|fine|normal|spare|headroom|healthy|plenty|acceptable|adequate|"
        "reasonable|good ~ usage consumption free left footprint utilisation good available container pod peak "
        "traffic server host box machine vm vps node instance droplet webserver utilization look looks",
        "memory|ram below|under|<|≤|less|beneath {percent} ~ usage utilization consumption stays stay server host "
        "box machine vm vps node instance droplet container pod peak free",
        "memory|ram not|isnt|never|no exhausted|full|short|scarce|tight ~ usage server host box machine vm vps "
        "node instance droplet running",
        "oom|ooms|oomkilled|oomkill no|not|zero|without|never|none|arent|isnt ~ kill killer killed event pod "
        "container process day week hour last past",
        "swap|swapping no|not|isnt|arent|never ~ usage server host box machine vm vps node instance droplet memory",
        "swap|swapping hardly|barely|little|unused ~ usage server host box machine vm vps node instance droplet memory",
        "=free m shows headroom|enough ~ memory ram",
    ),
    quantities={"percent": float},
)
planned(
    "server.cpu-load",
    "CPU load is acceptable.",
    severity="medium",
    needs=("server",),
    says=(
        "cpu usage|load|utilization|utilisation acceptable|ok|healthy|normal|low",
        "cpu usage|load|utilization|utilisation <|under|below|≤|less than? {percent}",
        "=server|servers|host? cpu usage|load|utilization",
        "launch|daily|weekly: monitored server? resource|resources usage",
        "load average acceptable|ok|normal|low|healthy",
        "=server resources",
        "monitored resource usage cpu memory disk",
        "cpu|cpus|processor ok|fine|normal|headroom|reasonable|healthy|acceptable|idle ~ load usage utilization "
        "utilisation consumption look looks low server host box machine vm vps node instance droplet peak average",
        "cpu|cpus|processor below|under|<|≤|less|beneath {percent} ~ usage load utilization utilisation "
        "consumption average stays stay peak server host box machine vm vps node instance droplet",
        "=server|system|machine|host|vm load normal|fine|ok|acceptable|low|healthy|reasonable ~ average uptime "
        "server host box machine vm vps node instance droplet cpu",
        "load average|averages below|under|<|≤|less|beneath|normal|fine|ok|healthy|low cores|core|cpus|number|"
        "count ~ server host",
        "cpu|processor no|not|never|without|isnt saturation|saturated|throttling|throttled|steal|pegged|maxed|"
        "starved|starvation ~ top shows server host box machine vm vps node instance droplet time",
    ),
    quantities={"percent": float},
)
planned(
    "server.media-permissions",
    "The media folder's permissions are right.",
    severity="high",
    needs=("server",),
    says=(
        "media|upload|uploads directory|folder|dir|files permissions|permission @set|set|secure|restricted|tight?",
        "media|upload|uploads directory|folder|dir writable app|application|service|server?",
        "media|upload|uploads directory|folder|dir writable process|webserver|www|user",
        "media|upload|uploads directory|folder|dir write permissions @set|set?",
        "media|upload|uploads folder|directory|dir|dirs permission|permissions|writable|writeable|owned|owner|"
        "ownership|owns|chmod|chown|750|755|775 ~ user users @set get gets up right secure only service webserver "
        "process www data group write nobody else fix 644",
        "media|uploads|/media owned|owner|chown|writable|writeable www|webserver|service|755|750 ~ data user group "
        "only folder nobody else 750 755 644 775 process",
        "/media|/uploads write|writable|owner|owned ~ www data user but nobody else only group folder 755 750",
        "content uploads permission|permissions|writable|owned|owner|755|chmod ~ wp right @set get gets up folder "
        "directory www data",
        "storage directory|folder|dir writable|writeable|permissions|owned ~ webserver process www data user php "
        "right @set get gets up",
    ),
)
planned(
    "server.temp-files",
    "Temporary files are cleaned up.",
    severity="medium",
    needs=("server",),
    says=(
        "temporary|temp|tmp files|folder|directory|directories clean|cleaned|cleanup up? @automatic|old?",
        "temporary|temp|tmp files|folder|directory|directories cleared|purged|deleted up? @automatic|old?",
        "expired sessions cleaned|cleared|purged|deleted|removed @automatic?",
        "clearsessions @automatic",
        "tmp|tmpfiles|/tmp|/var/tmp|tmpfiles.d clean|cleaned|cleans|cleanup|purged|purge|emptied|cleared|removed|"
        "deleted ~ up out @automatic night week day old older than file files cron job folder directory /var/tmp",
        "temporary|temp|tmp|tempfiles file|files|folder|folders|storage|upload|uploads clean|cleaned|cleanup|"
        "purged|emptied|deleted|deletes|removed|remove|pruned|housekeeping|cleared ~ up out @automatic night week "
        "weekly day old older stale leftover than cron job directory after get gets @set",
        "expired|old|stale session|sessions clean|cleaned|purged|removed|deleted|cleared|pruned ~ @automatic file "
        "database cron job night week table user get up out",
        "no|zero leftover|stale|old temporary|temp|tmp file|files ~ server host box machine vm vps node instance "
        "droplet left",
    ),
)
