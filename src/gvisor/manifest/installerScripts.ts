import { readFileSync } from 'node:fs';

const NAMES = [
  'api.sh',
  'boot.sh',
  'containerd.sh',
  'host.sh',
  'install.sh',
  'lease.sh',
  'preflight.sh',
  'proof.sh',
  'release.sh',
  'remove.sh',
  'rollback.sh',
] as const;

/**
 * The scripts of the installer by file name, in the order of their names. The build puts their text
 * in here.
 */
export const INSTALLER_SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  NAMES.map((name) => [
    name,
    readFileSync(new URL(`../installer/${name}`, import.meta.url), 'utf8'),
  ]),
);
