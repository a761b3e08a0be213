import { printHoles } from '../../model/hole.ts';
import { maybe, NO, YES, type Answer } from '../answer/answer.ts';

/**
 * Whether all that a member of an allow policy stands for is among a principal of a deny policy (IAM documentation, "Principal identifiers",
 * deny policies). What a set holds beyond its name is not known: `maybe`. A rule about one of a group takes nothing from the others.
 */
export function isAmong(member: string, denied: string, policy: string): Answer {
  const printed = printHoles(member);
  const [prefix, name] = [printed.slice(0, printed.indexOf(':')), printed.slice(printed.indexOf(':') + 1)];
  if (denied === 'principalSet://goog/public:all') return YES;
  if (printed === denied) return YES;
  const person = /^principal:\/\/goog\/subject\/(.{1,330})$/u.exec(denied)?.[1];
  if (person !== undefined) return same(prefix === 'user', name, person);
  const account = /^principal:\/\/iam\.googleapis\.com\/projects\/-\/serviceAccounts\/(.{1,330})$/u.exec(denied)?.[1];
  if (account !== undefined) return same(prefix === 'serviceAccount', name, account);
  const group = /^principalSet:\/\/goog\/group\/(.{1,330})$/u.exec(denied)?.[1];
  if (group !== undefined) {
    if (prefix === 'group' && name.toLowerCase() === group.toLowerCase()) return YES;
    return NAMED.has(prefix) ? maybe(`${name} is not of the group ${group}, which ${policy} names`) : NO;
  }
  const pool = /^principalSet:\/\/(iam\.googleapis\.com\/.{1,500}Pools\/[^/]{1,330})\/(\*|.{1,500})$/u.exec(denied);
  if (pool) return ofPool(printed, pool[1] ?? '', pool[2] ?? '', policy);
  // Projects, folders and organisations as sets hold the accounts that were made below them.
  if (/^principalSet:\/\/cloudresourcemanager\.googleapis\.com\//u.test(denied))
    return prefix === 'serviceAccount' || !denied.includes('/type/ServiceAccount')
      ? unlessOutside(printed, prefix, denied, policy)
      : NO;
  return denied.startsWith('principalSet:') ? unlessOutside(printed, prefix, denied, policy) : NO;
}

const NAMED: ReadonlySet<string> = new Set(['user', 'serviceAccount', 'group']);

const same = (right: boolean, name: string, other: string): Answer =>
  right && name.toLowerCase() === other.toLowerCase() ? YES : NO;

function ofPool(member: string, pool: string, which: string, policy: string): Answer {
  const inPool = new RegExp(`^principal(?:Set)?://${pool.replace(/[.*+?^$()|[\]{}\\]/gu, '\\$&')}/`, 'u').test(member);
  if (!inPool) return NO;
  return which === '*' ? YES : maybe(`it is not of ${which}, which ${policy} names`);
}

/** The public is more than any set of an organisation. */
function unlessOutside(member: string, prefix: string, denied: string, policy: string): Answer {
  if (member === 'allUsers' || member === 'allAuthenticatedUsers') return NO;
  return maybe(
    `${prefix === '' ? member : member.slice(prefix.length + 1)} is not of ${denied}, which ${policy} names`,
  );
}
