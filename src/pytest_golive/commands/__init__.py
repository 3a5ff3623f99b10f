"""The commands of ``golive`` that come before, beside and after a run; `cli.py` calls them.

What people say: `people.py` (attest, waive, na, fill, todo), `asking.py` (one line after another), `places.py` (which
line is meant). Who signs, and whether a deploy may go on: `signing.py`. What staging leaves behind for production:
`stack.py`, `rehearsing.py`.
"""
