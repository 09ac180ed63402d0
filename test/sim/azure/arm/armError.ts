export interface ArmErrorBody {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  readonly details?: readonly ArmErrorBody[];
}

/** An answer of Azure Resource Manager that is no success. */
export class ArmError extends Error {
  readonly status: number;
  readonly body: ArmErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: ArmErrorBody, headers: Readonly<Record<string, string>> = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }

  get json(): { readonly error: ArmErrorBody } {
    return { error: this.body };
  }
}

export function badRequest(code: string, message: string, target?: string): ArmError {
  return new ArmError(400, { code, message, ...(target === undefined ? {} : { target }) });
}

export function resourceNotFound(id: string): ArmError {
  return new ArmError(404, {
    code: 'ResourceNotFound',
    message: `The Resource '${id}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  });
}

/** Azure's refusal of an action that no role of the caller has. */
export function authorizationFailed(who: string, action: string, scope: string): ArmError {
  return new ArmError(403, {
    code: 'AuthorizationFailed',
    message: `The client '${who}' with object id '5f0d7c2e-2a53-4d41-9f38-6f3b0d1c7a11' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
  });
}

/** 401 that asks for multifactor authentication by a claims challenge. */
export function insufficientClaims(): ArmError {
  const claims = JSON.stringify({
    access_token: { acrs: { essential: true, values: ['p1'] } },
  });
  return unauthorized(
    'RequestDisallowedByAzure',
    'Resource was disallowed by Azure: Users must use MFA for Create/Update/Delete operations.',
    `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`,
  );
}

export function unauthorized(code: string, message: string, challenge: string): ArmError {
  return new ArmError(401, { code, message }, { 'WWW-Authenticate': challenge });
}
