const DROP_IN = '/etc/systemd/system/containerd.service.d/fault.conf';

/** Makes containerd's unit run a command before it starts; empty to take it away. */
export const beforeStart = (command: string): string =>
  command === ''
    ? `rm -f ${DROP_IN}; systemctl daemon-reload`
    : `printf '[Service]\\nExecStartPre=/bin/sh -c "%s"\\n' '${command}' > ${DROP_IN}; systemctl daemon-reload`;

/** Where a release goes, there is little space. */
export const SMALL_DISK = {
  prepare: 'mkdir -p /opt/aks-sandbox; mount -t tmpfs -o size=100m tmpfs /opt/aks-sandbox',
  restore: 'umount /opt/aks-sandbox',
};
