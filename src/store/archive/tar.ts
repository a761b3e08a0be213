/** Archives are tar files (POSIX ustar), so that `tar tzf` shows what is in a backup. Only plain files, with names of ours. */
export const BLOCK = 512;

/** What an archive may hold: rows of a table, files of the log, and the manifest, which comes last. */
const NAME =
  /^(?:manifest\.json|rows\/[a-z_]{1,40}\/\d{6}\.jsonl|log\/(?:checkpoint|minimum-index|(?:tile|spool)\/[\w./-]{1,80}))$/u;

export const isName = (name: string): boolean =>
  NAME.test(name) && name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

export function headerOf(name: string, size: number, time: Date): Buffer {
  if (!isName(name)) throw new Error(`no name of an archive: ${name}`);
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, length: number): void => {
    header.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1');
  };
  header.write(name, 0, 100, 'latin1');
  octal(0o600, 100, 8);
  octal(0, 108, 8);
  octal(0, 116, 8);
  octal(size, 124, 12);
  octal(Math.floor(time.getTime() / 1000), 136, 12);
  header.write('0', 156, 'latin1');
  header.write('ustar\x0000', 257, 'latin1');
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** Undefined for a block of zeros, which ends an archive. Throws for anything that we do not write. */
export function parseHeader(header: Buffer): { readonly name: string; readonly size: number } | undefined {
  if (header.every((byte) => byte === 0)) return undefined;
  const text = (at: number, length: number): string =>
    (header.toString('latin1', at, at + length).split('\0')[0] ?? '').trim();
  const name = text(0, 100);
  const size = text(124, 12);
  const sum = text(148, 8);
  if (!/^[0-7]{1,7}$/u.test(sum) || Number.parseInt(sum, 8) !== sumOf(header)) throw new Error('a header is damaged');
  if (header[156] !== 0x30 || !isName(name) || !/^[0-7]{1,11}$/u.test(size))
    throw new Error('it holds something that no backup has');
  return { name, size: Number.parseInt(size, 8) };
}

/** Of all bytes, those of the sum itself counted as spaces. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);
}

export const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;
