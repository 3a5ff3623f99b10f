"""SQL, templates and forms as they are really written."""

from __future__ import annotations

import pytest

from tests.checks.code.project import Project

RAW = {
    "cursor.execute('SELECT 1')": "execute()",
    "with connection.cursor() as c:\n    c.execute(query)": "execute()",
    "connection.cursor().executemany(query, rows)": "executemany()",
    "Order.objects.raw(query)": "raw()",
    "orders.extra(where=['total > 5'])": "extra()",
    "RawSQL('total + 1', [])": "RawSQL()",
    "from sqlalchemy import text as t\nsession.execute(t(query))": "text()",
    "session.execute('DELETE FROM carts')": "execute()",
    "from sqlalchemy import text\nsession.execute(text('SELECT 1'))": "",
    "session.execute(select(Order))": "",
    "logger.info('SELECT', extra={'a': 1})": "",
    "task.execute(name)": "",
    "request.raw(name)": "",
    "'cursor.execute(1)'": "",
}


@pytest.mark.parametrize(("text", "what"), RAW.items())
def test_raw_sql(project: Project, text: str, what: str) -> None:
    project.write("shop/views.py", text + "\n")
    for name in ("shop/tests/test_views.py", "shop/migrations/0001_x.py"):
        project.write(name, "cursor.execute('SELECT 1')\n")
    finding = project.judge("code.no-raw-sql")
    last = text.splitlines()[-1].strip()
    assert finding.observed == (f"SQL by hand: shop/views.py:{len(text.splitlines())} {what}: {last}" if what else "")


def test_a_file_that_cannot_be_parsed_is_not_passed_over(project: Project) -> None:
    project.write("shop/views.py", "def x(:\n")
    finding = project.judge("code.no-raw-sql")
    assert finding.outcome == "unverified"
    assert finding.reason == "files that cannot be parsed: shop/views.py:1 invalid syntax"


UNESCAPED = {
    "{{ review.text|safe }}": "a.html:1 |safe: {{ review.text|safe }}",
    "\n{{ x | default:'' | safeseq }}": "a.html:2 |safeseq: {{ x | default:'' | safeseq }}",
    "{% autoescape off %}": "a.html:1 autoescape is switched off: {% autoescape off %}",
    "{%- autoescape false -%}": "a.html:1 autoescape is switched off: {%- autoescape false -%}",
    "{{ x|default:'|safe' }} |safe {# {{ x|safe }} #}": "",
    "{% comment %}{{ x|safe }}{% endcomment %}{% verbatim %}{{ x|safe }}{% endverbatim %}": "",
    "{{ x|safe_name }}": "",
}


@pytest.mark.parametrize(("text", "wrong"), UNESCAPED.items())
def test_templates_that_do_not_escape(project: Project, text: str, wrong: str) -> None:
    project.write("a.html", text)
    project.write("shop.py", "")
    finding = project.judge("code.autoescape-intact")
    assert finding.observed == (f"not escaped: {wrong}" if wrong else "")
    assert wrong or finding.reason.startswith("whether the template engines escape cannot be seen: ")


CALLS = {
    "from django.utils.safestring import mark_safe as m\nm(x)": "mark_safe() of what is not a literal",
    "from markupsafe import Markup\nMarkup('<b>') + x": "",
    "from markupsafe import Markup\nMarkup(f'<b>{x}')": "Markup() of what is not a literal",
    "from jinja2 import Environment\nEnvironment(loader=x)": "Environment without autoescape",
    "from jinja2 import Environment\nEnvironment(autoescape=True)": "",
    "from django.utils.html import format_html\nformat_html('<b>{}', x)": "",
    "from django.utils.html import format_html\nformat_html(f'<b>{x}')": (
        "format_html() with a template that is not a literal"
    ),
    "import x\nOPTIONS = {'autoescape': False}": "autoescape is switched off",
    "import x\napp.jinja_env.autoescape = False": "autoescape is switched off",
    "import x\nmark_safe(x)": "",
    "import django.utils.safestring\ndjango.utils.safestring.mark_safe(x)": "mark_safe() of what is not a literal",
    "import jinja2 as j\nj.Environment()": "Environment without autoescape",
    "from jinja2.sandbox import SandboxedEnvironment as E\nE()": "SandboxedEnvironment without autoescape",
    "from jinja2 import Template\nTemplate('{{ x }}')": "Template without autoescape",
    "from jinja2 import Template\nTemplate('{{ x }}', autoescape=True)": "",
    "from jinja2 import Template\nTemplate(text)": "Template() with a template that is not a literal",
    "from django.template import Template\nTemplate(text)": "Template() with a template that is not a literal",
    "from django.template import Template\nTemplate('{{ x }}')": "",
    "from string import Template\nTemplate(text)": "",
    "from django.template import Context\nContext(x, autoescape=False)": "Context without autoescape",
    "from flask import render_template_string as r\nr(f'Hi {x}')": (
        "render_template_string() with a template that is not a literal"
    ),
    "from flask import render_template_string as r\nr(PAGE, x=x)\nPAGE = '{{ x }}'": "",
    "from django.template import engines\nengines['django'].from_string(x)": (
        "from_string() with a template that is not a literal"
    ),
    "import x\nVersion.from_string(x)": "",
    "from django.utils.safestring import mark_safe\n@mark_safe\ndef f(x): return x": (
        "@mark_safe of what a function returns"
    ),
}


