// node .ci/releaseNotes.ts TAG: the changelog's section for a release. Fails where the tag, the version of package.json
// and the changelog do not agree.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What the changelog says of a release, in Markdown. Throws where tag, version and changelog do not agree. */
export function releaseNotes(release: {
  readonly tag: string;
  readonly version: string;
  readonly changelog: string;
}): string {
  const { tag, version, changelog } = release;
  if (tag !== `v${version}`) {
    throw new Error(`The tag ${tag} is not v${version}, the version of package.json`);
  }
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((section) => /^\S+/.exec(section)?.[0] === version);
  const notes = own?.slice(own.indexOf('\n')).trim();
  if (!notes) throw new Error(`CHANGELOG.md says nothing of ${version}`);
  return `${notes}\n`;
}

function read(file: string): string {
  return readFileSync(path.join(import.meta.dirname, '..', file), 'utf8');
}

if (import.meta.main) {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  const [tag = ''] = process.argv.slice(2);
  process.stdout.write(releaseNotes({ tag, version, changelog: read('CHANGELOG.md') }));
}
