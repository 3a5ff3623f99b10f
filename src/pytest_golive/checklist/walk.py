"""BLOCKS → DRAFTS: goes through a document once and drafts a line for each thing that needs a result."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate

from markdown_it import MarkdownIt

from pytest_golive.checklist import fences, kinds, labels, refusals, tables
from pytest_golive.checklist.annotations import severity_of_line
from pytest_golive.checklist.blocks import Block, boxes_in_html, is_contents
from pytest_golive.checklist.drafts import Draft, Place
from pytest_golive.checklist.inline import Segment, joined_segments, lone_segment, plain, segments
from pytest_golive.checklist.model import Kind, Phase
from pytest_golive.checklist.risks import risk_of
from pytest_golive.checklist.shapes import (
    Topic,
    condition_of,
    leave_of,
    phase_of,
    phase_of_line,
    says_must,
    severity_of,
    unless_must,
)
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_LISTS = frozenset(("bullet_list", "ordered_list"))
_CODE = frozenset(("fence", "code_block"))
_LEADS_AWAY = lazily(r"(?i)\b(?:see|read|refer to|more information|references?|links)\b[^.]*:$")
_ALTERNATIVE = lazily(r"(?i)or\b")
_SIGNS = lazily(r"(?i)sign|decision|approv")
_LONG = 12
"""More words than this after a label are prose, not a value."""


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Below which line the walk is, and what a label near by says it is about."""

    parent: Draft | None = None
    topic: Topic | None = None
    in_list: bool = False


