// What the bundles are made of: the notices that go with them, and their bill. `bundled` are files of packages.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders of the packages that are bundled, each once. */
function bundledFolders(bundled) {
  const folders = [...bundled].flatMap((file) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)].toSorted();
}

/** What is in the bundles, as CycloneDX 1.6. It says nothing of when and where: made again, it is the same. */
export async function billOfMaterials(bundled) {
  const found = await Promise.all(
    bundledFolders(bundled).map((folder) => readJson(join(folder, 'package.json'))),
  );
  const packages = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: componentOf('application', await readJson('package.json')) },
    components: [...packages.values()].map((one) => componentOf('library', one)),
  };
}

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

function componentOf(type, { name, version, license }) {
  return {
    type,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license ? { licenses: [{ expression: license }] } : {}),
  };
}

/** Who made the packages that are bundled, and under which terms: their licences ask for it. */
export async function thirdPartyNotices(bundled) {
  const notices = await Promise.all(bundledFolders(bundled).map(noticeOf));
  // The same terms one after the other: so they take little room in the package.
  const sorted = notices.toSorted(
    (a, b) =>
      a.terms.localeCompare(b.terms) ||
      a.text.length - b.text.length ||
      a.text.localeCompare(b.text),
  );
  return `AKS Sandbox contains these packages:\n\n${sorted.map(({ text }) => text).join('\n')}`;
}

/** Throws where a package does not say its licence: it cannot be shipped. */
async function noticeOf(folder) {
  const manifest = await readFile(join(folder, 'package.json'), 'utf8');
  const { name, version, license, repository } = JSON.parse(manifest);
  const files = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
  if (license === undefined && files.length === 0) throw new Error(`${name} names no licence`);
  const texts = await Promise.all(
    files.toSorted().map((file) => readFile(join(folder, file), 'utf8')),
  );
  const from = typeof repository === 'string' ? repository : repository?.url;
  const head = [`${name} ${version}`, license, from].filter(Boolean).join(' · ');
  const lines = [head, '='.repeat(head.length), '', ...texts.map((text) => `${text.trim()}\n`)];
  return { terms: String(license), text: lines.join('\n') };
}
