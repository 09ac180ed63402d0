# shellcheck shell=bash
# etcd, kube-apiserver, kube-controller-manager and kube-scheduler on the machine itself. Sourced.
. "$LAB/processes.sh"
PKI=$RUN/pki

start_etcd() {
	mkdir -p "$RUN/etcd"
	chmod 700 "$RUN/etcd"
	start etcd "$ETCD/etcd" --name lab --data-dir "$RUN/etcd" --unsafe-no-fsync \
		--quota-backend-bytes 4294967296 --log-level warn \
		--listen-client-urls "https://$HOST_IP:2379" --advertise-client-urls "https://$HOST_IP:2379" \
		--client-cert-auth --trusted-ca-file "$PKI/etcd-ca.crt" \
		--cert-file "$PKI/etcd.crt" --key-file "$PKI/etcd.key" \
		--listen-peer-urls "https://$HOST_IP:2380" --initial-advertise-peer-urls "https://$HOST_IP:2380" \
		--initial-cluster "lab=https://$HOST_IP:2380" --peer-client-cert-auth \
		--peer-trusted-ca-file "$PKI/etcd-ca.crt" --peer-cert-file "$PKI/etcd.crt" --peer-key-file "$PKI/etcd.key"
}

# start_apiserver: and waits until it is ready. Safe when it runs already.
start_apiserver() {
	start kube-apiserver "$K8S/kube-apiserver" --etcd-servers "https://$HOST_IP:2379" \
		--etcd-cafile "$PKI/etcd-ca.crt" --etcd-certfile "$PKI/apiserver-etcd-client.crt" \
		--etcd-keyfile "$PKI/apiserver-etcd-client.key" \
		--bind-address "$HOST_IP" --advertise-address "$HOST_IP" --secure-port "$API_PORT" \
		--service-cluster-ip-range "$SERVICE_CIDR" --allow-privileged \
		--tls-cert-file "$PKI/apiserver.crt" --tls-private-key-file "$PKI/apiserver.key" \
		--client-ca-file "$PKI/ca.crt" --token-auth-file "$LAB/users/tokens.csv" \
		--authorization-mode Node,RBAC --enable-admission-plugins NodeRestriction \
		--service-account-issuer https://kubernetes.default.svc \
		--service-account-key-file "$PKI/sa.pub" --service-account-signing-key-file "$PKI/sa.key" \
		--kubelet-certificate-authority "$PKI/ca.crt" --kubelet-preferred-address-types InternalIP \
		--kubelet-client-certificate "$PKI/apiserver-kubelet-client.crt" \
		--kubelet-client-key "$PKI/apiserver-kubelet-client.key" \
		--requestheader-client-ca-file "$PKI/front-proxy-ca.crt" \
		--requestheader-allowed-names front-proxy-client --requestheader-username-headers X-Remote-User \
		--requestheader-group-headers X-Remote-Group --requestheader-extra-headers-prefix X-Remote-Extra- \
		--proxy-client-cert-file "$PKI/front-proxy-client.crt" --proxy-client-key-file "$PKI/front-proxy-client.key"
	ready_within 60 kube-apiserver kubectl get --raw /readyz
}

# stop_apiserver: killed, as it holds no state, and told to end it waits for its watches (15 s and more).
stop_apiserver() { stop kube-apiserver KILL; }

start_controllers() {
	start kube-controller-manager "$K8S/kube-controller-manager" --kubeconfig "$RUN/kubeconfigs/kube-controller-manager.kubeconfig" \
		--secure-port 0 --leader-elect=false --use-service-account-credentials \
		--service-account-private-key-file "$PKI/sa.key" --root-ca-file "$PKI/ca.crt" \
		--cluster-signing-cert-file "$PKI/ca.crt" --cluster-signing-key-file "$PKI/ca.key" \
		--kube-api-qps 300 --kube-api-burst 600 --concurrent-gc-syncs 40
	start kube-scheduler "$K8S/kube-scheduler" --kubeconfig "$RUN/kubeconfigs/kube-scheduler.kubeconfig" \
		--secure-port 0 --leader-elect=false --kube-api-qps 1000 --kube-api-burst 2000
}

# stop_control_plane KEEP: etcd is ended with care only where its data is kept.
stop_control_plane() {
	stop kube-scheduler KILL
	stop kube-controller-manager KILL
	stop_apiserver
	if [ "$1" = 1 ]; then stop etcd; else stop etcd KILL; fi
}