class Walk:
    """One walk over one document."""

    def __init__(self, tree: list[Block], markdown: MarkdownIt) -> None:
        titles = [block for block in tree if block.kind == "heading" and block.token.tag == "h1"]
        self.drafts: list[Draft] = []
        self.title = plain(titles[0].inline) if titles and titles[0].inline else ""
        self._only_title = titles[0] if len(titles) == 1 else None
        self._markdown = markdown
        self._headings: list[tuple[int, Place]] = []
        self._label_phase: Phase | None = None
        self._taken: Block | None = None
        self._has_boxes = any(self._has_box(block) for block in tree)

    @property
    def place(self) -> Place:
        """The section the walk is in."""
        return self._headings[-1][1] if self._headings else Place()

    def through(self, siblings: list[Block], scope: Scope = Scope()) -> None:
        """Walk over blocks that stand side by side."""
        lead: Scope | None = None
        above: Draft | None = None
        for index, block in enumerate(siblings):
            following = siblings[index + 1] if index + 1 < len(siblings) else None
            inner, lead = lead or scope, None
            owner, above = above, None
            if block.kind == "heading" and not scope.in_list and not self._is_form(block):
                self._heading(block)
            elif block.inline and block.kind in {"paragraph", "heading"}:
                lead = self._paragraph(block, scope, following, owner)
            elif block.kind in _LISTS:
                above = self._list(block, inner)
            elif block.kind in _CODE:
                # A fence at the margin right after a list belongs to the last entry, as people mean it.
                self._code(block, inner if inner.parent else replace(inner, parent=owner))
            elif block.kind == "table":
                self._table(block, inner)
            elif block.kind == "html_block":
                self._html(block, inner)
            else:
                self.through(block.children, inner)

    def _add(self, number: int, text: str, kind: Kind, scope: Scope) -> Draft:
        """Draft a line: it declares things itself, or takes them from its parent, or from its section."""
        place, parent = self.place, scope.parent
        above: Draft | Place = parent or place
        label_phase = self._label_phase if parent is None else None
        optional, condition = leave_of(text, above=above.optional)
        draft = Draft(
            number=number,
            text=labels.clean(text),
            kind=kind,
            place=place,
            parent=parent,
            group=place.group if parent is None else None,
            severity=unless_must(severity_of_line(text) or above.severity, text),
            phase=phase_of_line(text) or label_phase or above.phase,
            optional=optional,
            applies_if=condition or above.applies_if,
            condition=condition_of(text) or "",
            written=text,
        )
        self.drafts.append(draft)
        return draft

    def _setting(self, scope: Scope, *, ordered: bool = False) -> kinds.Setting:
        parent, place = scope.parent, self.place
        return kinds.Setting(
            topic=scope.topic or place.topic,
            phase=parent.phase if parent else self._label_phase or place.phase,
            parent=parent.kind if parent else None,
            ordered=ordered,
            has_boxes=self._has_boxes,
        )

    # Headings

    def _heading(self, block: Block) -> None:
        level = int(block.token.tag[1:])
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        self._label_phase = None
        outer = self.place
        found = segments(block.inline, self._markdown) if block.inline else []
        title = " ".join(segment.text for segment in found).strip()
        place = outer.below(title, is_title=block is self._only_title)
        self._headings.append((level, place))
        if found and found[0].boxed:
            kind = kinds.kind_of_box(title, self._setting(Scope()))
            draft = self._add(found[0].number, title, kind, Scope())
            draft.heads, draft.checked = True, found[0].checked
            draft.pins = tuple(pin for segment in found for pin in segment.pins)
            self._headings[-1] = (level, replace(place, group=draft))

    def _is_form(self, block: Block) -> bool:
        """Whether a heading is only a form line that a ruler follows too closely (``Date: ____⏎---``)."""
        if block.token.markup != "-" or not block.inline:
            return False
        found = segments(block.inline, self._markdown)
        return any(labels.is_form(segment.text) for segment in found) or any(
            segment.checked is not None for segment in found[1:]
        )

    # Lists

    def _list(self, block: Block, scope: Scope) -> Draft | None:
        """Draft the entries of a list; gives back the last one."""
        last: Draft | None = None
        for item in () if is_contents(block) else block.children:
            draft = self._item(item, scope, ordered=block.kind == "ordered_list")
            if draft and last and _ALTERNATIVE.match(draft.text):
                # "Use A" / "Or buy B": either will do, so neither is needed.
                last.optional = last.optional or not says_must(last.text)
            last = draft or last
        return last

    def _item(self, item: Block, scope: Scope, *, ordered: bool) -> Draft | None:
        first = item.children[0] if item.children else None
        if first is None or first.inline is None:
            self.through(item.children, replace(scope, in_list=True))
            return None
        head, *more = joined_segments(segments(first.inline, self._markdown))
        if not head.text and head.checked is None:
            for segment in more:
                self._entry(segment, scope)
            self.through(item.children[1:], replace(scope, in_list=True))
            return None
        draft = self._entry(head, scope, ordered=ordered)
        topic = kinds.topic_below(draft.kind, scope.topic or self.place.topic)
        below = Scope(parent=draft, topic=topic, in_list=True)
        for segment in more:
            self._entry(segment, below if segment.checked is None else scope)
        self.through(item.children[1:], below)
        return draft

    def _entry(self, segment: Segment, scope: Scope, *, ordered: bool = False) -> Draft:
        setting = self._setting(scope, ordered=ordered)
        kind = (kinds.kind_of_box if segment.boxed else kinds.kind_of_entry)(segment.text, setting)
        role = labels.role_of(segment.text) if kind is Kind.SIGNOFF else ""
        draft = self._add(segment.number, role or segment.text, kind, scope)
        draft.checked, draft.pins = segment.checked, segment.pins
        if kind is Kind.ITEM and kinds.is_prepared(segment.text, setting):
            draft.phase = Phase.PRE_DEPLOY
        if kind is Kind.MAINTENANCE and (upkeep := labels.upkeep_of(segment.text)) and segment.checked is None:
            draft.phase = upkeep
        return draft

    # Paragraphs

    def _paragraph(
        self, block: Block, scope: Scope, following: Block | None, owner: Draft | None = None
    ) -> Scope | None:
        """Draft what a paragraph asks for; gives back the scope of a list or fence that belongs to it."""
        assert block.inline is not None, "only paragraphs with text come here"
        found = segments(block.inline, self._markdown)
        prose: list[Segment] = []
        reminded: list[Segment] = []
        lead: Scope | None = None
        reminder, above = False, scope.parent or owner
        for index, segment in enumerate(found):
            after = following if index + 1 == len(found) else None
            if segment.label:
                reminder = labels.is_reminder(segment.label)
            if segment.is_legend:
                prose.append(segment)
            elif segment.boxed:
                self._entry(segment, scope)
            elif refusals.below(segment.text) if above else refusals.in_field(segment.text):
                # Right after a list it is about its last entry, and judged by itself too: it may be about all of it.
                self._field(segment, segment.text, Kind.RECORD, scope).group = owner or self.place.group
            elif segment.label and reminder:
                reminded.append(replace(segment, text=segment.value))
            elif not reminder and (label := self._labelled(segment, scope, after)):
                lead = label
            else:
                (reminded if reminder else prose).append(segment)
        self._prose(prose, scope, following)
        self._prose(reminded, scope, following, reminder=True)
        if found and found[-1] in prose and _LEADS_AWAY.search(found[-1].text):
            return Scope(parent=scope.parent, topic=Topic.REFERENCE, in_list=scope.in_list)
        return lead if following and following.kind in _LISTS | _CODE | {"table"} else None

    def _labelled(self, segment: Segment, scope: Scope, following: Block | None) -> Scope | None:
        """Draft a line for ``**Label:** value``; None when the segment is not of that shape."""
        label, value = segment.label, segment.value
        if not label and segment.all_bold and following and following.kind in _LISTS:
            label = segment.text
        if not label:
            label, value = labels.label_of(segment.text)
            if not labels.is_form(segment.text) and not labels.is_placeholder(value):
                return None
        prose = len(value.split()) > _LONG and not labels.asks_to_verify(value)
        if value and (prose or labels.is_remark(label)) and not labels.is_form(segment.text):
            return None
        if not value and not labels.fillable(segment.text):
            return self._group(segment, label, scope, following)
        kind = self._kind_of_field(label, segment.text, scope)
        role = labels.role_of(segment.text) if kind is Kind.SIGNOFF else ""
        self._field(segment, role or segment.text, kind, scope)
        return scope

    def _kind_of_field(self, label: str, text: str, scope: Scope) -> Kind:
        topic = scope.topic or self.place.topic
        if labels.is_signing(label):
            return Kind.SIGNOFF
        if labels.asks_to_verify(_after(text)):
            return Kind.CONDITION
        if topic is Topic.CONTACTS and not labels.is_field_name(label):
            return Kind.CONTACT
        is_role = bool(labels.role_of(text)) or (labels.is_blank(_after(text)) and not labels.is_field_name(label))
        return Kind.SIGNOFF if is_role and topic is Topic.SIGNOFF else Kind.RECORD

    def _field(self, segment: Segment, text: str, kind: Kind, scope: Scope) -> Draft:
        draft = self._add(segment.number, text, kind, scope)
        draft.pins = segment.pins
        return draft

    def _group(self, segment: Segment, label: str, scope: Scope, following: Block | None) -> Scope | None:
        """Draft a label that has nothing on its own line: it speaks for the list or fence below it."""
        if labels.is_remark(label):
            shown = following and following.kind in _CODE and not self._is_list(following)
            self._taken = following if shown else None
            return None
        if following and following.kind in _CODE and self._is_template(following):
            self._taken = following
            entries = fences.template(following.token.content, 1)
            text = f"{label}: {' '.join(entry.text for entry in entries)}"
            self._field(segment, text, Kind.RECORD, scope)
            return scope
        if following is None or following.kind not in _LISTS | _CODE:
            if labels.is_field_name(label):
                self._field(segment, label, Kind.RECORD, scope)
                return scope
            return None
        self._label_phase = phase_of(label) or self._label_phase
        setting = self._setting(scope)
        kind = kinds.kind_of_group(label, setting, self._is_signing_form(following))
        draft = self._field(segment, label, kind, scope)
        draft.severity = severity_of(label) or draft.severity
        draft.phase = phase_of(label) or draft.phase
        return Scope(parent=draft, topic=kinds.topic_of_group(kind, setting.topic), in_list=scope.in_list)

    def _prose(self, found: list[Segment], scope: Scope, following: Block | None, *, reminder: bool = False) -> None:
        """Draft the sentences of prose that ask for something; all of them after "Remember:"."""
        if not found:
            return
        text = " ".join(segment.text for segment in found)
        if following and text.endswith(":") and following.kind in _CODE and self._is_template(following):
            self._taken = following
            entries = fences.template(following.token.content, 1)
            label = self.place.titles[-1] if self.place.titles else text.rstrip(":")
            self._field(found[0], f"{label}: {' '.join(entry.text for entry in entries)}", Kind.RECORD, scope)
            return
        ends = list(accumulate(len(segment.text) + 1 for segment in found))
        offset = 0
        for sentence in labels.sentences(text):
            source = found[min(bisect_right(ends, offset), len(found) - 1)]
            offset += len(sentence) + 1
            kind = kinds.kind_of_sentence(sentence) or (Kind.CONDITION if reminder and sentence else None)
            if kind is None:
                continue
            draft = self._add(source.number, sentence, kind, scope)
            draft.phase = labels.upkeep_of(sentence) or draft.phase
            draft.pins = source.pins

    def _is_signing_form(self, block: Block) -> bool:
        """Whether a list is a form for one person's signature: name, date, decision."""
        if block.kind not in _LISTS:
            return False
        inlines = (item.children[0].inline for item in block.children if item.children)
        names = [labels.label_of(plain(inline))[0] if inline else "" for inline in inlines]
        return all(map(labels.is_field_name, names)) and any(map(_SIGNS.match, names))

    # Code and tables

    def _is_template(self, block: Block) -> bool:
        lang = fences.language(block.token.info)
        return not self._is_list(block) and fences.is_template(lang, block.token.content)

    def _is_list(self, block: Block) -> bool:
        """Whether an indented code block is a list of boxes that was set in too far."""
        return block.kind == "code_block" and self._has_box(block)

    def _code(self, block: Block, scope: Scope) -> None:
        if block is self._taken:
            return
        lang, content = fences.language(block.token.info), block.token.content
        first = block.number + (block.kind == "fence")
        topic = scope.topic or self.place.topic
        if topic is not Topic.REFERENCE or block.kind == "code_block":
            marked = block.kind == "code_block" or scope.parent is not None
            boxes, content = fences.boxes(lang, content, first, marked=marked)
            for box in boxes:
                self._entry(lone_segment(box.number, box.text, self._markdown), scope)
        if fences.is_variables(lang, content):
            self._entries(fences.variables(content, first), Kind.ENVVAR, scope)
        elif fences.is_template(lang, content):
            self._entries(fences.template(content, first), Kind.RECORD, scope)
        elif fences.is_commands(lang, scope.parent is not None) and topic is not Topic.REFERENCE:
            self._entries(fences.commands(content, first), Kind.COMMAND, scope)

    def _entries(self, entries: Iterable[fences.Entry], kind: Kind, scope: Scope) -> None:
        for entry in entries:
            titled = f"{entry.comment}: {entry.text}" if entry.comment and kind is Kind.COMMAND else entry.text
            draft = self._add(entry.number, titled, kind, scope)
            draft.text = titled
            optional, condition = leave_of(entry.comment)
            draft.optional = draft.optional or optional
            draft.applies_if = condition or draft.applies_if
            draft.condition = draft.condition or condition_of(entry.comment) or ""

    def _table(self, block: Block, scope: Scope) -> None:
        setting = self._setting(scope)
        for row in tables.rows(block, setting.topic, self._markdown):
            boxed = row.kind is Kind.ITEM
            kind = kinds.kind_of_box(row.text, setting) if boxed else row.kind
            draft = self._add(row.number, row.text, kind, scope)
            draft.name, draft.checked, draft.pins, draft.owner = row.name, row.checked, row.pins, row.owner
            draft.refused = row.refused
            draft.severity = unless_must(row.severity, row.text) or draft.severity
            if kind is Kind.RISK:
                self._rated(draft, row)

    def _rated(self, draft: Draft, row: tables.Row) -> None:
        """A risk is as severe as its own cell says, and only its name can state a condition of it."""
        place, draft.cells = self.place, row.cells
        name = risk_of(row.cells).name
        draft.severity = row.severity or place.severity
        draft.optional, condition = leave_of(name, above=place.optional)
        draft.applies_if, draft.condition = condition or place.applies_if, condition_of(name) or ""

    def _html(self, block: Block, scope: Scope) -> None:
        """Draft the boxes of a list that is none to Markdown, for want of an empty line below ``<details>``."""
        for number, text in boxes_in_html(block):
            self._entry(lone_segment(number, text, self._markdown), scope)

    def _has_box(self, block: Block) -> bool:
        if block.kind == "table":
            return tables.has_box(block)
        if block.kind in _CODE:
            lang, marked = fences.language(block.token.info), block.kind == "code_block"
            return bool(fences.boxes(lang, block.token.content, 1, marked=marked)[0])
        if block.inline and "[" in block.inline.content:
            found = segments(block.inline, self._markdown)
            return any(segment.boxed for segment in found)
        return any(self._has_box(child) for child in block.children)


def _after(text: str) -> str:
    return labels.label_of(text)[1]
