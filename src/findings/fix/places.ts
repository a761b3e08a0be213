import type { Evidence } from '../../model/evidence.ts';

/** The first file of the evidence. */
export function fileOf(evidence: readonly Evidence[]): string | undefined {
  for (const one of evidence) if ('file' in one) return one.file;
  return undefined;
}

export function folderOf(evidence: readonly Evidence[]): string | undefined {
  const file = fileOf(evidence);
  return file?.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** A name for a new object or file, of letters that every system takes; at most 63 long. */
export function newName(...parts: readonly string[]): string {
  const plain = parts
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 63);
  return plain.replace(/^-+|-+$/gu, '') || 'writ';
}
