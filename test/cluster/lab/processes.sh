# shellcheck shell=bash
# Starts and ends programs by recorded process. Sourced; needs RUN.
# A file in $RUN/pids holds "pid starttime", so that a pid used again by the machine is never taken for ours.

# started_at PID: when it started, in clock ticks. Nothing for a process that has ended and is only not
# yet reaped (process 1 may take seconds to). A zombie that still has threads has not ended: they hold
# its ports.
started_at() {
	local threads=("/proc/$1/task"/*)
	awk -v threads=${#threads[@]} '{ sub(/.*\) /, ""); if ($1 != "Z" || threads > 1) print $20 }' "/proc/$1/stat" 2> /dev/null
}

# pid_of NAME: its pid, if it is still the process that was started under this name.
pid_of() {
	local pid at
	[ -s "$RUN/pids/$1" ] || return 1
	read -r pid at < "$RUN/pids/$1"
	[ "$(started_at "$pid")" = "$at" ] && echo "$pid"
}
alive() { pid_of "$1" > /dev/null; }

# start NAME command…: in the background, in a session of its own, logging to logs/NAME.log.
# Not once down.sh has begun, or a script that outlives its caller would start what nobody ends.
start() {
	local name=$1
	shift
	! alive "$name" || return 0
	exec 8< "$RUN/settings"
	flock --shared 8
	[ ! -e "$RUN/closing" ] || die "$name not started: the cluster is being taken down"
	mkdir -p "$RUN/logs" "$RUN/pids"
	rm -f "$RUN/pids/$name"
	setsid "$LAB/record.sh" "$RUN/pids/$name" "$@" >> "$RUN/logs/$name.log" 2>&1 < /dev/null 8<&- &
	wait_for 10 test -s "$RUN/pids/$name" || die "$name did not start: see $RUN/logs/$name.log"
	exec 8<&-
}

# refuse_starts: when it returns, no program is being started, and none will be.
refuse_starts() {
	exec 8< "$RUN/settings"
	flock 8
	: > "$RUN/closing"
	exec 8<&-
}

# stop NAME [SIGNAL]: and waits for its end; kills it when it has not ended after 15 s.
stop() {
	local name=$1 signal=${2:-TERM} pid
	if pid=$(pid_of "$name"); then
		kill -s "$signal" "$pid" 2> /dev/null || true
		if ! wait_for 15 ended "$name"; then
			say "$name: killed after 15 s"
			kill -s KILL "$pid" 2> /dev/null || true
			wait_for 15 ended "$name" || die "$name (process $pid) cannot be ended"
		fi
	fi
	rm -f "$RUN/pids/$name"
}
ended() { ! alive "$1"; }

ended_or() { # NAME command…
	local name=$1
	shift
	ended "$name" || "$@"
}

# ready_within SECONDS NAME command…: until the command succeeds; gives up at once when NAME has ended.
ready_within() {
	local seconds=$1 name=$2
	shift 2
	wait_for "$seconds" ended_or "$name" "$@" || die "$name is not ready after $seconds s: see $RUN/logs/$name.log"
	! ended "$name" || die "$name has ended: see $RUN/logs/$name.log"
}
