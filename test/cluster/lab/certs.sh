#!/bin/bash
# certs.sh: makes the cluster's authorities, keys and kubeconfigs where they are missing, in $RUN/pki and
# $RUN/kubeconfigs. certs.sh node NAME IP: those of a node.
. "$(dirname "$0")/settings.sh"
umask 077
mkdir -p "$RUN/pki" "$RUN/kubeconfigs"
cd "$RUN/pki"

new_key=(-newkey ec -pkeyopt 'ec_paramgen_curve:prime256v1' -nodes)
quiet() { "$@" 2> /dev/null; }

authority() { # NAME
	[ -f "$1.crt" ] || quiet openssl req -x509 "${new_key[@]}" -days 3650 -keyout "$1.key" -out "$1.crt" \
		-subj "/CN=lab-$1" -addext 'keyUsage=critical,keyCertSign,cRLSign,digitalSignature'
}

certificate() { # NAME AUTHORITY SUBJECT [subjectAltName]: for servers and clients alike
	[ ! -f "$1.crt" ] || return 0
	quiet openssl req "${new_key[@]}" -keyout "$1.key" -out "$1.csr" -subj "$3"
	{
		echo extendedKeyUsage=serverAuth,clientAuth
		echo keyUsage=critical,digitalSignature,keyEncipherment
		[ -z "${4:-}" ] || echo "subjectAltName=$4"
	} > "$1.ext"
	quiet openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 3650 -out "$1.crt" -extfile "$1.ext"
	rm "$1.csr" "$1.ext"
}

kubeconfig() { # USER CREDENTIALS: their YAML in flow style
	cat > "$RUN/kubeconfigs/$1.kubeconfig" <<-YAML
		apiVersion: v1
		kind: Config
		clusters: [{name: lab, cluster: {server: "https://$HOST_IP:$API_PORT", certificate-authority-data: $(base64 -w0 ca.crt)}}]
		users: [{name: lab-$1, user: {$2}}]
		contexts: [{name: lab-$1, context: {cluster: lab, user: lab-$1}}]
		current-context: lab-$1
	YAML
}
certificate_kubeconfig() { # NAME: of the certificate and of the user
	kubeconfig "$1" "client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")"
}

if [ "${1:-}" = node ]; then
	certificate "node-$2" ca "/O=system:nodes/CN=system:node:$2" "DNS:$2,IP:$3"
	certificate_kubeconfig "node-$2"
	exit
fi

authority ca
authority front-proxy-ca
authority etcd-ca
certificate apiserver ca /CN=kube-apiserver \
	"DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,IP:$HOST_IP,IP:$SERVICE_IP"
certificate apiserver-kubelet-client ca /O=system:masters/CN=kube-apiserver-kubelet-client
certificate etcd etcd-ca /CN=etcd "IP:$HOST_IP"
certificate apiserver-etcd-client etcd-ca /CN=kube-apiserver
certificate front-proxy-client front-proxy-ca /CN=front-proxy-client
certificate admin ca /O=system:masters/CN=lab-admin
for component in kube-controller-manager kube-scheduler kube-proxy; do
	certificate "$component" ca "/CN=system:$component"
done
if [ ! -f sa.key ]; then
	quiet openssl genrsa -out sa.key 2048
	quiet openssl rsa -in sa.key -pubout -out sa.pub
fi

for user in admin kube-controller-manager kube-scheduler kube-proxy; do certificate_kubeconfig "$user"; done
# The people of users/tokens.csv; the administrator's file has the certificate.
while IFS=, read -r token name _; do
	[ "$name" = lab-admin ] || kubeconfig "${name#lab-}" "token: $token"
done < "$LAB/users/tokens.csv"
