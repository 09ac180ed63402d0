# shellcheck shell=bash
# etcd. The server module has its main package at its root, so the program must be named.
build_etcd() {
	local module=go.etcd.io/etcd/server/v3
	pin etcd 'module lab' "v$ETCD_VERSION" "$module"
	go_build "$1/etcd" '' "$module"
}
