# shellcheck shell=bash
# How a thing of the cache is made: once, whole or not at all, with a word on how long it took. Sourced by build.sh.
export CGO_ENABLED=0 GOTOOLCHAIN=local GOFLAGS='-trimpath -buildvcs=false -mod=mod'

# step NAME TARGET FUNCTION [argument…]: makes the folder TARGET by FUNCTION FOLDER [argument…], unless it is there.
step() {
	local name=$1 target=$2 log=$CACHE/logs/build-$1.log from=$SECONDS told=$SECONDS make
	shift 2
	[ ! -d "$target" ] || return 0
	say "build $name"
	rm -rf "$target.part"
	mkdir -p "$target.part"
	make=$1
	shift
	"$make" "$target.part" "$@" > "$log" 2>&1 &
	make=$!
	while kill -0 "$make" 2> /dev/null; do
		sleep 0.2
		if [ $((SECONDS - told)) -ge 30 ]; then
			told=$SECONDS
			say "build $name: $((SECONDS - from)) s so far"
		fi
	done
	wait "$make" || {
		tail -n 40 "$log" >&2
		die "build $name failed: the whole log is $log"
	}
	mv "$target.part" "$target"
	say "build $name: $((SECONDS - from)) s"
}

# pin NAME GO_MOD VERSION package…: enters a module of our own, begun with the text GO_MOD, that does
# nothing but pin these programs.
pin() {
	local dir=$CACHE/modules/$1 go_mod=$2 version=$3 package packages=()
	shift 3
	rm -rf "$dir"
	mkdir "$dir"
	cd "$dir" || return
	echo "$go_mod" > go.mod
	for package in "$@"; do packages+=("$package@$version"); done
	go get -tool "${packages[@]}"
}

# go_build OUT LDFLAGS package…: OUT is a folder when it ends in /.
go_build() {
	local out=$1 flags=$2
	shift 2
	nice -n 10 go build -ldflags "-s -w $flags" -o "$out" "$@"
}
