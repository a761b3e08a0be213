import { explain, principalsNamed, worldOfFacts, type Question } from '../../cloud/aws/explain.ts';
import { accountOfArn } from '../../cloud/aws/world/principals.ts';
import type { AwsIdentity, World } from '../../cloud/aws/world/types.ts';
import { WritError } from '../../model/errors.ts';
import { iamJson, iamLines } from '../../report/iam-report.ts';
import { answer } from '../answer.ts';
import { argumentsOf } from '../arguments.ts';
import { closest } from '../closest.ts';
import { cloudFacts } from '../cloud-facts.ts';
import { diagnosticLines } from '../diagnostics.ts';
import { EXIT } from '../exit.ts';
import { exitOf } from '../exit-of.ts';
import type { Io } from '../io.ts';
import { loadEstate, type EstateFlags } from '../load-estate.ts';
import { holderOf } from '../policy-file.ts';
import { usage } from '../usage.ts';

export interface IamFlags extends EstateFlags {
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly complete?: true;
  /** A file with one policy document, asked in the place of a principal. */
  readonly policy?: string;
}

/** `writ iam explain PRINCIPAL ACTION RESOURCE`: the evaluator's whole answer, with the statements that decide. */
export async function iam(io: Io, given: readonly string[], flags: IamFlags): Promise<number> {
  return flags.policy === undefined ? ofPrincipal(io, given, flags) : ofPolicy(io, given, flags, flags.policy);
}

async function ofPrincipal(io: Io, given: readonly string[], flags: IamFlags): Promise<number> {
  const [[what, principal = '', action = '', resource = ''], told] = argumentsOf(
    ['explain', 'PRINCIPAL', 'ACTION', 'RESOURCE'],
    given,
    flags,
    io.cwd,
  );
  checked(what, action, resource, 'PRINCIPAL ACTION RESOURCE');
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
  await tell(io, world, named, { principal, action, resource }, flags);
  return exitOf(loaded, {});
}

/** Of a policy document that stands alone: what it gives to whoever has it and nothing else. */
async function ofPolicy(io: Io, given: readonly string[], flags: IamFlags, file: string): Promise<number> {
  const [what, action = '', resource = '', ...more] = given;
  if (more.length > 0 || resource === '')
    throw usage('a policy is asked by ACTION and RESOURCE', `Write: writ iam explain ACTION RESOURCE --policy ${file}`);
  checked(what, action, resource, 'ACTION RESOURCE --policy FILE');
  const { holder, problems } = holderOf(io.cwd, file, accountOfArn(resource));
  if (flags.quiet !== true) await io.err(diagnosticLines(problems, io.errPalette));
  const world = holder && worldOfFacts([holder]);
  if (world) await tell(io, world, world.identities, { principal: file, action, resource }, flags);
  return problems.some(({ level }) => level === 'error') ? EXIT.unread : EXIT.done;
}

function checked(what: string | undefined, action: string, resource: string, form: string): void {
  if (what !== 'explain') throw usage(`"${what ?? ''}" is not known`, `Write: writ iam explain ${form}`);
  if (!/^[\w-]{1,60}:\w{1,100}$/u.test(action))
    throw usage(`"${action}" is no action`, 'Actions read service:Action, as in s3:GetObject.');
  if (resource !== '*' && !resource.startsWith('arn:'))
    throw usage(`"${resource}" is no resource`, 'Give an ARN, or * for an action without resources.');
}

async function tell(
  io: Io,
  world: World,
  named: readonly AwsIdentity[],
  asked: Pick<Question, 'principal' | 'action' | 'resource'>,
  flags: IamFlags,
): Promise<void> {
  const question = { ...asked, context: flags.context ?? {}, complete: flags.complete === true };
  const all = named.map((one) => explain(world, one, question));
  await answer(io, flags.output, { json: () => iamJson(all), lines: () => iamLines(all, io.width) });
}
