/** A page that a person opens, and the code that they enter there. */
export interface DeviceCode {
  readonly page: string;
  readonly code: string;
}

/**
 * The device code that a program asks a person for, in what it printed; `undefined` for none. Entra
 * ID says "open the page https://microsoft.com/devicelogin and enter the code A1B2C3D4E" (kubelogin
 * devicecode, 2026-11); others word it alike.
 */
export function deviceCodeOf(text: string): DeviceCode | undefined {
  const page = /https:\/\/[\w.-]+(?::\d+)?(?:\/[^\s"'<>]{0,200})?/.exec(text)?.[0];
  const code = /\bcode:?\s+"?([A-Z\d]{4,12}(?:-[A-Z\d]{4,12})?)\b/.exec(text)?.[1];
  if (page === undefined || code === undefined) return undefined;
  return { page: page.replace(/[.,;:]+$/, ''), code };
}
