import { Refused } from '../refused.ts';
import { booleanOf, textOf, type Step } from './patch.ts';
import { LENGTHS } from './shapes.ts';

/** What a directory says of a person and what is kept of it. */
export interface UserDraft {
  readonly userName: string;
  readonly externalId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly active: boolean;
}

type Set = (draft: UserDraft, step: Step) => UserDraft;

const named: Set = (draft, { op, value }) =>
  op === 'remove' ? draft : { ...draft, name: textOf(value, LENGTHS.name) };

/** By attribute. */
const SET: Readonly<Record<string, Set>> = {
  username: (draft, step) => ({ ...draft, userName: textOf(required(step), LENGTHS.userName) }),
  active: (draft, step) => ({ ...draft, active: booleanOf(required(step)) }),
  displayname: named,
  'name.formatted': named,
  name: (draft, step) => {
    const formatted = partOf(step.value, 'formatted');
    return typeof formatted === 'string' ? named(draft, { ...step, value: formatted }) : draft;
  },
  externalid: (draft, { op, value }) => ({
    ...draft,
    externalId: op === 'remove' || value === null || value === '' ? null : textOf(value, LENGTHS.externalId),
  }),
  emails: (draft, step) => {
    if (step.picked && !isMain(step.picked)) return draft;
    if (step.op === 'remove') return { ...draft, email: null };
    const all: readonly unknown[] = Array.isArray(step.value) ? step.value : [step.value];
    const main = all.find((one) => partOf(one, 'primary') === true) ?? all[0];
    return { ...draft, email: main === undefined ? null : textOf(partOf(main, 'value'), LENGTHS.email) };
  },
  'emails.value': (draft, { op, picked, value }) => {
    if (picked && !isMain(picked)) return draft;
    return { ...draft, email: op === 'remove' ? null : textOf(value, LENGTHS.email) };
  },
};

/** One step more. Attributes that are not kept are passed over; those that nobody may set are refused. */
export function stepped(draft: UserDraft, step: Step): UserDraft {
  if (step.attribute === 'id' || step.attribute === 'meta' || step.attribute === 'groups')
    throw new Refused('bad-request', `${step.attribute} is not set by a directory`, 'mutability');
  return Object.hasOwn(SET, step.attribute) ? (SET[step.attribute]?.(draft, step) ?? draft) : draft;
}

/** The one address that is kept is the main one, or that of work. */
const isMain = ({ attribute, value }: { readonly attribute: string; readonly value: string }): boolean =>
  (attribute === 'type' && value.toLowerCase() === 'work') || (attribute === 'primary' && value === 'true');

function required({ op, attribute, value }: Step): unknown {
  if (op === 'remove') throw new Refused('bad-request', `${attribute} is required`, 'mutability');
  return value;
}

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
