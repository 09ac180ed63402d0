/** What a file says, or why it says nothing to kubectl. */
export interface DecodedFile {
  readonly text: string;
  /** Absent where kubectl reads the text as well. */
  readonly problem?: string;
}

/**
 * Decodes the bytes of a file as kubectl does: by its byte-order mark as UTF-16, else as UTF-8, in
 * which a byte that is none becomes U+FFFD (cli-runtime `pkg/resource/visitor.go`, 1.36; tried).
 */
export function decodeFile(bytes: Buffer): DecodedFile {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return utf32('little');
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return utf32('big');
  if (first === 0xff && second === 0xfe) return { text: bytes.toString('utf16le') };
  if (first === 0xfe && second === 0xff) {
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)));
    return { text: even.swap16().toString('utf16le') };
  }
  return { text: bytes.toString('utf8') };
}

function utf32(end: 'little' | 'big'): DecodedFile {
  return {
    text: '',
    problem: `This file is UTF-32 (${end}-endian): kubectl reads UTF-8 and UTF-16. Save it as UTF-8.`,
  };
}

/** A text without the byte-order mark that it may begin with. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
