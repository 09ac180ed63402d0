/**
 * What VS Code is asked for: a scope, and the tenant in its own spelling. Source: microsoft/vscode
 * `extensions/microsoft-authentication`.
 */
export function tokenScopes(scope: string, tenant: string | undefined): string[] {
  return tenant === undefined ? [scope] : [scope, `VSCODE_TENANT:${tenant}`];
}

/**
 * The header that VS Code reads a claims challenge from. It has no `scope`: that would take the
 * place of the scopes that are asked for, and the tenant would be lost.
 */
export function challengeHeader(claims: string): string {
  const encoded = Buffer.from(claims).toString('base64');
  return `Bearer error="insufficient_claims", claims="${encoded}"`;
}
