# shellcheck shell=bash
# A node's control groups. Sourced.

# cgroup_roots: where this machine has its hierarchies, one a line: a folder for each of version 1 and,
# beside them or alone, the one of version 2.
cgroup_roots() { awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/mounts | sort -u; }
is_version_2() { [ -e "$1/cgroup.controllers" ]; } # ROOT

# make_cgroups LAB NODE: a group for the node in every hierarchy. The lone version 2 one beside
# hierarchies of version 1 counts too: the node's systemd mounts it by itself, and would make its slices
# in the machine's root.
make_cgroups() {
	local root group controller controllers
	for root in $(cgroup_roots); do
		mkdir -p "$root/$1/$2"
		for group in "$root/$1" "$root/$1/$2"; do
			# A new cpuset group of version 1 takes no process before it has processors and memory.
			if [ -e "$group/cpuset.cpus" ] && ! is_version_2 "$root"; then
				cat "$root/cpuset.cpus" > "$group/cpuset.cpus"
				cat "$root/cpuset.mems" > "$group/cpuset.mems"
				echo 1 > "$group/cgroup.clone_children"
			fi
		done
		if is_version_2 "$root"; then
			read -ra controllers < "$root/cgroup.controllers" || true # empty where version 1 has them all
			for controller in "${controllers[@]}"; do
				for group in "$root" "$root/$1"; do echo "+$controller" > "$group/cgroup.subtree_control"; done
			done
		fi
	done
}

# enter_cgroups LAB NODE: puts this process in the node's groups.
enter_cgroups() {
	local root
	for root in $(cgroup_roots); do echo $$ > "$root/$1/$2/cgroup.procs"; done
}

# leave_cgroups_2 PID: takes a process out of the node's group of version 2, where a group that has
# groups below it with controllers may hold no process itself.
leave_cgroups_2() {
	local root
	for root in $(cgroup_roots); do ! is_version_2 "$root" || echo "$1" > "$root/cgroup.procs"; done
}

# remove_cgroups LAB NODE
remove_cgroups() {
	local root
	for root in $(cgroup_roots); do
		wait_for 10 remove_tree "$root/$1/$2" || die "$2: control groups left in $root/$1/$2"
		rmdir "$root/$1" 2> /dev/null || true # another node may still be in it
	done
}
# Ended processes may hold a group for a moment.
remove_tree() {
	[ ! -d "$1" ] || find "$1" -depth -type d -exec rmdir {} + 2> /dev/null
	[ ! -d "$1" ]
}
