"""Faults of the documents, planted into the files alone."""

from __future__ import annotations

from faults.trees import Tree, tree_fault

OPERATIONS = "docs/operations.md"


@tree_fault("deployment-placeholder", reds=("docs.deployment",))
def deployment_placeholder(tree: Tree) -> None:
    """Leave yourdomain.com in the deployment steps."""
    tree.edit("docs/deployment.md", "https://shop.test/health/", "https://yourdomain.com/health/")


@tree_fault("deployment-of-another-host", reds=("docs.deployment",))
def deployment_of_another_host(tree: Tree) -> None:
    """Describe how another shop is deployed."""
    tree.edit("docs/deployment.md", "shop.test", "staging.internal")


@tree_fault("deployment-slot", reds=("docs.deployment",))
def deployment_slot(tree: Tree) -> None:
    """Leave the name of the service to be filled in."""
    tree.edit("docs/deployment.md", "--no-deps web", "--no-deps <service>")


@tree_fault("deployment-too-short", reds=("docs.deployment",))
def deployment_too_short(tree: Tree) -> None:
    """Describe the first steps only."""
    tree.cut("docs/deployment.md", "3. Install", "7. Look")


@tree_fault("compose-file-renamed", reds=("docs.deployment", "docs.rollback-plan"),
            also=("docs.disaster-recovery", "docs.troubleshooting"))  # fmt: skip
def compose_file_renamed(tree: Tree) -> None:
    """Rename the compose file that four documents name."""
    (tree.root / "deploy/compose.yaml").rename(tree.root / "deploy/compose.prod.yaml")


@tree_fault("troubleshooting-heading-only", reds=("docs.troubleshooting",))
def troubleshooting_heading_only(tree: Tree) -> None:
    """Leave only the heading of the troubleshooting guide."""
    text = (tree.root / OPERATIONS).read_text(encoding="utf-8")
    tree.edit(OPERATIONS, text[text.index("### The health page") :], "")


@tree_fault("troubleshooting-without-remedy", reds=("docs.troubleshooting",))
def troubleshooting_without_remedy(tree: Tree) -> None:
    """Name a problem without what to do."""
    tree.add(OPERATIONS, "\n### The search finds nothing\n")


@tree_fault("restore-script-gone", reds=("docs.restore-procedure",))
def restore_script_gone(tree: Tree) -> None:
    """Delete the script that the restore procedure names."""
    tree.remove("deploy/restore.sh")


@tree_fault("restore-of-another-engine", reds=("docs.restore-procedure",))
def restore_of_another_engine(tree: Tree) -> None:
    """Restore with the client of MySQL."""
    tree.cut(OPERATIONS, "deploy/restore.sh shop-<date>", "pg_restore")
    tree.edit(OPERATIONS, "pg_restore --clean --if-exists --dbname shop", "mysql shop <")


@tree_fault("rollback-without-database", reds=("docs.rollback-plan",))
def rollback_without_database(tree: Tree) -> None:
    """Remove the database step of the rollback plan."""
    tree.cut(OPERATIONS, "### Database", "### Verification")


@tree_fault("rollback-placeholder", reds=("docs.rollback-plan",))
def rollback_placeholder(tree: Tree) -> None:
    """Let the verification of a rollback be written later."""
    tree.edit(OPERATIONS, "The release manager verifies that the health page says ok", "TODO: how to verify")


@tree_fault("rto-blank", reds=("docs.disaster-recovery",))
def rto_blank(tree: Tree) -> None:
    """Leave RTO blank."""
    tree.edit(OPERATIONS, "RTO: 4 hours.", "RTO:")


@tree_fault("disaster-plan-old", reds=("docs.disaster-recovery",))
def disaster_plan_old(tree: Tree) -> None:
    """Let the plan's last review be two years ago."""
    tree.edit(OPERATIONS, "- RTO: 4 hours.", "Last reviewed: 2 May 2024.\n\n- RTO: 4 hours.")


