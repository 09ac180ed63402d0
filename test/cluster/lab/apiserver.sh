#!/bin/bash
# apiserver.sh start|stop|restart: the running cluster's kube-apiserver. Returns when it is ready, or gone.
. "$(dirname "$0")/settings.sh"
. "$LAB/control-plane.sh"
[ -f "$RUN/settings" ] || die "no cluster in $RUN: run up.sh"
case ${1:-} in
	start) start_apiserver ;;
	stop) stop_apiserver ;;
	restart)
		stop_apiserver
		start_apiserver
		;;
	*) die "apiserver.sh start|stop|restart" ;;
esac
