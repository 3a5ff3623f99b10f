"""Planned checks: what a server lets in."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "server.firewall-active",
    "A firewall is active.",
    severity="critical",
    needs=("server",),
    says=(
        "=firewall",
        "server|host|cloud|network? based? firewall @set|up|works|running",
        "firewall|ufw|iptables|nftables rules|policy @set|updated|tested|reviewed|applied",
        "ufw|firewalld|nftables|iptables @set|up|running",
        "security groups|group configured|restricted|locked|reviewed down?",
        "firewall|ufw default? deny|denies|drop|drops incoming|inbound|default traffic?",
        "sudo? ufw status allow|allows only {port} {second} {third}?",
        "sudo? ufw status active|verbose",
        "ufw|iptables|nftables|firewalld active|enabled|up|running|drop|deny|denies|block|start|starts|set|policy "
        "~ firewall default incoming inbound everything traffic boot host server box machine vm vps node instance "
        "droplet based policy",
        "firewall|firewalls server|servers|host|machine|machines|droplet|instance|instances|vps|vm|inbound|"
        "incoming|boxes|hetzner active|enabled|up|running|protects|protecting|protected|attached|behind|sit|deny|"
        "drop ~ @set get gets up default incoming inbound policy traffic based cloud hetzner aws sit front starts "
        "boot",
        "deny|drop|denies|block|blocks|denied default inbound|incoming ~ policy everything firewall traffic rule",
        "security group|groups default|inbound|incoming deny|denies|block|blocks ~ everything traffic",
    ),
    quantities={"port": int, "second": int, "third": int},
)
planned(
    "server.open-ports",
    "Only the declared ports are open.",
    severity="critical",
    needs=("server", "url"),
    says=(
        "server|host|cloud|network? based? firewall configured",
        "firewall|ufw|iptables|nftables rules|policy @set|updated|tested|reviewed|applied",
        "security groups|group configured|restricted|locked|reviewed down?",
        "only necessary|required|needed|essential|expected ports open|exposed|reachable|accessible|allowed",
        "only necessary|required|needed|essential|expected ports open|exposed|reachable {port} {second} {third}?",
        "only ports? {port} {second} {third}? open|exposed|reachable|accessible|allowed internet|outside|world|public?",
        "only port? {port} open|exposed|reachable|accessible|allowed internet|outside|world|public?",
        "nothing but {port} {second} {third}? reachable|open|exposed|accessible internet|outside|world|publicly?",
        "no ports other than {port} open|exposed|reachable|accessible",
        "open ports limited|restricted {port} {second} {third}?",
        "no unnecessary|unneeded|unused|other|unexpected ports open|exposed|reachable|accessible",
        "unnecessary|unneeded|unused|other ports closed|blocked|@off",
        "port|nmap scan shows only {port} {second} {third}? open?",
        "sudo? ufw status allow|allows only {port} {second} {third}?",
        "port|ports|nmap|inbound|firewall|outside|internet|security only|limited|nothing|restricted 80|443|http|"
        "https|web ~ open exposed expose allow allowed reachable answers answer 22 80 443 http https ssh outside "
        "world internet anywhere finds find show shows scan external public publicly traffic group firewall "
        "connection connections incoming other but except",
        "port|ports unused|unneeded|unnecessary|superfluous|needless|extra|stray|other|spare closed|close|blocked|"
        "block|shut|firewalled ~ firewall server host box machine vm vps node instance droplet public outside "
        "internet down network",
        "port|ports no|zero stray|unneeded|unnecessary|unexpected|superfluous|forgotten|extra|needless|surplus|"
        "unwanted open|exposed|reachable|listening ~ internet outside world public publicly server host box "
        "machine vm vps node instance droplet firewall left",
        "port|ports close|closed|block|shut dont|arent need|needed|required ~ firewall server host box machine vm "
        "vps node instance droplet",
        "port|ports close|closed|block|shut unneeded need|needed|required ~ firewall server host box machine vm "
        "vps node instance droplet",
        "nmap|scan 80|443 ~ port outside find finds show shows external only 22 80 443 open internet ssh http https",
        "security group|groups allow|allows|open 80|443|http|https ~ only 22 80 443 port http https ssh anywhere "
        "internet world",
        "none listens|listening|exposed|reachable public|publicly|internet|outside except|but|than|besides ~ web "
        "ssh http https 22 80 443 port other",
        "nothing listens|listening|exposed|reachable public|publicly|internet|outside except|but|than|besides ~ "
        "web ssh http https 22 80 443 port other",
    ),
    quantities={"port": int, "second": int, "third": int},
)
planned(
    "server.ssh-port-nondefault",
    "SSH does not listen on port 22.",
    severity="medium",
    needs=("server",),
    says=(
        "ssh default? port changed|moved 22",
        "ssh port changed|moved {port}",
        "ssh default port changed|moved|not 22?",
        "ssh port not|no|isnt 22|default",
        "=ssh port changed|moved",
        "ssh non|custom|nonstandard|nondefault|different default|standard? port",
        "ssh|sshd port 22|default|standard dont|doesnt|isnt ~ daemon uses run runs listen listens than high number "
        "server 2222 22 default standard",
        "ssh|sshd port 22|default|standard another|other|different|moved|move|away|change|changed|instead|custom|"
        "non ~ daemon uses run runs listen listens than high number server 2222 22 default standard",
        "ssh|sshd 22 dont|doesnt ~ port daemon uses run runs listen listens than high number server 2222",
        "ssh|sshd 22 away|another|instead|moved|move|other ~ port daemon uses run runs listen listens than high "
        "number server 2222",
        "=ssh|sshd port custom|different|other|another|nonstandard|non|2222|high ~ 22 closed run runs listens "
        "listen daemon uses than standard default server number",
        "ssh|sshd default|standard not|no|doesnt|isnt port listen|listens|uses|run|runs ~ daemon 22",
    ),
    quantities={"port": int},
)
planned(
    "server.ssh-key-auth",
    "SSH uses keys only.",
    severity="high",
    needs=("server",),
    says=(
        "ssh keys|key based|only? authentication|auth|login|logins|access @set|enforced|required|only?",
        "ssh keys|key|pubkey|publickey only authentication|auth|login|logins|access?",
        "=ssh keys configured",
        "ssh keys|key no|not|without|instead password|passwords",
        "login|logins|access root? keys only",
        "ssh password|passwords authentication|auth|login|logins|based? @off",
        "ssh no|without password|passwords authentication|auth|login|logins?",
        "passwordauthentication no",
        "ssh|sshd password|passwords no|without|not|nobody|cannot|dont|never ~ login logins auth authentication "
        "based access anywhere server @set get gets up sshd_config sshd root only keys key",
        "ssh|sshd password|passwords @off|impossible ~ login logins auth authentication based access anywhere "
        "server @set get gets up sshd_config sshd root only keys key",
        "ssh|sshd key|keys|pubkey|publickey only|require|required|requires|enforced|based|accepted|accepts login|"
        "logins|auth|authentication|access|public|accepted|accepts ~ public private server @set get gets up "
        "password",
        "server|servers|host|hosts login|logins key|keys|pubkey only|based|enforced|required|requires ~ public ssh "
        "access",
        "passwordauthentication no ~ @set get gets up ssh sshd sshd_config",
        "passwordauthentication @off ~ @set get gets up ssh sshd sshd_config",
    ),
)
planned(
    "server.ssh-no-root",
    "Root cannot log in by SSH.",
    severity="high",
    needs=("server",),
    says=(
        "ssh root login|logins|access @off|blocked|forbidden|denied|disallowed|prohibited",
        "ssh no|not root login|logins|access",
        "=direct? root login|logins @off|blocked|forbidden|denied|disallowed",
        "=no direct? root login|logins",
        "root cannot|cant login|connect ssh",
        "permitrootlogin no",
        "root ssh|sshd|sshd_config no|not|cannot|cant|nobody|none ~ login access direct @set get gets up account "
        "user one logins permitted host server",
        "root ssh|sshd|sshd_config @off|denied|refused|blocked|prohibited|prohibit|forbid|forbidden|impossible|"
        "rejected ~ login access direct @set get gets up account user one logins permitted host server",
        "root login|logins|logging server|servers|host|hosts|direct|remote|box|vps no|not|cannot ~ ssh possible "
        "access allowed @set get gets up",
        "root login|logins|logging server|servers|host|hosts|direct|remote|box|vps @off|prohibit|prohibited|forbid|"
        "forbidden|blocked|denied|impossible ~ ssh possible access allowed @set get gets up",
        "permitrootlogin no ~ @set get gets up ssh sshd sshd_config password",
        "permitrootlogin off|false|prohibit ~ @set get gets up ssh sshd sshd_config password",
        "=prohibit|forbid|disallow|disable root login|logins ~ direct ssh server host box machine vm vps node "
        "instance droplet remote",
        "=root login|logging not possible|permitted|allowed ~ ssh server remote direct",
    ),
)
planned(
    "server.intrusion-detection",
    "Intrusion detection runs.",
    severity="medium",
    needs=("server",),
    says=(
        "intrusion detection|prevention system? ids|ips? @set|running|up|works",
        "fail2ban|crowdsec|ossec|wazuh similar|equivalent? @set|up|running running|guarding? sshd|ssh?",
        "fail2ban|crowdsec|ossec|wazuh similar|equivalent? @set|up|running protecting|protects sshd|ssh?",
        "fail2ban|crowdsec guards|protects|watches|bans sshd|ssh",
        "fail2ban|crowdsec|ossec|wazuh|aide|falco|tripwire|suricata|snort|rkhunter|samhain up|active|enabled|"
        "running|installed|install|watching|watches|ban|bans|banned|banning|report|reports|monitors|guards|jail|"
        "protects ~ @set get gets up agent ssh sshd jail brute force attempt attempts server host box machine vm "
        "vps node instance droplet cluster file integrity monitoring runtime detection log hids ids",
        "intrusion detection|prevention up|active|enabled|running|installed|install|works|watching ~ @set get gets "
        "up system ids ips hids host network based server box machine vm vps node instance droplet fail2ban wazuh "
        "ossec",
        "=ids ips ~ @set get gets up hids host network",
        "host ids|hids up|active|enabled|running|installed|based ~ @set get gets up wazuh ossec aide place server "
        "host box machine vm vps node instance droplet",
    ),
)
planned(
    "server.network-connections",
    "Network connections are within limits.",
    severity="medium",
    needs=("server",),
    says=(
        "network connections within|below|under limits|limit",
        "=network|established connections @watched|acceptable|normal",
        "monitored|network network|traffic traffic|monitored? netstat grep established",
        "connection|connections|sockets network|tcp|established|netstat|ss|open normal|limit|limits|expected ~ "
        "fine ok number count well below within under server host box machine vm vps node instance droplet look "
        "looks open tcp acceptable tan",
        "connection|connections|sockets network|tcp|established|netstat|outbound|foreign|ss|inbound no|not|zero|"
        "without|none suspicious|odd|unexpected|unusual|unknown|strange|weird ~ shows show open outgoing server "
        "host box machine vm vps node instance droplet",
        "=connection|connections network|tcp|netstat|established|ss fine|ok|normal|acceptable ~ count number open "
        "look server",
        "no single|one ip|address hogs|hog|holds connections|connection ~ foreign too many most",
    ),
)
