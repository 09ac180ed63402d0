/** What the extension itself says in a terminal, set off from what is shown there. */
export function dim(text: string): string {
  return `\u001b[2m${text}\u001b[0m`;
}
