import type { AcceptedDeclaration, Declarations } from '../declarations/declarations.ts';
import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import { isSettled, type Acceptance, type Exemption, type Finding } from '../model/finding.ts';

type Markable = Pick<Finding, 'id' | 'rule' | 'identity' | 'accepted' | 'exception'>;

/**
 * Marks what people accepted or excepted, and puts what is settled behind what is not; otherwise the order stays. Acceptance of a
 * finding that is not there any more is told, so that the entry can go.
 */
export function markFindings<T extends Markable>(
  findings: readonly T[],
  { accepted, exceptions }: Pick<Declarations, 'accepted' | 'exceptions'>,
  today: string,
): { readonly findings: readonly T[]; readonly diagnostics: readonly Diagnostic[] } {
  const used = new Set<AcceptedDeclaration>();
  const marked = findings.map((finding): T => {
    const fitting = accepted.filter((one) => covers(one, finding));
    for (const one of fitting) used.add(one);
    const exception = exceptions.find(
      ({ rule, id, expires }) =>
        today <= expires && (rule === null || rule === finding.rule) && id.test(finding.identity),
    );
    const acceptance = fitting.find(({ expires }) => today <= expires) ?? fitting[0];
    return {
      ...finding,
      ...(acceptance ? { accepted: acceptanceOf(acceptance, today) } : {}),
      ...(exception ? { exception: exemptionOf(exception) } : {}),
    };
  });
  const diagnostics = accepted.flatMap(({ finding, evidence }, at) =>
    finding === undefined || used.has(accepted[at] as AcceptedDeclaration) || !('file' in evidence)
      ? []
      : [
          diagnostic(
            'missing-reference',
            `finding ${finding} is not there any more: the entry can go`,
            evidence.file,
            evidence.line,
          ),
        ],
  );
  return { findings: [...marked.filter((one) => !isSettled(one)), ...marked.filter(isSettled)], diagnostics };
}

function covers({ finding, rule, id }: AcceptedDeclaration, found: Markable): boolean {
  if (finding !== undefined && finding !== found.id) return false;
  if (rule !== undefined && rule !== null && rule !== found.rule) return false;
  return id === undefined || id.test(found.identity);
}

function acceptanceOf({ reason, owner, expires, evidence }: AcceptedDeclaration, today: string): Acceptance {
  return { reason, owner, expires, evidence: [evidence], ...(today <= expires ? {} : { expired: true }) };
}

function exemptionOf({ reason, owner, expires, evidence, controls }: Declarations['exceptions'][number]): Exemption {
  return { reason, owner, expires, controls, evidence: [evidence] };
}
