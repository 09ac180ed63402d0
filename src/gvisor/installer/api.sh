# shellcheck shell=sh disable=SC2034,SC2153,SC2154 # install.sh and the other parts set and use them
# The Kubernetes API, through the node's curl: the image's wget verifies no certificate.
ACCOUNT=/var/run/secrets/kubernetes.io/serviceaccount

# api METHOD PATH [CONTENT_TYPE BODY]: the answer is in $HOST/api/answer, its status in $status: 000 when
# there was none.
api() {
	# The token is renewed by the kubelet, so it is copied for each request; never on a command line.
	cp "$ACCOUNT/ca.crt" "$HOST/api/ca.crt"
	cp /etc/resolv.conf /etc/hosts "$HOST/etc/"
	printf 'Authorization: Bearer %s\n' "$(cat "$ACCOUNT/token")" > "$HOST/api/headers"
	: > "$HOST/api/answer"
	method=$1 url=https://$KUBERNETES_SERVICE_HOST:$KUBERNETES_SERVICE_PORT$2
	if [ $# -gt 2 ]; then
		printf '%s' "$4" > "$HOST/api/body"
		set -- --header "Content-Type: $3" --data-binary @/api/body
	else
		set --
	fi
	status=$(in_host /usr/bin/curl --silent --noproxy '*' --max-time 15 --cacert /api/ca.crt --header @/api/headers \
		--request "$method" --output /api/answer --write-out '%{http_code}' "$@" "$url") || :
	case $status in
		2??) return 0 ;;
		*) return 1 ;;
	esac
}

# json TEXT: as a JSON string, on one line, short enough for an annotation.
json() {
	printf '"%s"' "$(printf '%s' "$1" | tr '\n\t\r' '   ' | tr -d '\000-\037' | cut -c1-600 | sed 's/\\/\\\\/g; s/"/\\"/g')"
}

# mark LABEL STATE DETAIL: tells on the node how far it is. LABEL is "true", "false" or null.
mark() {
	label=$1
	[ "$label" = null ] || label=$(json "$label")
	case $2 in
		ready) told="$(json ready),\"$LABEL-kernel\":$(json "$3"),\"$LABEL-reason\":null,\"$LABEL-step\":null" ;;
		'') told="null,\"$LABEL-kernel\":null,\"$LABEL-reason\":null,\"$LABEL-step\":null,\"$LABEL-release\":null,\"$LABEL-remove\":null" ;;
		*) told="$(json "$2"),\"$LABEL-reason\":$(json "$3"),\"$LABEL-step\":$(json "$step")" ;;
	esac
	[ -z "$2" ] || told="$told,\"$LABEL-release\":$(json "$(linked_release)")"
	api PATCH "/api/v1/nodes/$NODE_NAME" application/merge-patch+json \
		"{\"metadata\":{\"labels\":{\"$LABEL\":$label},\"annotations\":{\"$LABEL-state\":$told}}}" ||
		fail "the node cannot be labelled (HTTP $status)"
}

# event REASON: a warning that `kubectl describe node` shows. Losing one does not matter.
event() {
	now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
	node="{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"$NODE_NAME\",\"uid\":\"$NODE_NAME\"}"
	about='"metadata":{"generateName":"aks-sandbox-gvisor-","namespace":"default"},"source":{"component":"aks-sandbox"}'
	times="\"firstTimestamp\":\"$now\",\"lastTimestamp\":\"$now\",\"count\":1"
	api POST /api/v1/namespaces/default/events application/json \
		"{\"apiVersion\":\"v1\",\"kind\":\"Event\",$about,$times,\"type\":\"Warning\",\"reason\":\"GVisorNotReady\",\"involvedObject\":$node,\"message\":$(json "$step: $1")}" || :
}

is_labelled() {
	# Without an answer nothing is known, and nothing is to be done.
	api GET "/api/v1/nodes/$NODE_NAME" || return 0
	[ "$(field "$LABEL")" = true ]
}

# field NAME: a string of the answer, by its name.
field() { tr -d '\n' < "$HOST/api/answer" | grep -o "\"$1\": *\"[^\"]*\"" | head -n 1 | sed 's/^.*: *"//; s/"$//'; }

# wait_for_handler: the kubelet asks containerd for its handlers every few seconds. A node that tells none
# (containerd 1.x) is not waited for.
wait_for_handler() {
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		if api GET "/api/v1/nodes/$NODE_NAME"; then
			handlers=$(tr -d ' \n' < "$HOST/api/answer" | grep -o '"runtimeHandlers":\[.*' | cut -c1-2000) || :
			case $handlers in
				'' | *'"name":"runsc"'*) return 0 ;;
			esac
		fi
		sleep 2
	done
	kernel=''
	fail 'the kubelet does not list the handler runsc after 40 s'
}
