"""Notices of Amazon SNS, as bKash sends them: only Amazon can sign one, so all that is made here is forged.

What this cannot show: a shop that takes notices which Amazon has signed for another's topic, and one that fetches
the certificate from anywhere (nothing is served at the addresses named here).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

from pytest_golive.contracts.gateways.base import Call

SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}
ARN_PARTS = 6


def text_to_sign(message: Mapping[str, str]) -> bytes:
    """What the signature is over: key, newline, value, newline for each signed key that is there."""
    keys = SIGNED.get(message.get("Type", ""), ())
    return "".join(f"{key}\n{message[key]}\n" for key in keys if key in message).encode()


def forged_notices(topic: str, notice: Mapping[str, str]) -> tuple[Call, ...]:
    """Notifications that no careful endpoint takes, and a confirmation whose URL it must not fetch.

    Args:
        topic: ARN that the shop expects.
        notice: the inner message about an unpaid payment.
    """
    sign = _Signer()
    parts = topic.split(":")
    region = parts[3] if len(parts) == ARN_PARTS else "ap-southeast-1"
    host = f"sns.{region}.amazonaws.com"
    pem = "/SimpleNotificationService-7ff5318490ec183fbaddaa2a969abfda.pem"
    message = {
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": topic,
        "Message": json.dumps(notice),
        "Timestamp": "2026-11-21T10:00:00.000Z",
        "SignatureVersion": "2",
        "SigningCertURL": f"https://{host}{pem}",
    }
    good = sign(message)
    foreign = ":".join([*parts[:4], "999999999999", "another-shop"]) if len(parts) == ARN_PARTS else f"{topic}-another"
    confirmation = {
        **{key: value for key, value in message.items() if key != "Subject"},
        "Type": "SubscriptionConfirmation",
        "Token": "2" * 64,
        "SubscribeURL": "https://golive.invalid/subscribe",
    }
    times_ten = {**good, "Message": good["Message"].replace('"amount": "', '"amount": "1')}
    return (
        _call("notice without signature", message),
        _call("notice with an empty signature", {**message, "Signature": ""}),
        _call("notice signed with another key", good),
        _call("notice signed with another key, SHA-1", sign({**message, "SignatureVersion": "1"})),
        _call("notice changed after signing", times_ten),
        _call("notice with the signature of another", {**good, "Signature": sign(confirmation)["Signature"]}),
        _call(
            "notice whose certificate is elsewhere", sign({**message, "SigningCertURL": f"https://{host}.invalid{pem}"})
        ),
        _call("notice whose certificate comes unencrypted", sign({**message, "SigningCertURL": f"http://{host}{pem}"})),
        _call("notice of another topic", sign({**message, "TopicArn": foreign})),
        _call("subscription with another's URL", sign(confirmation)),
    )


class _Signer:
    """Signs with a key that nobody else has."""

    def __init__(self) -> None:
        from cryptography.hazmat.primitives.asymmetric import rsa

        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def __call__(self, message: Mapping[str, str]) -> dict[str, str]:
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15

        algorithm = hashes.SHA1() if message["SignatureVersion"] == "1" else hashes.SHA256()  # noqa: S303 - SNS's own
        signature = self._key.sign(text_to_sign(message), PKCS1v15(), algorithm)
        return {**message, "Signature": base64.b64encode(signature).decode()}


def _call(name: str, message: Mapping[str, str]) -> Call:
    headers = {"Content-Type": "text/plain; charset=UTF-8", "x-amz-sns-message-type": message["Type"]}
    return Call(name=name, body=json.dumps(message).encode(), headers=headers)
