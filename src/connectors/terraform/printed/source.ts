import type { Source } from '../resolve/value.ts';

/** Places of a printed file are lines: its text is not kept, and no fix edits what Terraform printed. */
export const sourceAt = (path: string): Source => ({
  path,
  lines: { lineAt: (line) => Math.max(line, 1), startOf: (line) => line, columnAt: () => 0 },
});
