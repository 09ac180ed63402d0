import { installerManifest } from '../../gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../gvisor/manifest/manifestYaml.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { parseGVisorManifestOptions } from './gvisorManifestOptions.ts';
import { GVISOR_MANIFEST_HELP } from './gvisorManifestHelp.ts';
import { terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usageError.ts';

/** `gvisor manifest`: prints the objects of the installer, for GitOps. */
export async function gvisor([command, ...rest]: readonly string[]): Promise<number> {
  if (command === '--help' || command === '-h') {
    terminal.print(GVISOR_MANIFEST_HELP);
    return EXIT_OK;
  }
  if (command !== 'manifest') {
    throw new UsageError(
      command === undefined ? 'gvisor needs a command: manifest' : `there is no gvisor ${command}`,
    );
  }
  const options = parseGVisorManifestOptions(rest);
  terminal.print(options ? await manifestYaml(installerManifest(options)) : GVISOR_MANIFEST_HELP);
  return EXIT_OK;
}
