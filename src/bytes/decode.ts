import { isUtf8 } from 'node:buffer';

/** The text of some bytes (UTF-8, or UTF-16 with a byte order mark, which is removed), or why they are none. Line ends stay as they are. */
export function decode(bytes: Buffer): { readonly text: string } | { readonly problem: string } {
  const text = textOf(bytes);
  if (text === undefined) return { problem: 'the bytes are neither UTF-8 nor UTF-16 with a byte order mark' };
  return text.includes('\0') ? { problem: 'the text holds NUL characters' } : { text };
}

function textOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return bytes.length % 2 === 0 ? utf16(Buffer.from(bytes.subarray(2)).swap16()) : undefined;
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  return isUtf8(body) ? body.toString('utf8') : undefined;
}

function utf16(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-16le', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
