"""Faults of the code, and of secrets in it."""

from __future__ import annotations

from faults.trees import Tree, tree_fault

APP = "store/views.py"


@tree_fault("code-not-added", reds=("code.git-clean",), is_published=False)
def code_not_added(tree: Tree) -> None:
    """Leave a new file that git does not know."""
    tree.add("store/discounts.py", '"""Discounts."""\n')


@tree_fault("code-not-committed", reds=("code.git-clean",), is_published=False)
def code_not_committed(tree: Tree) -> None:
    """Change a file and do not commit it."""
    tree.add("store/assets/shop.css", "b { color: inherit }\n")


@tree_fault("code-not-pushed", reds=("code.git-clean",), is_published=False)
def code_not_pushed(tree: Tree) -> None:
    """Commit and do not push."""
    tree.git("commit", "--quiet", "--allow-empty", "--message", "Only here")


@tree_fault("code-stashed", reds=("code.git-clean",), is_published=False)
def code_stashed(tree: Tree) -> None:
    """Stash a change."""
    tree.add("store/assets/shop.css", "b { color: inherit }\n")
    tree.git("stash", "--quiet")


@tree_fault("code-debug-true", reds=("code.no-debug-true",))
def code_debug_true(tree: Tree) -> None:
    """Write DEBUG = True at the end of the production settings."""
    tree.add("shop/settings.py", "DEBUG = True\n")


@tree_fault("code-debug-default-true", reds=("code.no-debug-true",))
def code_debug_default_true(tree: Tree) -> None:
    """Let DEBUG be on when the variable is not set."""
    tree.edit("shop/settings.py", 'os.environ["DEBUG"].lower()', 'os.environ.get("DEBUG", "True").lower()')


@tree_fault("code-debug-in-base", reds=("code.no-debug-true",))
def code_debug_in_base(tree: Tree) -> None:
    """Take DEBUG = True over from a module that is star-imported last."""
    tree.add("shop/local.py", '"""On this machine."""\n\nDEBUG = True\n')
    tree.add("shop/settings.py", "\nfrom shop.local import *  # noqa: E402, F403\n")


@tree_fault("code-todo", reds=("code.todo-comments",))
def code_todo(tree: Tree) -> None:
    """Leave a comment that puts something off."""
    tree.add(APP, "# TODO fix before launch\n")


@tree_fault("code-requirement-loose", reds=("code.requirements-pinned",), hides=("code.dependencies-*",))
def code_requirement_loose(tree: Tree) -> None:
    """Allow every Django from 4 on."""
    tree.edit("requirements.txt", "django==5.2.19", "django>=4")


@tree_fault("code-requirement-old", reds=("code.dependencies-current",))
def code_requirement_old(tree: Tree) -> None:
    """Pin a package two minor releases back."""
    tree.edit("requirements.txt", "whitenoise==6.12.0", "whitenoise==6.10.0")


@tree_fault("code-lock-stale", reds=("code.requirements-pinned",))
def code_lock_stale(tree: Tree) -> None:
    """Ask for a package in requirements.in and do not compile requirements.txt again."""
    names = [line.partition("==")[0] for line in (tree.root / "requirements.txt").read_text().splitlines()]
    tree.add("requirements.in", "\n".join([*names, "babel", ""]))


@tree_fault(
    "env-file-committed",
    reds=("secrets.env-not-committed",),
    also=("secrets.secret-key-from-env", "secrets.no-hardcoded", "secrets.never-committed"),
)
def env_file_committed(tree: Tree) -> None:
    """Add the env file to git in spite of .gitignore, and with it all that is secret in it."""
    tree.git("add", "--force", tree.env_file.name)


@tree_fault("env-file-in-history", reds=("secrets.env-not-committed",))
def env_file_in_history(tree: Tree) -> None:
    """Have committed an env file once, and taken it out again."""
    tree.add("deploy/.env.production", "DEBUG=False\n")
    tree.git("add", "--force", "deploy/.env.production")
    tree.publish()
    tree.git("rm", "--quiet", "deploy/.env.production")


@tree_fault("env-file-not-ignored", reds=("secrets.env-not-committed", "code.git-clean"), is_published=False)
def env_file_not_ignored(tree: Tree) -> None:
    """Take the env file off .gitignore."""
    tree.edit(".gitignore", ".env.production\n", "")
    tree.git("commit", "--quiet", "--all", "--message", "Tidy")
    tree.git("push", "--quiet")


@tree_fault(
    "secret-key-in-code",
    reds=("secrets.secret-key-from-env",),
    also=("secrets.no-hardcoded", "secrets.never-committed"),
)
def secret_key_in_code(tree: Tree) -> None:
    """Write the secret key into the settings."""
    tree.edit("shop/settings.py", 'os.environ["SECRET_KEY"]', '"q2" + "W8e" * 20')


@tree_fault("secret-key-default", reds=("secrets.secret-key-from-env",))
def secret_key_default(tree: Tree) -> None:
    """Give the secret key a default in code, which is in use."""
    tree.edit("shop/settings.py", 'os.environ["SECRET_KEY"]', 'os.environ.get("DJANGO_KEY", "q2" + "W8e" * 20)')


@tree_fault("secret-key-in-history", reds=("secrets.secret-key-from-env",))
def secret_key_in_history(tree: Tree) -> None:
    """Have committed the key in use once, and taken it out again."""
    key = next(line for line in tree.env_file.read_text().splitlines() if line.startswith("SECRET_KEY="))
    tree.add("notes.txt", f"{key}\n")
    tree.publish()
    (tree.root / "notes.txt").unlink()


