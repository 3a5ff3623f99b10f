#!/usr/bin/env bash
# Brings a release live, or the one before back: deploy/deploy.sh deploy|rollback TAG
set -euo pipefail

tag=${2:?which tag?}

live() {
    git fetch --tags origin
    git checkout --detach "$1"
    venv/bin/pip install --requirement requirements.txt
    venv/bin/python manage.py migrate --no-input
    venv/bin/python manage.py collectstatic --no-input
    sudo systemctl reload shop
}

case "${1:-}" in
    deploy | rollback) live "$tag" ;;
    *)
        echo "usage: deploy/deploy.sh deploy|rollback TAG" >&2
        exit 2
        ;;
esac
