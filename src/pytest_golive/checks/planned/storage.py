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
        "s3|aws|spaces|minio|r2|gcs|b2|bucket|storage key|keys|credentials|credential|secret "
        "valid|work|works|working|tested|accepted|correct|right|succeeds|verified|authenticate|ok|checked ~ "
        "access secret app application object media bucket iam id for of with the are user aws s3 ls storage "
        "files account provider production",
        "aws s3 ls succeeds|works|ok ~ app key with bucket credentials",
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
        "bucket|s3|spaces private|readable|listable|public|publicly|anonymous|anonymously "
        "no|not|isnt|never|cannot|nobody|block|blocked|@off|closed|dont|without ~ access media world open "
        "accessible upload files uploads list listing listed our on is all acl the can by read write aws anyone "
        "storage object",
        "bucket private|locked ~ answers is the s3 media storage by default @set been get gets on up policy",
        "bucket|s3 world readable|writable|listable not|isnt|no|never ~ media is uploads",
        "bucket closed|locked public|world|down|outside ~ s3 media the is",
        "=bucket exists|created|create|reachable|accessible|available|answers|responds|exist ~ s3 media storage "
        "the app can for production upload uploads spaces minio in gcs aws and is",
        "=app|application|server bucket|s3|spaces reach|access|reaches|connects|write|talk|connect ~ can the "
        "media s3 to from storage",
        "block public access on|enabled|active|set ~ s3 bucket buckets for is all aws",
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
        "uploads|upload|uploaded|media|images|attachments|files|avatars|photos|pictures "
        "s3|bucket|spaces|gcs|cloudinary|minio|r2|blob "
        "land|lands|go|goes|stored|saved|end|written|live|kept|use|uses|store|store|arrive|configured ~ user "
        "users product admin file files not local disk to in up directly object storage are by into from customer "
        "image our on server instead of no the filesystem media all new",
        "uploads|media|files|uploaded|images object storage|store|bucket "
        "saved|stored|land|go|goes|kept|end|written ~ user files uploaded in to up are product",
        "django storages|storage s3|configured|set|enabled|works|writes|bucket|boto3 ~ writes uses to bucket "
        "media default uploads with backend",
        "activestorage|active storage|service amazon|s3|google|azure|configured|set ~ is to on production uses "
        "bucket service",
        "default_file_storage|storages s3|bucket|points|set|configured|boto3 ~ at points to is uses default",
    ),
)
