#!/bin/bash
# up.sh: starts the cluster that the settings describe: the control plane on the machine, the nodes beside
# it. Run again, it starts what is missing. See settings.sh for what can be set. build.sh comes first.
LAB_NEW=1
. "$(dirname "$0")/settings.sh"
. "$LAB/control-plane.sh"
[ "$(id -u)" = 0 ] || die 'up.sh needs root'
from=$SECONDS
mkdir -p "$RUN"/{pids,logs,nodes}
save_settings
rm -f "$RUN/closing"
# For tests: ends with the process that called it, even when that is killed (`kubectl wait` would stay).
printf '#!/bin/sh\nexec setpriv --pdeathsig TERM %q "$@"\n' "$K8S/kubectl" > "$RUN/kubectl"
chmod +x "$RUN/kubectl"

if ! ip link show "$BRIDGE" > /dev/null 2>&1; then
	ip link add "$BRIDGE" type bridge
	ip addr add "$HOST_IP/24" dev "$BRIDGE"
	ip link set "$BRIDGE" up
fi
"$LAB/certs.sh"
start_etcd
start_apiserver
start_controllers
kubectl apply --server-side --force-conflicts -f "$LAB/users/rights.yaml" > /dev/null
say "control plane ready: $((SECONDS - from)) s"

for ((i = 1; i <= NODES; i++)); do "$LAB/node.sh" up "lab-$i" "$i"; done
# Pods of a node are behind its address: for the machine and for the other nodes.
for ((i = 1; i <= NODES; i++)); do
	ip route replace "$NET.$((128 + i)).0/24" via "$NET.0.$((10 + i))" dev "$BRIDGE"
	for ((j = 1; j <= NODES; j++)); do
		# The node may not have its address yet.
		[ "$i" = "$j" ] || wait_for 20 "$LAB/node.sh" exec "lab-$i" ip route replace "$NET.$((128 + j)).0/24" via "$NET.0.$((10 + j))" ||
			die "lab-$i has no network: see $RUN/logs/node-lab-$i.log"
	done
done

# A node that was kept says Ready from before: its kubelet must answer too.
answers() { kubectl get --raw "/api/v1/nodes/$1/proxy/healthz"; }
has_images() { test -e "$RUN/nodes/$1/var/lib/containerd/lab-images"; }
has_default_service_account() { kubectl -n default get serviceaccount default; }
for ((i = 1; i <= NODES; i++)); do
	node=lab-$i
	wait_for 120 answers "$node" || die "$node: no kubelet answers: see node.sh exec $node journalctl -u kubelet"
	kubectl wait --for=condition=Ready "node/$node" --timeout=120s > /dev/null || die "$node is not Ready after 120 s"
	wait_for 60 has_images "$node" || die "$node: no images: see node.sh exec $node journalctl -u lab-images"
done
wait_for 60 has_default_service_account || die "no default service account: see $RUN/logs/kube-controller-manager.log"
say "$NODES node(s) Ready: $((SECONDS - from)) s; KUBECONFIG=$RUN/kubeconfigs/admin.kubeconfig"
