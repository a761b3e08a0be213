import type { Entry } from '../../../documents/entry.ts';
import { hasHole, hole, printHoles } from '../../../model/hole.ts';
import { combined, listOf } from './combine.ts';
import { LONGEST, type Evaluator } from './evaluator.ts';
import { Either, NOTHING, type Outcome, type Resolved } from './resolved.ts';
import { substitute } from './substitute.ts';

type Run = (evaluator: Evaluator, argument: Entry, entry: Entry) => Outcome;

const notKnown =
  (name: string): Run =>
  (evaluator, _, entry) =>
    evaluator.unknown(entry, name);

/** What a template may compute (CloudFormation template reference, "Intrinsic functions"). */
export const FUNCTIONS: Readonly<Record<string, Run>> = {
  Ref: (evaluator, argument, entry) => {
    const name = argument.text() ?? '';
    if (name === 'AWS::NoValue') return NOTHING;
    const list = evaluator.names.list(name);
    if (list) return listOf({ from: entry }, list.map((one) => evaluator.made(entry, one))); // prettier-ignore
    return evaluator.made(entry, evaluator.names.ref(name));
  },
  'Fn::GetAtt': (evaluator, argument, entry) => {
    const [name = '', ...attribute] = typeof argument.value === 'string' ? argument.value.split('.') : argument.texts();
    return evaluator.made(entry, evaluator.names.attribute(name, attribute.join('.')));
  },
  'Fn::Sub': (evaluator, argument, entry) => substitute(evaluator, argument, entry),
  'Fn::Join': (evaluator, argument, entry) => {
    const texts = textsOf(evaluator, argument.get(1));
    return texts === undefined || texts.reduce((sum, one) => sum + one.length + 1, 0) > LONGEST
      ? evaluator.unknown(entry, 'Join')
      : evaluator.made(entry, texts.join(argument.text(0) ?? ''));
  },
  'Fn::Split': (evaluator, argument, entry) => {
    const [by, text] = [argument.text(0), evaluator.text(argument.get(1))];
    if (by === undefined || text === undefined || hasHole(by)) return evaluator.unknown(entry, 'Split');
    return listOf({ from: entry }, text.split(by).map((part) => evaluator.made(entry, part))); // prettier-ignore
  },
  'Fn::Select': (evaluator, argument, entry) => {
    const index = Number(evaluator.text(argument.get(0)) ?? Number.NaN);
    const list = partsOf(evaluator, argument.get(1));
    return list?.[index] ?? evaluator.unknown(entry, 'Select');
  },
  'Fn::FindInMap': (evaluator, argument, entry) => {
    const [map, first, second] = argument.items().map((one) => evaluator.text(one));
    if (map === undefined || first === undefined || second === undefined) return evaluator.unknown(entry, 'FindInMap');
    const found = evaluator.root.get('Mappings', map, first, second);
    if (found) return evaluator.outcome(found);
    const otherwise = argument.get(3, 'DefaultValue');
    return otherwise ? evaluator.outcome(otherwise) : evaluator.unknown(entry, printHoles(`${map}.${first}.${second}`));
  },
  'Fn::If': (evaluator, argument, entry) => {
    const name = argument.text(0) ?? '';
    const [yes, no] = [argument.get(1), argument.get(2)];
    if (!yes || !no) return evaluator.unknown(entry, 'If');
    const truth = evaluator.condition(name);
    if (truth !== 'unknown') return evaluator.outcome(truth === 'true' ? yes : no);
    const options = [yes, no].flatMap((one) => optionsOf(evaluator.outcome(one)));
    return new Either(options, `the condition ${name} is not known`);
  },
  'Fn::ImportValue': (evaluator, argument, entry) =>
    evaluator.unknown(entry, `ImportValue ${printHoles(evaluator.text(argument) ?? '')}`),
  'Fn::Base64': (evaluator, argument, entry) => evaluator.made(entry, evaluator.text(argument) ?? hole('Base64')),
  'Fn::ToJsonString': (evaluator, argument, entry) => {
    const value = evaluator.value(argument);
    return value === undefined ? evaluator.unknown(entry, 'ToJsonString') : evaluator.made(entry, JSON.stringify(value.value)); // prettier-ignore
  },
  'Fn::Length': (evaluator, argument, entry) => {
    const list = partsOf(evaluator, argument);
    return list ? { value: list.length, from: entry } : evaluator.unknown(entry, 'Length');
  },
  'Fn::GetAZs': notKnown('availability zones'),
  'Fn::Cidr': notKnown('Cidr'),
  'Fn::Transform': notKnown('Transform'),
  'Fn::GetStackOutput': notKnown('GetStackOutput'),
};

const optionsOf = (outcome: Outcome): readonly Resolved[] =>
  outcome === NOTHING ? [] : outcome instanceof Either ? outcome.options : [outcome];

function partsOf(evaluator: Evaluator, entry: Entry | undefined): readonly Resolved[] | undefined {
  const list = entry === undefined ? undefined : combined(evaluator.outcome(entry));
  return list !== undefined && Array.isArray(list.value) ? [...(list.parts?.values() ?? [])] : undefined;
}

function textsOf(evaluator: Evaluator, entry: Entry | undefined): readonly string[] | undefined {
  return partsOf(evaluator, entry)?.map(({ value }) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : hole('value'),
  );
}
