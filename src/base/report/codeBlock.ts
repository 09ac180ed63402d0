/** A text as a block of code: whatever stands in it, it does not end before it is over. */
export function codeBlock(language: string, text: string): string {
  const runs = [...text.matchAll(/`{3,}/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(2, ...runs) + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
