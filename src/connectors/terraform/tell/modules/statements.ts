import type { AwsPrincipals, AwsStatement } from '../../../../model/aws-policy.ts';
import type { View } from '../view.ts';

const KINDS: Readonly<Record<string, keyof AwsPrincipals>> = {
  AWS: 'aws',
  Service: 'service',
  Federated: 'federated',
  CanonicalUser: 'canonical',
};

/** Statements in the form of the `statement` block of aws_iam_policy_document, as a list or a map of modules' inputs. */
export function statementsAt(view: View | undefined): readonly AwsStatement[] {
  if (view === undefined) return [];
  const mapped =
    view.entry.value !== null && !Array.isArray(view.entry.value) ? view.entries().map(([, one]) => one) : [];
  return (mapped.length > 0 ? mapped : view.each()).flatMap((one) => statementAt(one) ?? []);
}

function statementAt(view: View): AwsStatement | undefined {
  const effect = view.text('effect') ?? 'Allow';
  if (effect !== 'Allow' && effect !== 'Deny') return undefined;
  const given = (name: string): readonly string[] | undefined => (view.at(name) ? view.texts(name) : undefined);
  const [actions, notActions] = [given('actions'), given('not_actions')];
  const [resources, notResources] = [given('resources'), given('not_resources')];
  if (!actions && !notActions) return undefined;
  const sid = view.text('sid');
  const principals = principalsAt(view, 'principals');
  return {
    ...(sid === undefined ? {} : { sid }),
    effect,
    ...(actions ? { actions } : { notActions: notActions ?? [] }),
    ...(resources ? { resources } : notResources ? { notResources } : {}),
    ...(principals ? { principals } : {}),
    conditions: [...view.each('condition'), ...view.each('conditions')].map((one) => ({
      operator: one.text('test') ?? '',
      key: one.text('variable') ?? '',
      values: one.texts('values'),
      evidence: one.evidence,
    })),
    evidence: view.evidence,
  };
}

function principalsAt(view: View, name: string): AwsPrincipals | undefined {
  const found: Record<keyof AwsPrincipals, string[]> = { aws: [], service: [], federated: [], canonical: [] };
  const all = view.each(name);
  for (const one of all) {
    const type = one.text('type') ?? '';
    const kind = type === '*' ? 'aws' : Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
    if (kind) found[kind].push(...one.texts('identifiers'));
  }
  return all.length === 0 ? undefined : found;
}