@tree_fault("backup-retention-gone", reds=("docs.backup-strategy",))
def backup_retention_gone(tree: Tree) -> None:
    """Delete the line that says how long backups are kept."""
    tree.cut(OPERATIONS, "- They are kept for 35 days", "- They are encrypted")


@tree_fault("readme-without-production", reds=("docs.readme-production",))
def readme_without_production(tree: Tree) -> None:
    """Delete the README's section about production."""
    tree.cut("README.md", "## Production", "## Documents")


@tree_fault(
    "everything-old",
    reds=(
        "docs.readme-production",
        "docs.checklist-current",
        "docs.disaster-recovery",
        "docs.architecture",
        "docs.known-issues",
    ),
)
def everything_old(tree: Tree) -> None:
    """Change nothing for two years."""
    tree.committed = "2024-01-31T12:00:00+00:00"


@tree_fault("variable-undocumented", reds=("docs.env-vars-documented",))
def variable_undocumented(tree: Tree) -> None:
    """Read a new variable in the settings only."""
    tree.add("shop/settings.py", 'SUPPORT_PHONE = os.environ.get("SUPPORT_PHONE", "")\n')


@tree_fault("variable-dead", reds=("docs.env-vars-documented",))
def variable_dead(tree: Tree) -> None:
    """Document a variable that nothing reads any more."""
    tree.add("docs/configuration.md", "| `PAYMENT_MODE` | whether real money moves |\n")


@tree_fault("error-code-new", reds=("docs.error-codes",))
def error_code_new(tree: Tree) -> None:
    """Return a new code E999."""
    tree.add("store/api.py", '\nGONE = "E999"\n')


@tree_fault("error-code-gone", reds=("docs.error-codes",))
def error_code_gone(tree: Tree) -> None:
    """Document a code that the code has no more."""
    tree.add("docs/api.md", "| `E404` | nothing is there |\n")


@tree_fault("service-undrawn", reds=("docs.architecture",))
def service_undrawn(tree: Tree) -> None:
    """Add a service to the compose file and not to the drawing."""
    tree.add("deploy/compose.yaml", "  mail-worker:\n    image: hill-harbour/shop\n")


@tree_fault("diagram-broken", reds=("docs.architecture",))
def diagram_broken(tree: Tree) -> None:
    """Leave a bracket of the diagram open."""
    tree.edit("docs/architecture.md", "cache[(cache: Valkey)]", "cache[(cache: Valkey)")


@tree_fault("port-undocumented", reds=("docs.network-topology",))
def port_undocumented(tree: Tree) -> None:
    """Declare a new open port."""
    tree.edit("golive.toml", '"8000"]', '"8000", "8443"]')


@tree_fault("checklist-old", reds=("docs.checklist-current",))
def checklist_old(tree: Tree) -> None:
    """Set "Last Updated" to a day long ago."""
    tree.edit("GO_LIVE.md", "**Release manager:**", "**Last Updated:** January 5, 2025\n**Release manager:**")


@tree_fault("checklist-review-past", reds=("docs.checklist-current",))
def checklist_review_past(tree: Tree) -> None:
    """Let the next review of the checklist be past."""
    tree.edit("GO_LIVE.md", "**Release manager:**", "**Next Review:** 2025-03-01\n**Release manager:**")


@tree_fault("licence-gpl", reds=("legal.license-file",))
def licence_gpl(tree: Tree) -> None:
    """Declare MIT with a GPL licence file."""
    tree.remove("LICENSE")
    tree.add("LICENSE", "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n")


@tree_fault("licence-of-metadata", reds=("legal.license-file",))
def licence_of_metadata(tree: Tree) -> None:
    """Let the project's metadata say another licence."""
    tree.add("pyproject.toml", '[project]\nname = "shop"\nversion = "1"\nlicense = "Apache-2.0"\n')


@tree_fault("licence-of-dependency", reds=("legal.license-file",))
def licence_of_dependency(tree: Tree) -> None:
    """Need a library whose licence is not allowed: psycopg, since nobody allows the LGPL any more."""
    tree.edit("golive.toml", '"LGPL-3.0-only", ', "")


