import { authentication, type AuthenticationGetSessionOptions, workspace } from 'vscode';
import { type AzureCloud, cloudOf, unknownCloud } from '../../azure/arm/cloud.ts';
import type { AzureAccount, AzureSignIn } from '../../azure/signIn/azureSignIn.ts';
import { isAbort, throwIfAborted } from '../../base/abort.ts';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { Emitter } from '../../base/event.ts';
import { describeError, type Log } from '../../base/log.ts';
import { UserError } from '../../base/problem.ts';
import { challengeHeader, tokenScopes } from '../../azure/signIn/tokenScopes.ts';

/**
 * Signs in with the Microsoft accounts of VS Code. A person is asked on their click alone, and when
 * Azure wants to know more before it changes something.
 */
export function vscodeSignIn(log: Log): AzureSignIn & Disposable {
  const owned = new Disposables();
  const changed = owned.add(new Emitter<void>((error) => log.error(describeError(error))));
  owned.add(
    authentication.onDidChangeSessions(({ provider }) => {
      if (provider.id === vscodeCloud()?.provider) changed.fire();
    }),
  );
  return {
    get cloud() {
      return vscodeCloud();
    },
    onDidChange: changed.event,
    signIn: async (tenant) => {
      const { provider, scope } = knownCloud();
      const options = { createIfNone: true, clearSessionPreference: tenant === undefined };
      try {
        const session = await authentication.getSession(
          provider,
          tokenScopes(scope, tenant),
          options,
        );
        return accountOf(session.account);
      } catch (error) {
        // VS Code rejects so when the person declines or closes the dialog.
        log.info(describeError(error));
        return undefined;
      }
    },
    accounts: async (ids) => {
      const accounts = await authentication.getAccounts(knownCloud().provider);
      return accounts.filter(({ id }) => ids.includes(id)).map(accountOf);
    },
    tokens: (account) => ({
      token: async ({ scope, tenant, claims, mayAsk }, signal) => {
        const scopes = tokenScopes(scope, tenant);
        const { id, name: label } = account;
        const options: AuthenticationGetSessionOptions = { account: { id, label } };
        const session =
          claims === undefined
            ? await silently(scopes, options)
            : await challenged(scopes, claims, mayAsk === true, options);
        throwIfAborted(signal);
        if (session) return session.accessToken;
        throw notSignedIn(account, tenant);
      },
    }),
    dispose: () => owned.dispose(),
  };
}

async function silently(scopes: readonly string[], options: AuthenticationGetSessionOptions) {
  const { provider } = knownCloud();
  try {
    return await authentication.getSession(provider, scopes, { ...options, silent: true });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw refused(error);
  }
}

async function challenged(
  scopes: readonly string[],
  claims: string,
  mayAsk: boolean,
  options: AuthenticationGetSessionOptions,
) {
  const { provider } = knownCloud();
  const request = { wwwAuthenticate: challengeHeader(claims), fallbackScopes: scopes };
  const how = mayAsk ? { createIfNone: true } : { silent: true };
  try {
    return await authentication.getSession(provider, request, { ...options, ...how });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw refused(error);
  }
}

function accountOf({ id, label }: { readonly id: string; readonly label: string }): AzureAccount {
  return { id, name: label };
}

/** The cloud that VS Code is set to; `undefined` for a custom one. */
export function vscodeCloud(): AzureCloud | undefined {
  const setting = workspace.getConfiguration('microsoft-sovereign-cloud').get('environment');
  return cloudOf(typeof setting === 'string' ? setting : '');
}

function knownCloud(): AzureCloud {
  const known = vscodeCloud();
  if (known) return known;
  throw unknownCloud();
}

function refused(error: unknown): UserError {
  const said = error instanceof Error ? error.message : '';
  const code = /AADSTS\d+/.exec(said)?.[0];
  return new UserError(
    {
      kind: 'unauthorized',
      what: code ? `Entra ID does not let you in (${code})` : 'Signing in to Azure did not work',
      next: 'Sign in to this tenant.',
      retryable: false,
    },
    error,
  );
}

function notSignedIn({ name }: AzureAccount, tenant: string | undefined): UserError {
  return new UserError({
    kind: 'unauthorized',
    what: `${name} is not signed in${tenant === undefined ? ' to Azure' : ' to this tenant'}`,
    next: tenant === undefined ? 'Sign in to Azure.' : 'Sign in to this tenant.',
    retryable: false,
  });
}
