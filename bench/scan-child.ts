import type { scan as Scan } from '../src/inventory/scan.ts';

/** One scan in a process of its own, by the program as it is published; prints its peak resident set in MiB. */
const program = new URL('../program/scan.js', import.meta.url).href;
const { scan } = (await import(program)) as { readonly scan: typeof Scan };
const { findings } = scan(process.argv.slice(2));
if (findings.length === 0) throw new Error('the scan found nothing');
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
