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
    ),
)
