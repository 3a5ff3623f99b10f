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
        "s3|aws|spaces|minio|r2|gcs|b2|bucket|storage key|keys|credentials|credential|secret valid|work|works|"
        "working|tested|accepted|correct|right|succeeds|authenticate|ok ~ access secret app application object "
        "media bucket iam id user aws s3 ls storage files account provider production",
        "=s3|storage|bucket credentials|keys ~ aws access object",
        "aws s3 ls succeeds|works|ok ~ app key bucket credentials",
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
        "bucket|s3|spaces readable|listable|public|publicly|anonymous|anonymously no|not|isnt|never|cannot|nobody|"
        "dont|without ~ access media world open accessible upload files uploads list listing listed acl read write "
        "aws anyone storage object",
        "bucket|s3|spaces readable|listable|public|publicly|anonymous|anonymously block|blocked|@off|closed ~ "
        "access media world open accessible upload files uploads list listing listed acl read write aws anyone "
        "storage object",
        "bucket private|locked ~ answers s3 media storage default @set get gets up policy",
        "bucket|s3 world readable|writable|listable not|isnt|no|never ~ media uploads",
        "bucket closed|locked public|world|down|outside ~ s3 media",
        "=bucket exists|created|create|reachable|accessible|available|answers|responds|exist ~ s3 media storage "
        "app production upload uploads spaces minio gcs aws",
        "=app|application|server bucket|s3|spaces reach|access|reaches|connects|write|talk|connect ~ media s3 storage",
        "block public access enabled|active|set ~ s3 bucket buckets aws",
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
        "uploads|upload|uploaded|media|images|attachments|files|avatars|photos|pictures s3|bucket|spaces|gcs|"
        "cloudinary|minio|r2|blob land|lands|go|goes|stored|saved|end|written|live|kept|uses|store|arrive|"
        "configured ~ user users product admin file files local disk up directly object storage customer image "
        "server instead filesystem media new",
        "uploads|media|files|uploaded|images object storage|store|bucket saved|stored|land|go|goes|kept|end|"
        "written ~ user files uploaded up product",
        "django storages|storage s3|configured|set|enabled|works|writes|bucket|boto3 ~ writes uses bucket media "
        "default uploads backend",
        "activestorage|active storage|service amazon|s3|google|azure|configured|set ~ production uses bucket service",
        "default_file_storage|storages s3|bucket|points|set|configured|boto3 ~ points uses default",
    ),
)
