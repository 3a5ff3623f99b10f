"""Planned checks: storage."""

from __future__ import annotations

from pytest_golive.checks.registry import planned

planned(
    "storage.credentials-valid",
    "Object-storage credentials are accepted.",
    severity="high",
    needs=("storage", "env"),
    says=(
        "=storage: aws_access_key_id|aws_secret_access_key",
        "s3|storage|bucket|r2|spaces credentials|keys|key valid|accepted|@works|tested",
        "object|cloud storage credentials|keys|key valid|accepted|@works",
    ),
)
planned(
    "storage.bucket-accessible",
    "The bucket is reachable and not public.",
    severity="high",
    needs=("storage", "env"),
    says=(
        "=storage: aws_storage_bucket_name|aws_s3_endpoint_url",
        "cloud|object|s3|r2 storage @set|@works cloudflare? r2?",
        "s3|r2|gcs|storage|spaces|minio bucket|buckets @set|@works|accessible|reachable|exists|private|writable",
        "s3|r2|gcs|storage? bucket|buckets not|isnt|no|never public|publicly|listable readable|accessible?",
        "s3|r2|gcs|storage? bucket|buckets not|isnt|no|never public|publicly|listable writable|listable",
        "s3|r2|gcs|storage? bucket|buckets not|isnt|no|never readable|world readable|accessible?",
        "s3|r2|gcs|storage? bucket|buckets not|isnt|no|never readable|world writable|listable",
        "spaces|uploads bucket|buckets not|isnt|no|never public|publicly|listable readable|accessible?",
        "media|minio bucket|buckets not|isnt|no|never public|publicly|listable readable|accessible?",
        "spaces|uploads|media|minio bucket|buckets not|isnt|no|never public|publicly|listable writable|listable",
        "spaces|uploads|media|minio bucket|buckets not|isnt|no|never readable|world readable|accessible?",
        "spaces|uploads|media|minio bucket|buckets not|isnt|no|never readable|world writable|listable",
    ),
)
planned(
    "storage.app-uses-bucket",
    "The app stores its files in the bucket.",
    severity="high",
    needs=("settings", "storage"),
    says=(
        "cloud|object|s3|r2 storage @set|@works cloudflare? r2?",
        "media|uploads files|uploads|media? stored|saved|kept|go s3|r2|spaces|bucket bucket|storage|cloud?",
        "uploaded files|uploads|media? stored|saved|kept|go s3|r2|spaces|bucket bucket|storage|cloud?",
        "user|files files|uploads|media? stored|saved|kept|go s3|r2|spaces|bucket bucket|storage|cloud?",
        "media|uploads|uploaded files|uploads|media? stored|saved|kept|go gcs|object|minio bucket|storage|cloud?",
        "user|files files|uploads|media? stored|saved|kept|go gcs|object|minio bucket|storage|cloud?",
        "media|uploads|uploaded files|uploads|media? uploaded|land|live s3|r2|spaces|bucket bucket|storage|cloud?",
        "user|files files|uploads|media? uploaded|land|live s3|r2|spaces|bucket bucket|storage|cloud?",
        "media|uploads|uploaded files|uploads|media? uploaded|land|live gcs|object|minio bucket|storage|cloud?",
        "user|files files|uploads|media? uploaded|land|live gcs|object|minio bucket|storage|cloud?",
        "django|active default? storages|storage|file backend? s3|r2|gcs|bucket|object",
    ),
)
