import { plainText } from '../../../base/text/plainText.ts';

/** The image whose program reads a kernel in place of the pod's own. */
export interface ProbeImage {
  readonly name: string;
  /** Where it is set, as what follows "from"; absent for the default. */
  readonly origin?: string;
}

/** What is said before it runs: what somebody else may have chosen can make any verdict. */
export function probeImageText({ name, origin }: ProbeImage): readonly string[] {
  if (origin === undefined) return [];
  return [
    `Not the default: the image ${plainText(name, 300)} (from ${origin}). Its program reads the kernel, and is believed.`,
  ];
}
