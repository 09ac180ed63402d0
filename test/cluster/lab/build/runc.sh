# shellcheck shell=bash
# runc: with cgo and libseccomp, or every pod fails with "seccomp: config provided but seccomp not
# supported"; static, as nothing says that a node's libc is this machine's.
build_runc() {
	local module=github.com/opencontainers/runc
	pin runc 'module lab' "v$RUNC_VERSION" "$module"
	mkdir -p "$1/usr/bin"
	CGO_ENABLED=1 GOFLAGS="$GOFLAGS -tags=seccomp,netgo,osusergo" \
		go_build "$1/usr/bin/runc" "-extldflags -static -X main.version=$RUNC_VERSION" "$module"
}
