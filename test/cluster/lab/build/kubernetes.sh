# shellcheck shell=bash
# Kubernetes: the control plane's programs and kubectl for the machine; kubelet and kube-proxy for nodes.
KUBERNETES=k8s.io/kubernetes

build_kubernetes() {
	pin_kubernetes kubernetes "$K8S_VERSION" kube-apiserver kube-controller-manager kube-scheduler kubectl
	build_commands "$1/" "$K8S_VERSION" kube-apiserver kube-controller-manager kube-scheduler kubectl
}

build_kubelet() { # OUT VERSION
	pin_kubernetes "kubelet-$2" "$2" kubelet kube-proxy
	build_commands "$1/usr/local/bin/" "$2" kubelet kube-proxy
}

pin_kubernetes() { # NAME VERSION command…
	local name=$1 version=$2
	shift 2
	pin "$name" "$(kubernetes_go_mod "$version")" "v$version" "${@/#/$KUBERNETES/cmd/}"
}

# The module's go.mod points its staging modules at folders of its own source tree, which a module that
# depends on it does not see. Each is published too, as v0.X.Y: replace them by those.
kubernetes_go_mod() { # VERSION
	local theirs
	theirs=$(cd "$CACHE/modules" && go mod download -json "$KUBERNETES@v$1" | sed -nE 's/^.*"GoMod": "(.*)",?$/\1/p')
	echo 'module lab'
	sed -nE '/^go /p; /^godebug/p' "$theirs"
	echo 'replace ('
	sed -nE "s#^\s*(k8s.io/[a-z0-9-]+) => ./staging.*#\t\1 => \1 v0${1#1}#p" "$theirs"
	echo ')'
}

# Without these flags /version says v0.0.0-master.
build_commands() { # OUT VERSION command…
	local out=$1 version=$2 package flags=
	shift 2
	for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
		flags+=" -X $package.gitVersion=v$version -X $package.gitMajor=${version%%.*}"
		flags+=" -X $package.gitMinor=$(cut -d. -f2 <<< "$version") -X $package.gitTreeState=clean"
	done
	mkdir -p "$out"
	go_build "$out" "$flags" "${@/#/$KUBERNETES/cmd/}"
}
