import { count } from '../../base/text/count.ts';
import type { FoundManifests } from '../../files/findManifests.ts';
import type { LeftOut } from '../../yaml/validate.ts';

const MAX_NAMED = 10;

/** What a run does not tell, so that a clean one can be believed. */
export class LeftOutCount {
  #files = 0;
  #byComment = 0;
  #byRules = 0;

  add({ file, byComment, byRules }: LeftOut): void {
    if (file) this.#files++;
    this.#byComment += byComment;
    this.#byRules += byRules;
  }

  /** One sentence a line; none when nothing was left out. */
  lines({ outside, ignored, excluded }: FoundManifests): readonly string[] {
    const findings = this.#byComment + this.#byRules;
    return [
      ...outside
        .slice(0, MAX_NAMED)
        .map((link) => `${link} is a link that leads out of the repository: it is not checked.`),
      ...(outside.length > MAX_NAMED ? [`${outside.length - MAX_NAMED} more links do.`] : []),
      ...ignoredLine(ignored),
      ...(excluded > 0 ? [`The configuration excludes ${count(excluded, 'file')}.`] : []),
      ...(this.#files > 0 ? [`Comments exclude ${count(this.#files, 'file')}.`] : []),
      ...(findings > 0
        ? [
            `${count(findings, 'finding')} left out: ${this.#byComment} by comments, ${this.#byRules} by the configuration.`,
          ]
        : []),
    ];
  }
}

/** A folder is not looked into: how many manifests it has is not known. */
function ignoredLine({ files, folders }: FoundManifests['ignored']): readonly string[] {
  const kinds = [
    ...(files > 0 ? [count(files, 'file')] : []),
    ...(folders > 0 ? [count(folders, 'folder')] : []),
  ];
  return kinds.length === 0 ? [] : [`.gitignore leaves out ${kinds.join(' and ')}.`];
}
