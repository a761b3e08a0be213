import { hole } from '../../../model/hole.ts';
import { textOf, type Val } from './value.ts';

/** What a computed attribute is made of. */
export interface Made {
  /** With its index. */
  readonly address: string;
  readonly account: string;
  readonly region: string;
  /** An argument as configured; undefined where it is not given. */
  given(name: string): Val | undefined;
}

const SLOT = /<([!a-z_:|]{1,80})>/gu;

/** Fills a template of computed.ts. */
export const computedText = (template: string, made: Made): string =>
  template.replace(SLOT, (_, slot: string) => filled(slot, made));

function filled(slot: string, made: Made): string {
  if (slot.startsWith('!')) return hole(`${made.address}.${slot.slice(1)}`);
  if (slot === 'account') return made.account;
  if (slot === 'region') return made.region;
  const [mode, name] = slot.includes(':') ? slot.split(':') : ['', slot];
  // Some modules take the name for a prefix unless they are told otherwise.
  if (mode === 'prefixed' && made.given('use_name_prefix')?.data !== false)
    return `${nameOf(name ?? '', made)}-${hole(`suffix of ${made.address}`)}`;
  const text = nameOf(name ?? '', made);
  if (mode === 'bare') return text.replace(/^https?:\/\//u, '').replace(/\/+$/u, '');
  return mode === 'slashless' ? text.replace(/^\//u, '') : text;
}

/** A name as given, from its prefix with a hole, or a hole. */
export function nameOf(slot: string, made: Made): string {
  const names = slot.split('|');
  for (const name of names) {
    const value = made.given(name);
    const text = value && value.data !== null ? textOf(value) : undefined;
    if (text !== undefined && text !== '') return text;
  }
  const [name = slot] = names;
  if (name === 'path' || name === 'role_path') return '/';
  const prefix = made.given(name === 'bucket' ? 'bucket_prefix' : `${name}_prefix`);
  const start = prefix && prefix.data !== null ? textOf(prefix) : undefined;
  return start === undefined || start === ''
    ? hole(`${made.address}.${name}`)
    : start + hole(`suffix of ${made.address}`);
}

/** The issuer of a cluster: `identity[0].oidc[0].issuer`. */
export const issuerOf = (address: string): string => `https://${hole(`${address}.oidc_provider`)}`;