@tree_fault("known-issues-heading-only", reds=("docs.known-issues",))
def known_issues_heading_only(tree: Tree) -> None:
    """Leave nothing but the heading of the known issues."""
    tree.remove("docs/known-issues.md")
    tree.add("docs/known-issues.md", "# Known issues\n")


@tree_fault("known-issues-old", reds=("docs.known-issues",))
def known_issues_old(tree: Tree) -> None:
    """Look through the known issues for the last time two years ago."""
    tree.edit("docs/known-issues.md", "# Known issues\n", "# Known issues\n\nLast reviewed: 2 May 2024.\n")


@tree_fault("contacts-placeholder", reds=("docs.contacts-filled",))
def contacts_placeholder(tree: Tree) -> None:
    """Leave "[Name, Phone, Email]" among the contacts."""
    tree.add("docs/contacts.md", "\n**Technical Lead:** [Name, Phone, Email]\n")


@tree_fault("contact-unreachable", reds=("docs.contacts-filled",))
def contact_unreachable(tree: Tree) -> None:
    """Name the release manager without number and mail address."""
    tree.edit("docs/contacts.md", "+44 20 7946 0002 | marta@shop.test", " | ")


@tree_fault("manual-picture-gone", reds=("docs.user-manual",))
def manual_picture_gone(tree: Tree) -> None:
    """Break the link to a picture of the manual."""
    tree.edit("docs/manual.md", "products/bags.png", "products/bag.png")


@tree_fault("manual-too-short", reds=("docs.user-manual",))
def manual_too_short(tree: Tree) -> None:
    """Write no more of the manual than how to find something."""
    tree.cut("docs/manual.md", "## The cart", "## Asking us")
    tree.cut("docs/manual.md", "The [contact page]", "Somebody answers")


@tree_fault("manual-link-dead", reds=("docs.user-manual",))
def manual_link_dead(tree: Tree) -> None:
    """Link from the manual to a page that is not there."""
    tree.dead = ("https://shop.test/terms/",)


@tree_fault("reference-gone", reds=("docs.references-resolve",))
def reference_gone(tree: Tree) -> None:
    """Name a document in the checklist that does not exist."""
    tree.edit("GO_LIVE.md", "(docs/operations.md)", "(docs/MYSQL_SETUP.md)")


@tree_fault("reference-unanswered", reds=("docs.references-resolve",))
def reference_unanswered(tree: Tree) -> None:
    """Name an address in the checklist that answers 404."""
    tree.dead = ("https://shop.test/health/",)


@tree_fault("location-gone", reds=("docs.location-resolves",))
def location_gone(tree: Tree) -> None:
    """Say that the documents are in a folder that is not there."""
    tree.edit("GO_LIVE.md", "Documentation stored in: `docs/`", "Documentation stored in: `wiki/`")


@tree_fault("runbook-script-renamed", reds=("docs.runbook-paths-exist",))
def runbook_script_renamed(tree: Tree) -> None:
    """Rename a script that the runbook runs."""
    (tree.root / "deploy/maintenance.sh").rename(tree.root / "deploy/closed.sh")


@tree_fault("runbook-subcommand-unknown", reds=("docs.runbook-paths-exist",))
def runbook_subcommand_unknown(tree: Tree) -> None:
    """Call a script with a word that it does not know any more."""
    tree.edit("deploy/maintenance.sh", "off) rm", "open) rm")


@tree_fault("runbook-program-missing", reds=("docs.runbook-paths-exist",))
def runbook_program_missing(tree: Tree) -> None:
    """Run a program that the server does not have."""
    tree.edit("docs/runbook.md", "git log --oneline -1", "shopctl release")


@tree_fault("runbook-script-broken", reds=("docs.runbook-paths-exist",))
def runbook_script_broken(tree: Tree) -> None:
    """Leave a script that no shell can read."""
    tree.edit("deploy/maintenance.sh", "\nesac", "")
