#!/bin/bash
# kwok.sh start NODES PODS | stop: fake nodes and pods on the running cluster, for scale. Only nodes with
# the annotation kwok.x-k8s.io/node=fake are faked; the real ones stay real. `stop` takes them away again.
# More parallelism in kwok makes it slower on few processors.
. "$(dirname "$0")/settings.sh"
. "$LAB/processes.sh"
[ -f "$RUN/settings" ] || die "no cluster in $RUN: run up.sh"

case ${1:-} in
	start)
		start kwok "$KWOK/kwok" --kubeconfig "$RUN/kubeconfigs/admin.kubeconfig" --config "$KWOK/stages.yaml" \
			--manage-nodes-with-annotation-selector kwok.x-k8s.io/node=fake --cidr 10.200.0.0/16 \
			--node-lease-duration-seconds 40 --server-address "$HOST_IP:10247"
		"${NODE:-node}" "$LAB/kwok/fill.ts" "https://$HOST_IP:$API_PORT" "$RUN/pki" "${2:?NODES}" "${3:?PODS}"
		alive kwok || die "kwok has ended: see $RUN/logs/kwok.log"
		;;
	stop)
		# While kwok still runs: it is the kubelet that lets the pods go.
		kubectl delete namespace fake --ignore-not-found > /dev/null
		kubectl delete nodes --selector type=kwok --wait=false > /dev/null
		stop kwok
		;;
	*) die 'kwok.sh start NODES PODS | stop' ;;
esac
