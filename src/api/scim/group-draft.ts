import { Refused } from '../refused.ts';
import { textOf, type Step } from './patch.ts';
import { LENGTHS, MOST_MEMBERS } from './shapes.ts';

export interface GroupDraft {
  readonly name: string;
  readonly externalId: string | null;
  readonly members: readonly string[];
}

/** One step more. Attributes that are not kept are passed over; those that nobody may set are refused. */
export function stepped(draft: GroupDraft, step: Step): GroupDraft {
  switch (step.attribute) {
    case 'displayname':
      return step.op === 'remove' ? draft : { ...draft, name: textOf(step.value, LENGTHS.name) };
    case 'externalid': {
      const gone = step.op === 'remove' || step.value === null || step.value === '';
      return { ...draft, externalId: gone ? null : textOf(step.value, LENGTHS.externalId) };
    }
    case 'members':
      return { ...draft, members: membersAfter(draft.members, step) };
    case 'id':
    case 'meta':
      throw new Refused('bad-request', `${step.attribute} is not set by a directory`, 'mutability');
    default:
      return draft;
  }
}

function membersAfter(before: readonly string[], { op, picked, value }: Step): readonly string[] {
  if (picked) {
    if (op !== 'remove' || picked.attribute !== 'value')
      throw new Refused('bad-request', 'members[value eq "..."] is for removing one', 'invalidPath');
    return before.filter((one) => one !== picked.value.toLowerCase());
  }
  const said = value === undefined || value === null ? undefined : membersOf(value);
  // Entra removes members by their list, and all of them without one.
  if (op === 'remove') return said === undefined ? [] : before.filter((one) => !said.includes(one));
  if (said === undefined) throw new Refused('bad-request', 'members are a list', 'invalidValue');
  const after = [...new Set(op === 'replace' ? said : [...before, ...said])];
  if (after.length > MOST_MEMBERS)
    throw new Refused('bad-request', `a group has ${MOST_MEMBERS} members at most`, 'tooMany');
  return after;
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** Ids of members, of a list or of one. */
export function membersOf(value: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return all.map((one) => {
    const id = typeof one === 'object' && one !== null && 'value' in one ? one.value : one;
    if (typeof id !== 'string' || !UUID.test(id.toLowerCase()))
      throw new Refused('bad-request', 'a member is named by the id of a user', 'invalidValue');
    return id.toLowerCase();
  });
}
