import type { ApprovalDeclaration } from '../declarations/declarations.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Estate } from '../model/estate.ts';
import type { Evidence } from '../model/evidence.ts';
import { personOrTeam } from './people.ts';
import type { Told } from './told.ts';

const MAY = [
  ['request', 'MAY_REQUEST'],
  ['approve', 'MAY_APPROVE'],
  ['revoke', 'MAY_REVOKE'],
] as const;

/** Who may do what about access to each thing that fits, with the place where it is agreed. */
export function applyApprovals(estate: Estate, approvals: readonly ApprovalDeclaration[], told: Told): void {
  for (const approval of approvals) {
    const { resource, where } = approval;
    const evidence: readonly Evidence[] = [
      approval.evidence,
      ...(where === undefined ? [] : [{ object: where, at: 'declared' }]),
    ];
    const things = estate.nodes.filter(({ id }) => resource.test(id));
    if (things.length === 0 && 'file' in approval.evidence) {
      const { file, line } = approval.evidence;
      told.diagnostics.push(
        diagnostic('missing-reference', `nothing that was read is "${resource.pattern}"`, file, line),
      );
    }
    for (const [may, kind] of MAY)
      for (const who of approval[may]) {
        if (things.length === 0) continue;
        const from = told.node(personOrTeam(who, approval.evidence));
        for (const { id } of things) {
          told.facts.push({ fact: 'authority', node: id, may, who, confidence: 'configured', evidence });
          told.edge({ kind, from, to: id, confidence: 'configured', evidence });
        }
      }
  }
}
