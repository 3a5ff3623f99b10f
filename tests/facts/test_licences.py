"""Which licence a text is."""

from __future__ import annotations

import pytest

from pytest_golive.facts.licences import recognise


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("GNU GENERAL PUBLIC LICENSE\nVersion 3 … 13. Use with the GNU Affero General Public License.", "GPL-3.0"),
        ("GNU AFFERO GENERAL PUBLIC LICENSE\nVersion 3 … the GNU General Public License", "AGPL-3.0"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3 … of the GNU General Public License", "LGPL-3.0"),
        ("GNU LESSER GENERAL PUBLIC LICENSE\nVersion 2.1, February 1999 … version 3", "LGPL-2.1"),
        ("Mozilla Public License Version 2.0 … 1.12. the GNU Affero General Public License, Version 3.0", "MPL-2.0"),
        ("", ""),
    ],
)
def test_a_licence_is_known_by_the_first_name_in_it(text: str, name: str) -> None:
    assert recognise(text) == name
