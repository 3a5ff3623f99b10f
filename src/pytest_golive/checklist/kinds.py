"""ENTRIES → KINDS: what sort of line a box, a bullet, a step or a label is, from its words and its place."""

from __future__ import annotations

from pytest_golive.checklist import labels, refusals
from pytest_golive.checklist.model import Kind, Phase
from pytest_golive.checklist.shapes import INTERVALS, Topic, topic_of
from pytest_golive.data import dataclass
from pytest_golive.patterns import lazily

_PREPARED = lazily(
    r"(?i)\b(?:documented|tested|ready|prepared|available|verified|in place|defined|reviewed|configured"
    r"|planned|created|written|agreed|known|noted|practi[sc]ed)\b(?: (?:on|in|with|by) [\w ]+)?\W*(?:\(.*\))?$"
    r"|\b(?:rehears(?:ed|al|e)\b|dry[ -]run|drill\b)|^practi[sc]ed\b"
)

_TOPIC_KINDS = {
    Topic.CRITERIA: Kind.CRITERION,
    Topic.TRIGGERS: Kind.TRIGGER,
    Topic.PROCEDURE: Kind.PROCEDURE,
    Topic.CONTACTS: Kind.CONTACT,
}
_LABEL_TOPICS = {kind: topic for topic, kind in _TOPIC_KINDS.items()} | {Kind.SIGNOFF: Topic.SIGNOFF}
_PEOPLE_AND_REMARKS = frozenset((Topic.CONTACTS, Topic.SIGNOFF, Topic.REFERENCE))


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What surrounds an entry, as far as its kind depends on it."""

    topic: Topic
    phase: Phase
    parent: Kind | None = None
    ordered: bool = False
    has_boxes: bool = True
    """Whether the document has any box at all; in one without, plain entries are its items."""

    @property
    def procedure(self) -> bool:
        """Whether entries are steps to take when something goes wrong."""
        return self.topic is Topic.PROCEDURE or (self.topic is Topic.GENERAL and self.phase is Phase.ROLLBACK)


def topic_below(kind: Kind, topic: Topic) -> Topic:
    """The topic of what belongs to a list entry of ``kind``."""
    if kind in {Kind.ITEM, Kind.STEP, Kind.CONDITION} and topic in _PEOPLE_AND_REMARKS:
        return Topic.GENERAL
    return topic_of_group(kind, topic)


def topic_of_group(kind: Kind, topic: Topic) -> Topic:
    """The topic of the list below a bold label of ``kind``."""
    return _LABEL_TOPICS.get(kind, Topic.REFERENCE if kind is Kind.RECORD else topic)


def is_prepared(text: str, setting: Setting) -> bool:
    """Whether a line below a rollback or emergency heading is due before the release.

    "Rollback plan documented" is a state to reach in time; "Restore the backup" is a step for the bad day.
    """
    return setting.procedure and bool(_PREPARED.search(text))


def kind_of_box(text: str, setting: Setting) -> Kind:
    """The kind of a line with a box."""
    if setting.topic is Topic.SIGNOFF and labels.role_of(text):
        return Kind.SIGNOFF
    if setting.topic is Topic.CONTACTS and labels.is_blank_or_placeholder(text):
        return Kind.CONTACT
    if setting.topic is Topic.CRITERIA:
        return Kind.CRITERION
    if setting.topic is Topic.TRIGGERS:
        return Kind.TRIGGER
    if setting.procedure:
        return Kind.ITEM if is_prepared(text, setting) else Kind.PROCEDURE
    if setting.phase in INTERVALS:
        return Kind.MAINTENANCE
    if setting.topic is Topic.VARIABLES and labels.is_variable(text):
        return Kind.ENVVAR
    return Kind.STEP if setting.ordered else Kind.ITEM


def kind_of_entry(text: str, setting: Setting) -> Kind:
    """The kind of a bullet or step without a box."""
    if labels.is_command(text):
        return Kind.COMMAND
    if setting.parent and refusals.below(text):
        return Kind.RECORD
    if setting.topic in {Topic.SIGNOFF, Topic.CONTACTS}:
        return _kind_of_person(text, setting)
    if labels.is_record(text) and (setting.parent or labels.is_form(text)):
        return Kind.RECORD
    if setting.topic is Topic.REFERENCE:
        return _kind_of_remark(text)
    if setting.topic in _TOPIC_KINDS:
        return _TOPIC_KINDS[setting.topic]
    if setting.procedure:
        return Kind.PROCEDURE
    if labels.is_lone_variable(text) or (setting.topic is Topic.VARIABLES and labels.is_variable(text)):
        return Kind.ENVVAR
    if setting.ordered:
        return Kind.STEP if setting.parent or setting.has_boxes else Kind.ITEM
    if labels.is_target(text):
        return Kind.TARGET
    if setting.phase in INTERVALS:
        return Kind.MAINTENANCE
    return Kind.CONDITION if setting.parent or setting.has_boxes else Kind.ITEM


def kind_of_group(label: str, setting: Setting, fields_only: bool) -> Kind:
    """The kind of a bold label with a list below it."""
    if fields_only:
        return Kind.SIGNOFF
    topic = topic_of(label) or setting.topic
    if topic in _TOPIC_KINDS:
        return _TOPIC_KINDS[topic]
    if topic is Topic.REFERENCE:
        return Kind.RECORD
    return Kind.PROCEDURE if setting.procedure else Kind.CONDITION


def kind_of_sentence(sentence: str) -> Kind | None:
    """The kind of a sentence of prose; None when it asks for nothing."""
    if labels.rules_the_list(sentence):
        return Kind.CRITERION
    if labels.upkeep_of(sentence):
        return Kind.MAINTENANCE
    return Kind.CONDITION if labels.asks_to_verify(sentence) else None


def _kind_of_person(text: str, setting: Setting) -> Kind:
    if setting.topic is Topic.CONTACTS:
        return Kind.CONTACT
    label, value = labels.label_of(text)
    if setting.parent is Kind.SIGNOFF or (labels.is_field_name(label) and not labels.role_of(text)):
        return Kind.RECORD
    return Kind.SIGNOFF if labels.role_of(text) or (label and labels.is_blank(value)) else Kind.CONDITION


def _kind_of_remark(text: str) -> Kind:
    kind = kind_of_sentence(text)
    return kind if kind in {Kind.CRITERION, Kind.MAINTENANCE} else Kind.RECORD
