import { readFileSync } from 'node:fs';

/** The version of the package that this file is part of: the nearest package.json of that name above it. */
export function version(): string {
  for (let up = '../'; up.length < 20; up += '../') {
    try {
      const found: unknown = JSON.parse(readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8'));
      if (typeof found === 'object' && found !== null && 'name' in found && found.name === 'writ' && 'version' in found)
        return String(found.version);
    } catch {
      // Not at this height.
    }
  }
  return 'unknown';
}
