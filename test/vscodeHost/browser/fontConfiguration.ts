import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a fontconfig file into `dir` that names the fonts of these folders and no others, so that the
 * workbench looks the same on every machine, also on one without fonts. Returns the environment that
 * points a browser to it.
 */
export async function fontEnvironment(
  dir: string,
  folders: readonly string[],
): Promise<{ FONTCONFIG_FILE: string }> {
  const file = path.join(dir, 'fonts.conf');
  const cache = path.join(dir, 'fonts-cache');
  await mkdir(cache, { recursive: true });
  await writeFile(file, fontConfiguration(folders, cache));
  return { FONTCONFIG_FILE: file };
}

const SANS = ['Open Sans', 'DejaVu Sans'];

function fontConfiguration(folders: readonly string[], cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${cache}</cachedir>
  <selectfont><rejectfont>
    <pattern><patelt name="family"><string>DejaVu Serif</string></patelt></pattern>
    <pattern><patelt name="family"><string>DejaVu Math TeX Gyre</string></patelt></pattern>
  </rejectfont></selectfont>
${prefer('sans', SANS)}
${prefer('sans-serif', SANS)}
${prefer('system-ui', SANS)}
${prefer('monospace', ['DejaVu Sans Mono'])}
</fontconfig>
`;
}

function prefer(generic: string, families: readonly string[]): string {
  const names = families.map((family) => `<family>${family}</family>`).join('');
  return `  <alias binding="strong"><family>${generic}</family><prefer>${names}</prefer></alias>`;
}