@tree_fault("code-raw-sql", reds=("code.no-raw-sql",))
def code_raw_sql(tree: Tree) -> None:
    """Ask the database in SQL, with everything as a parameter."""
    code = (
        '\n\ndef names(word: str) -> object:\n    return Product.objects.raw("SELECT id FROM p WHERE n = %s", [word])\n'
    )
    tree.add(APP, code)


@tree_fault("code-template-safe", reds=("code.autoescape-intact",))
def code_template_safe(tree: Tree) -> None:
    """Write the description of a product as it is."""
    tree.add("store/templates/store/_card.html", "{{ product.description|safe }}\n")


@tree_fault("code-mark-safe", reds=("code.autoescape-intact",), also=("code.sast-clean",))
def code_mark_safe(tree: Tree) -> None:
    """Declare a name safe in code."""
    text = '"""Tags."""\n\nfrom django.utils.safestring import mark_safe\n\n\n'
    tree.add("store/badges.py", text + 'def badge(name: str) -> str:\n    return mark_safe(f"<b>{name}</b>")\n')


@tree_fault("code-autoescape-off", reds=("code.autoescape-intact",))
def code_autoescape_off(tree: Tree) -> None:
    """Switch escaping off in the settings."""
    tree.add("shop/settings.py", '\nTEMPLATES[0]["OPTIONS"].update(autoescape=False)\n')


@tree_fault("code-form-without-token", reds=("code.csrf-tokens-in-templates",))
def code_form_without_token(tree: Tree) -> None:
    """Take the CSRF token out of one form."""
    tree.edit("store/templates/store/checkout.html", "{% csrf_token %}", "")


@tree_fault("code-import-unused", reds=("code.lint-clean", "code.imports-sorted"))
def code_import_unused(tree: Tree) -> None:
    """Import a module and do not use it."""
    tree.edit(
        "store/sitemaps.py",
        "from __future__ import annotations\n",
        "from __future__ import annotations\n\nimport json\n",
    )


@tree_fault("code-imports-unsorted", reds=("code.imports-sorted", "code.lint-clean"))
def code_imports_unsorted(tree: Tree) -> None:
    """Import Django before the standard library."""
    text = '"""Clock."""\n\nfrom django.utils import timezone\nimport datetime\n\nNOW = timezone.now, datetime.UTC\n'
    tree.add("store/clock.py", text)


@tree_fault("code-indented-by-three", reds=("code.pep8",), also=("code.lint-clean",))
def code_indented_by_three(tree: Tree) -> None:
    """Indent with three spaces."""
    tree.add(
        "store/rounding.py", '"""Rounding."""\n\n\ndef cents(price: float) -> int:\n   return round(price * 100)\n'
    )


@tree_fault("code-shell", reds=("code.sast-clean",))
def code_shell(tree: Tree) -> None:
    """Run a shell command with a text of the visitor's in it."""
    code = '"""Labels."""\n\nimport subprocess\n\n\ndef label(name: str) -> int:\n'
    tree.add("store/labels.py", code + '    return subprocess.call(f"print-label {name}", shell=True)\n')


@tree_fault("code-sql-built", reds=("code.sql-injection-scan", "code.no-raw-sql"), also=("code.lint-clean",))
def code_sql_built(tree: Tree) -> None:
    """Put what a visitor wrote into SQL; the linter does not like the percent sign either."""
    code = "\n\ndef found(request: HttpRequest) -> object:\n"
    code += '    return Product.objects.raw("SELECT id FROM store_product WHERE name = \'%s\'" % request.GET["q"])\n'
    tree.add(APP, code)


@tree_fault("code-key-in-file", reds=("secrets.no-hardcoded",), also=("secrets.never-committed",))
def code_key_in_file(tree: Tree) -> None:
    """Write a live key of the payment service into a module."""
    key = "sk_" + "live_" + "51Hb8xQ2ZrT9vLw4NcYp7KdG"
    tree.add("store/payment.py", f'"""Payment."""\n\nSTRIPE_SECRET_KEY = "{key}"\n')


@tree_fault("key-in-history", reds=("secrets.never-committed",))
def key_in_history(tree: Tree) -> None:
    """Have committed a live key of the payment service once, and taken it out again."""
    key = "sk_" + "live_" + "51Hb8xQ2ZrT9vLw4NcYp7KdG"
    tree.add("store/till.py", f'"""The till."""\n\nSTRIPE_SECRET_KEY = "{key}"\n')
    tree.publish()
    (tree.root / "store/till.py").unlink()


@tree_fault("code-password-default", reds=("secrets.no-hardcoded",), also=("secrets.never-committed",))
def code_password_default(tree: Tree) -> None:
    """Let a password stand in the code for the variable that may be missing."""
    tree.add(
        "store/mailbox.py",
        '"""The mailbox."""\n\nimport os\n\nWORD = os.environ.get("EMAIL_HOST_PASSWORD", "xxV5wYMWUtzaj3OPis0G")\n',
    )


@tree_fault("code-dependency-vulnerable", reds=("code.dependencies-no-cves",), also=("code.dependencies-current",))
def code_dependency_vulnerable(tree: Tree) -> None:
    """Pin a Django with known vulnerabilities, whose line has ended, too."""
    tree.edit("requirements.txt", "django==5.2.19", "django==3.2.0")