@pytest.mark.parametrize(("text", "what"), CALLS.items())
def test_code_that_does_not_escape(project: Project, text: str, what: str) -> None:
    project.write("shop.py", text + "\n")
    finding = project.judge("code.autoescape-intact")
    assert finding.observed == (f"not escaped: shop.py:2 {what}: {text.splitlines()[1]}" if what else "")


FORMS = {
    '<form method="post">{% csrf_token %}</form>': "",
    '<form method="POST" action="{% url "pay" %}">{{ form.hidden_tag() }}</form>': "",
    "<form method=post><input value='{{ csrf_token() }}'></form>": "",
    '<form method="post">{% include "fields.html" %}</form>': "",
    '<form method="post" action="https://pay.example/">x</form><form method=post>{% csrf_token %}': "",
    '<form method="post" action="{% url "pay" %}">\n</form>{% csrf_token %}': "shop.html:1",
    '\n<form method="post">{# {% csrf_token %} #}</form>': "shop.html:2",
    '<form method="post">{% include "other.html" %}</form>': "shop.html:1",
    '<form {% if x %}id="y" {% endif %}method="post"></form>': "shop.html:1",
    '<form{% if x %} id="y"{% endif %} method="post"></form>': "shop.html:1",
    '<form method="post"><!-- {% csrf_token %} --></form>': "shop.html:1",
    '<form method="post"><!-- a token --> {% csrf_token %}</form>': "",
    "{% load crispy_forms_tags %}{% crispy form %}": "",
    '<form method="post">{% crispy form form.helper %}</form>': "",
    '<form method="post">{{ form|crispy }}</form>': "shop.html:1",
    '<form method="post">{% if csrf_token %}x{% endif %}</form>': "shop.html:1",
    '<form method="post">{% if\ncsrf_token %}{% csrf_token %}{% endif %}</form>': "",
    '<form method="post">{% if\ncsrf_token %}x{% endif %}</form>': "shop.html:1",
    '<form method="post">{% trans "csrf_token" %}</form>': "shop.html:1",
    '<form method="post">{% csrf_token %}</form>{% comment %}<form method="post"></form>{% endcomment %}': "",
    '<form method="post" action="{% if x %}https://x/{% else %}/y{% endif %}"></form>': "shop.html:1",
}


@pytest.mark.parametrize(("text", "place"), FORMS.items())
def test_forms(project: Project, text: str, place: str) -> None:
    project.write("shop.html", text)
    project.write("templates/fields.html", "{% csrf_token %}")
    project.write("templates/other.html", "<input>")
    finding = project.judge("code.csrf-tokens-in-templates")
    assert finding.outcome == ("failed" if place else "passed")
    assert finding.observed.startswith(f"without a CSRF token: {place}: <form" if place else "")


def test_no_form_cannot_be_told(project: Project) -> None:
    project.write("shop.html", '<form method="get"></form>')
    finding = project.judge("code.csrf-tokens-in-templates")
    assert (finding.outcome, finding.reason) == ("unverified", "none of 1 templates has a form that posts")


BUILT = {
    'cursor.execute(f"SELECT {x}")': True,
    'cursor.execute("SELECT %s" % x)': True,
    'cursor.execute("SELECT " + x)': True,
    'cursor.execute("SELECT {}".format(x))': True,
    'q = f"SELECT {x}"\ncursor.execute(q)': True,
    'q = "SELECT 1"\nq += x\ncursor.execute(q)': True,
    "Order.objects.extra(where=[f'n = {x}'])": True,
    'Q = "SELECT %s"\ncursor.execute(Q % x)': True,
    'Q = "SELECT {}"\ndef f(cursor, x):\n    cursor.execute(Q.format(x))': True,
    'q = "SELECT %s"\nq = q % x\ncursor.execute(q)': True,
    'Q = "SELECT "\ncursor.execute(Q + x)': True,
    'Q = "SELECT 1"\ncursor.execute(Q + " + 1")': False,
    'q = "SELECT 1"\nq = request.body\ncursor.execute(q + " + 1")': True,
    'cursor.execute(" ".join(["SELECT", x]))': True,
    'parts = ["SELECT 1"]\nparts.append(x)\nq = " ".join(parts)\ncursor.execute(q)': True,
    'cursor.execute("SELECT a FROM T".replace("T", x))': True,
    'Q = "SELECT a FROM T"\ncursor.execute(Q.replace("T", x))': True,
    'cursor.execute("SELECT {x}".format_map(data))': True,
    'cursor.execute(Template("SELECT $x").substitute(x=x))': True,
    'cursor.execute(textwrap.dedent(f"SELECT {x}").strip())': True,
    'cursor.execute(sql.SQL(f"SELECT {x}"))': True,
    'cursor.execute(" ".join(["SELECT", "1"]))': False,
    'cursor.execute("SELECT a FROM T".replace("T", "tea"))': False,
    'cursor.execute(sql.SQL(", ").join(names))': False,
    'cursor.execute(sql.SQL("SELECT {}").format(sql.Identifier(f"tea_{x}")))': False,
    'cursor.execute("SELECT %s", [x])': False,
    'cursor.execute("SELECT " "1")': False,
    'cursor.execute(sql.SQL("SELECT {}").format(sql.Identifier(x)))': False,
}


@pytest.mark.parametrize(("text", "is_built"), BUILT.items())
def test_sql_put_together(project: Project, text: str, is_built: bool) -> None:
    project.write("shop.py", text + "\n")
    finding = project.judge("code.sql-injection-scan")
    assert finding.outcome == ("failed" if is_built else "passed"), finding
