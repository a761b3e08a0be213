import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that is a working copy of a repository. */
export interface Checkout {
  /** As printed; '' for the working folder. */
  readonly folder: string;
  readonly remote?: { readonly host: string; readonly organisation: string; readonly name: string };
}

const LARGEST = 64 * 1024;

/** Reads the remote of a working copy from its `.git/config`: the one called origin, else the first. Nothing else of `.git` is opened. */
export function checkout(folder: string, real: string): Checkout {
  const text = configText(join(real, 'config'));
  const remote = text === undefined ? undefined : remoteOf(text);
  return { folder, ...(remote ? { remote } : {}) };
}

function configText(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  } catch {
    return undefined;
  }
  try {
    if (!fstatSync(file).isFile()) return undefined;
    const bytes = Buffer.alloc(LARGEST);
    return bytes.subarray(0, readSync(file, bytes, 0, LARGEST, 0)).toString('utf8');
  } catch {
    return undefined;
  } finally {
    closeSync(file);
  }
}

/** `[remote "origin"]` and its `url` (git-config(1)). */
export function remoteOf(config: string): Checkout['remote'] {
  const urls = new Map<string, string>();
  let section: string | undefined;
  for (const line of config.split(/\r?\n/u)) {
    const header = /^\s*\[([^\]]{1,300})\]/u.exec(line);
    if (header) section = /^remote\s+"([^"]{1,200})"$/u.exec(header[1] ?? '')?.[1];
    const url = section === undefined ? undefined : /^\s*url\s*=\s*(\S{1,2000})\s*$/u.exec(line)?.[1];
    if (section !== undefined && url !== undefined && !urls.has(section)) urls.set(section, url);
  }
  const url = urls.get('origin') ?? [...urls.values()][0];
  return url === undefined ? undefined : parsed(url);
}

function parsed(url: string): Checkout['remote'] {
  const match =
    /^(?:[a-z+]{2,20}:\/\/)?(?:[^@/\s]{0,300}@)?([A-Za-z0-9.-]{1,253})(?::\d{1,5})?[:/](\S{1,1000}?)(?:\.git)?\/*$/u.exec(
      url,
    );
  const [host, path] = [match?.[1], match?.[2]];
  const segments = path?.split('/').filter((one) => one !== '') ?? [];
  const name = segments.pop();
  if (host === undefined || name === undefined || segments.length === 0) return undefined;
  return { host: host.toLowerCase(), organisation: segments.join('/'), name };
}
