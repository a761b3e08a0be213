import { CHECKS, type Finding, type Setting } from './checks.ts';

/** Looks at everything that `writ serve` needs. Nothing is changed, and a check that cannot be made is told as broken. */
export async function examine(setting: Setting): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for (const [name, check] of CHECKS)
    found.push({
      name,
      ...(await check(setting).catch((error: unknown) => ({
        state: 'broken' as const,
        says: error instanceof Error ? error.message : String(error),
        hint: 'It could not be looked at.',
      }))),
    });
  return found;
}
