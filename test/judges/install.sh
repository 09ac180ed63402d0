#!/bin/bash
# install.sh FOLDER: puts Microsoft's clients of AKS for Python and Go, as their package registries have them, into a
# folder. Silent when all are there.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"

python=$folder/python
requirements=$here/python/requirements.txt
if ! cmp -s "$requirements" "$python/installed.txt"; then
	if ! python3 -m venv --help > /dev/null 2>&1 || ! python3 -m ensurepip --version > /dev/null 2>&1; then
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -qq
		apt-get install -y -qq --no-install-recommends python3-venv > /dev/null
	fi
	python3 -m venv --clear "$python"
	"$python/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$requirements"
	cp "$requirements" "$python/installed.txt"
fi
(cd "$here/go" && go build -o "$folder/go-judge" .)
