#!/bin/bash
# oci.sh ROOT NAME:TAG OUT.tar [entrypoint word…]: makes an OCI image archive of one layer from a folder,
# for `ctr images import`; the same folder gives the same bytes. Neither registry nor daemon.
set -euo pipefail
root=$1 name=$2 out=$3
shift 3
work=$(mktemp -d "$out.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/blobs/sha256"

digest() { sha256sum "$1" | cut -d' ' -f1; }
# blob TYPE FILE: moves the file among the blobs and prints its descriptor.
blob() {
	local digest size
	digest=$(digest "$2")
	size=$(stat -c %s "$2")
	mv "$2" "$work/blobs/sha256/$digest"
	echo "\"mediaType\":\"application/vnd.oci.image.$1\",\"digest\":\"sha256:$digest\",\"size\":$size"
}
words() {
	local word list=
	for word in "$@"; do list+="${list:+,}\"$word\""; done
	echo "[$list]"
}
archive() { tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner "$@"; }

archive -C "$root" -cf "$work/layer" .
diff_id=$(digest "$work/layer")
layer=$(blob layer.v1.tar "$work/layer") # not compressed: every new node unpacks it
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
cat > "$work/config" <<-JSON
	{"architecture":"$(dpkg --print-architecture)","os":"linux",
	"config":{"Env":["PATH=$path"],"Entrypoint":$(words "$@")},
	"rootfs":{"type":"layers","diff_ids":["sha256:$diff_id"]}}
JSON
config=$(blob config.v1+json "$work/config")
echo "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":{$config},\"layers\":[{$layer}]}" \
	> "$work/manifest"
manifest=$(blob manifest.v1+json "$work/manifest")
cat > "$work/index.json" <<-JSON
	{"schemaVersion":2,"manifests":[{$manifest,"annotations":
	{"io.containerd.image.name":"$name","org.opencontainers.image.ref.name":"${name##*:}"}}]}
JSON
echo '{"imageLayoutVersion":"1.0.0"}' > "$work/oci-layout"
archive -C "$work" -cf "$out.part" oci-layout index.json blobs
mv "$out.part" "$out"
