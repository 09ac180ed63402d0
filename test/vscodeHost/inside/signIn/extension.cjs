const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

// AKS_SANDBOX_SIGN_IN, as JSON:
//   home     the tenant of the account
//   locked   tenants that refuse it, each with what Entra ID says
//   minutes  how long tokens last
// AKS_SANDBOX_SIGN_IN_LOG: a file that gets a line of JSON for each call.
const {
  home = '0f3a1c52-7b64-4a0e-9a5d-2c1f8e6b7d90',
  locked = {},
  minutes = 60,
} = JSON.parse(process.env.AKS_SANDBOX_SIGN_IN || '{}');

const ACCOUNT = { id: 'ada', label: 'ada@contoso.example' };

exports.activate = ({ subscriptions, globalState }) => {
  for (const id of ['microsoft', 'microsoft-sovereign-cloud']) {
    const provider = new Provider(id, globalState);
    subscriptions.push(
      vscode.authentication.registerAuthenticationProvider(id, 'Microsoft', provider, {
        supportsMultipleAccounts: true,
        supportsChallenges: true,
      }),
    );
  }
};

class Provider {
  #id;
  #kept;
  #changed = new vscode.EventEmitter();
  onDidChangeSessions = this.#changed.event;

  constructor(id, kept) {
    this.#id = id;
    this.#kept = kept;
  }

  /** Sessions last when the window is reloaded. */
  get #sessions() {
    return this.#kept.get(this.#id, []);
  }

  set #sessions(sessions) {
    void this.#kept.update(this.#id, sessions);
  }

  async getSessions(scopes) {
    this.#note('getSessions', scopes);
    if (!scopes) return this.#sessions;
    const known = this.#sessions.find((one) => sameScopes(one.scopes, scopes));
    if (known) return [known];
    // Who is signed in gets further tokens without being asked.
    return this.#sessions.length === 0 ? [] : [this.#session(scopes, {})];
  }

  async createSession(scopes) {
    this.#note('createSession', scopes);
    const session = this.#session(scopes, {});
    this.#sessions = [...this.#sessions, session];
    this.#changed.fire({ added: [session], removed: [], changed: [] });
    return session;
  }

  async getSessionsFromChallenges(constraint) {
    this.#note('getSessionsFromChallenges', constraint.fallbackScopes);
    return [];
  }

  async createSessionFromChallenges(constraint) {
    this.#note('createSessionFromChallenges', constraint.fallbackScopes);
    const session = this.#session(constraint.fallbackScopes, { acrs: ['p1'] });
    this.#sessions = [...this.#sessions, session];
    return session;
  }

  async removeSession(id) {
    const removed = this.#sessions.filter((one) => one.id === id);
    this.#sessions = this.#sessions.filter((one) => one.id !== id);
    this.#changed.fire({ added: [], removed, changed: [] });
  }

  #session(scopes, more) {
    const tenant = scopes.find((scope) => scope.startsWith('VSCODE_TENANT:'))?.slice(14) ?? home;
    if (locked[tenant]) throw new Error(locked[tenant]);
    const scope = scopes.find((one) => one.endsWith('/.default')) ?? '';
    const claims = {
      aud: scope.replace(/\/\.default$/, ''),
      tid: tenant,
      upn: ACCOUNT.label,
      exp: Math.floor(Date.now() / 1000) + minutes * 60,
      ...more,
    };
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return {
      id: `${scopes.join(' ')} ${JSON.stringify(more)}`,
      accessToken: `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.none`,
      account: ACCOUNT,
      scopes,
    };
  }

  #note(call, scopes) {
    const file = process.env.AKS_SANDBOX_SIGN_IN_LOG;
    if (file) appendFileSync(file, `${JSON.stringify({ provider: this.#id, call, scopes })}\n`);
  }
}

function sameScopes(a, b) {
  return a.length === b.length && a.every((scope) => b.includes(scope));
}
