"""Amazon SNS as far as bKash's notices need it: a topic that signs, and the checks that a careful shop makes.

Nobody but Amazon can sign for its certificates. A shop that is to be tried with these notices must be told (in tests
only) what lies behind `Topic.certificate_url`.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SIGNED = {
    "Notification": ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"),
    "SubscriptionConfirmation": ("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"),
}


class Topic:
    """One topic with a signing key of its own."""

    def __init__(self, arn: str) -> None:
        self.arn = arn
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        region = arn.split(":")[3]
        self.certificate_url = (
            f"https://sns.{region}.amazonaws.com/SimpleNotificationService-{secrets.token_hex(16)}.pem"
        )
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "sns.amazonaws.com")])
        now = datetime.now(UTC)
        self.certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .sign(self._key, hashes.SHA256())
            .public_bytes(serialization.Encoding.PEM)
        )

    def notification(self, message: str, *, version: str = "2") -> dict[str, str]:
        """A signed notice."""
        return self._signed({"Type": "Notification", "Message": message}, version)

    def confirmation(self, subscribe_url: str, *, version: str = "2") -> dict[str, str]:
        """What comes once, when an endpoint is subscribed."""
        fields = {"Message": "You have chosen to subscribe.", "SubscribeURL": subscribe_url, "Token": "1" * 64}
        return self._signed({"Type": "SubscriptionConfirmation", **fields}, version)

    def _signed(self, fields: Mapping[str, str], version: str) -> dict[str, str]:
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}.000Z"
        message = {**fields, "MessageId": secrets.token_hex(16), "Timestamp": now, "TopicArn": self.arn}
        signature = self._key.sign(text_to_sign(message), padding.PKCS1v15(), _hash(version))
        ends = {"SignatureVersion": version, "Signature": base64.b64encode(signature).decode()}
        return {**message, **ends, "SigningCertURL": self.certificate_url}


def text_to_sign(message: Mapping[str, str]) -> bytes:
    """Key, newline, value, newline for each signed key that is there."""
    keys = SIGNED.get(message.get("Type", ""), ())
    return "".join(f"{key}\n{message[key]}\n" for key in keys if key in message).encode()


def is_genuine(message: Mapping[str, str], topic: str, certificates: Mapping[str, bytes]) -> bool:
    """The reference check of a shop: Amazon's host, the expected topic, and the signature.

    Args:
        message: the JSON of the request.
        topic: ARN of the topic the shop expects.
        certificates: PEM behind each URL that may be fetched.
    """
    url = urlsplit(message.get("SigningCertURL", ""))
    region = topic.split(":")[3]
    is_amazon = url.scheme == "https" and url.netloc in {f"sns.{region}.amazonaws.com{end}" for end in ("", ".cn")}
    pem = certificates.get(message.get("SigningCertURL", ""))
    if not is_amazon or not url.path.endswith(".pem") or pem is None or message.get("TopicArn") != topic:
        return False
    key = x509.load_pem_x509_certificate(pem).public_key()
    version = message.get("SignatureVersion", "")
    if version not in {"1", "2"} or not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        signature = base64.b64decode(message.get("Signature", ""), validate=True)
        key.verify(signature, text_to_sign(message), padding.PKCS1v15(), _hash(version))
    except (InvalidSignature, ValueError):
        return False
    return True


def _hash(version: str) -> hashes.HashAlgorithm:
    return hashes.SHA1() if version == "1" else hashes.SHA256()
