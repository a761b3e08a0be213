import { explain, principalsNamed, worldOfFacts } from '../../cloud/aws/explain.ts';
import { WritError } from '../../model/errors.ts';
import { iamJson, iamLines } from '../../report/iam-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { closest } from '../closest.ts';
import { cloudFacts } from '../cloud-facts.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { usage } from '../usage.ts';

export interface IamFlags extends EstateFlags {
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly complete?: true;
}

/** `writ iam explain PRINCIPAL ACTION RESOURCE`: the evaluator's whole answer, with the statements that decide. */
export async function iam(io: Io, given: readonly string[], flags: IamFlags): Promise<number> {
  const [[what, principal = '', action = '', resource = ''], told] = argumentsOf(
    ['explain', 'PRINCIPAL', 'ACTION', 'RESOURCE'],
    given,
    flags,
    io.cwd,
  );
  if (what !== 'explain')
    throw usage(`"${what ?? ''}" is not known`, 'Write: writ iam explain PRINCIPAL ACTION RESOURCE');
  if (!/^[\w-]{1,60}:\w{1,100}$/u.test(action))
    throw usage(`"${action}" is no action`, 'Actions read service:Action, as in s3:GetObject.');
  if (resource !== '*' && !resource.startsWith('arn:'))
    throw usage(`"${resource}" is no resource`, 'Give an ARN, or * for an action without resources.');
  const loaded = await loadEstate(io, told);
  const world = worldOfFacts(await cloudFacts(loaded, told));
  const named = world ? principalsNamed(world, principal) : [];
  if (!world || named.length === 0) {
    const near = closest(principal, world?.identities.map((one) => one.arn) ?? []);
    const hint =
      near.length > 0
        ? `Did you mean\n${near.map((one) => `  ${one}`).join('\n')}`
        : 'No file tells of such a role or user.';
    throw new WritError('unknown-id', `"${principal}"`, { hint });
  }
  const question = { principal, action, resource, context: flags.context ?? {}, complete: flags.complete === true };
  const all = named.map((one) => explain(world, one, question));
  await answer(io, flags.output, { json: () => iamJson(all), lines: () => iamLines(all, io.width) });
  return exitOf(loaded, {});
}
