/** Thrown where the way to a server ends at its proxy. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  /** Its host and port, without credentials. */
  readonly proxy: string;
  /** What it answered, where it refused: a status of HTTP. */
  readonly status: number | undefined;
  /** Why it cannot be used, as a clause, where no code says it. */
  readonly why: string | undefined;

  constructor(
    proxy: URL,
    {
      status,
      why,
      cause,
    }: { readonly status?: number; readonly why?: string; readonly cause?: unknown },
  ) {
    super(`The proxy ${proxy.host} ${status === undefined ? 'failed' : `answered ${status}`}`, {
      cause,
    });
    this.proxy = proxy.host;
    this.status = status;
    this.why = why;
  }
}
