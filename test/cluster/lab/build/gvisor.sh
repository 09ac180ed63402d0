# shellcheck shell=bash
# gVisor's runsc and its containerd shim. The module carries the generated code, unlike the source repository.
build_gvisor() {
	local module=gvisor.dev/gvisor bin=$1/usr/local/bin
	pin gvisor 'module lab' "$GVISOR_VERSION" "$module/runsc" "$module/shim"
	let_shim_keep_its_oom_score "$module"
	mkdir -p "$bin"
	GOFLAGS='-trimpath -buildvcs=false -mod=vendor' \
		go_build "$bin/" "-X $module/runsc/version.version=$GVISOR_VERSION" "$module/runsc" "$module/shim"
	mv "$bin/shim" "$bin/containerd-shim-runsc-v1"
}

# The shim sets its oom_score_adj to -999 and fails where it may not (no CAP_SYS_RESOURCE, as in many
# virtual machines and containers): it is built to stay at 0. In a vendored copy, as
# `go build -overlay` refuses files of the module cache.
let_shim_keep_its_oom_score() {
	local file=vendor/$1/pkg/shim/v1/manager.go
	rm -rf vendor
	go mod vendor
	grep -q 'oomScoreMax *= -999' "$file" || die "gVisor's shim has changed: look for oomScoreMax in $file"
	sed -i 's/oomScoreMax *= -999/oomScoreMax = 0/' "$file"
}
