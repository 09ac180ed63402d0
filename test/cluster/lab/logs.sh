#!/bin/bash
# logs.sh DIR: copies to DIR what is worth reading when something on the running cluster went wrong: logs
# of the control plane, journals of the nodes, pods and events.
. "$(dirname "$0")/settings.sh"
dir=${1:?DIR}
rm -rf "$dir"
mkdir -p "$dir"
cp "$RUN"/logs/*.log "$dir"/
for node in "$RUN"/nodes/*/; do
	name=$(basename "$node")
	timeout 20 "$LAB/node.sh" exec "$name" journalctl --no-pager --boot > "$dir/$name-journal.log" 2>&1 || true
done
for kind in nodes pods events; do
	timeout 20 "$K8S/kubectl" --kubeconfig "$RUN/kubeconfigs/admin.kubeconfig" get "$kind" -A -o wide > "$dir/$kind.txt" 2>&1 || true
done
