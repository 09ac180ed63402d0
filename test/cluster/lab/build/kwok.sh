# shellcheck shell=bash
# kwok, which plays the kubelet of fake nodes. It does nothing without stages ("no stages found"): its
# module carries the usual ones.
build_kwok() {
	local module=sigs.k8s.io/kwok stages file
	pin kwok 'module lab' "v$KWOK_VERSION" "$module/cmd/kwok"
	go_build "$1/" '' "$module/cmd/kwok"
	stages=$(go list -m -f '{{.Dir}}' "$module")/kustomize/stage
	for file in node/fast/node-initialize node/heartbeat-with-lease/node-heartbeat-with-lease \
		pod/fast/pod-ready pod/fast/pod-complete pod/fast/pod-delete; do
		cat "$stages/$file.yaml"
		echo ---
	done > "$1/stages.yaml"
}
