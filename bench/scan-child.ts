import { scan } from '../src/inventory/scan.ts';

/** One scan in a process of its own; prints its peak resident set in MiB. */
const { findings } = scan(process.argv.slice(2));
if (findings.length === 0) throw new Error('the scan found nothing');
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
