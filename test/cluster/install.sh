#!/bin/bash
# install.sh: installs the Debian packages that building and running the cluster needs. Silent when all are there.
set -euo pipefail
packages=(gcc iproute2 libc6-dev libseccomp-dev mmdebstrap openssl shellcheck util-linux)

missing=()
for package in "${packages[@]}"; do
	status=$(dpkg-query --show --showformat '${db:Status-Status}' "$package" 2> /dev/null) || status=
	[ "$status" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

echo "installing ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
