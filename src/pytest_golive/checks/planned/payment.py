"""Planned checks: payment."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "payment.endpoint-reachable",
    "The server reaches the gateway.",
    severity="high",
    needs=("server",),
    says=(
        "payment: network connectivity",
        "payment|stripe|razorpay|bakong gateway|api|endpoint|host|provider reachable|accessible|connectivity server?",
        "server reaches|reach|connects|connect payment|stripe|razorpay gateway|api?",
        "server|app|backend reach|reaches|connect|connects api.stripe.com|api.razorpay.com",
        "server|app|host|firewall|outgoing|outbound|pod|cluster|container "
        "payment|stripe|razorpay|api.stripe.com|paypal|psp|bakong|api.razorpay.com "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed|open|resolve ~ @works api "
        "network https succeed 443 port gateway provider endpoint traffic",
        "=server|app|host|firewall|outgoing|outbound|pod|cluster|container gateway "
        "reach|reachable|connect|connectivity|access|accessible|talk|curl|let|allowed ~ @works api network https "
        "succeed 443 port payment provider",
        "=connectivity|network|connection|reachable|access payment|stripe|razorpay|bakong|paypal "
        "gateway|provider|api|host|endpoint ~ @works @tested server",
        "=egress|production|outgoing|outbound payment|stripe|razorpay|paypal|gateway "
        "reach|reachable|open|allowed|works|connect ~ api provider",
        "egress|outbound|outgoing payment|stripe|razorpay|paypal open|allowed|works|reach|tested ~ gateway api "
        "provider traffic https 443",
        "=app|server|backend gateway connect|reach|talk ~ payment",
    ),
)
