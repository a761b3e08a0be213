import { CLASSIC_DEFINITION, classicRole } from '../../../cloud/tell/azure-classic.ts';
import { tellAzureAssignment, tellAzureRole } from '../../../cloud/tell/azure.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AzureAssignmentFact } from '../../../model/azure-facts.ts';
import { given, textIn, textsIn, type Told } from './told.ts';

const TYPES: ReadonlySet<string> = new Set(['User', 'Group', 'ServicePrincipal', 'ForeignGroup', 'Device']);
const isType = (text: string | undefined): text is NonNullable<AzureAssignmentFact['principalType']> =>
  text !== undefined && TYPES.has(text);

/** What cannot be read is a condition all the same. */
function conditionIn(entry: Entry): string | undefined {
  const written = entry.get('condition')?.value;
  if (written === undefined || written === null || written === '') return undefined;
  return textIn(entry, 'condition') ?? 'it cannot be read';
}

/** `az role assignment list --all`. */
export function tellAssignment({
  estate,
  entry,
  environmentOf,
}: Pick<Told, 'estate' | 'entry' | 'environmentOf'>): void {
  const [scope = '', principal = ''] = [textIn(entry, 'scope'), textIn(entry, 'principalId')];
  const type = textIn(entry, 'principalType');
  if (textIn(entry, 'roleDefinitionId') === CLASSIC_DEFINITION) {
    tellClassic({ estate, entry, environmentOf });
    return;
  }
  tellAzureAssignment(estate, {
    scope,
    principal,
    ...(isType(type) ? { principalType: type } : {}),
    ...given('principalName', textIn(entry, 'principalName')),
    ...given('role', textIn(entry, 'roleDefinitionId')?.split('/').at(-1)),
    ...given('roleName', textIn(entry, 'roleDefinitionName')),
    ...given('condition', conditionIn(entry)),
    environment: environmentOf(scope),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `az role assignment list --include-classic-administrators` prints them by their mail. */
function tellClassic({ estate, entry, environmentOf }: Pick<Told, 'estate' | 'entry' | 'environmentOf'>): void {
  const classic = classicRole(textIn(entry, 'roleDefinitionName') ?? '');
  const [scope = '', name = textIn(entry, 'principalId') ?? ''] = [
    textIn(entry, 'scope'),
    textIn(entry, 'principalName'),
  ];
  if (!classic || name === '') return;
  tellAzureAssignment(estate, {
    scope,
    principal: textIn(entry, 'principalId') ?? name,
    principalType: 'User',
    principalName: name,
    ...classic,
    environment: environmentOf(scope),
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}

/** `az role definition list`; `name` is the GUID. */
export function tellRole({ estate, entry }: Told): void {
  const permissions = entry.items('permissions').map((block) => ({
    actions: textsIn(block, 'actions'),
    notActions: textsIn(block, 'notActions'),
    dataActions: textsIn(block, 'dataActions'),
    notDataActions: textsIn(block, 'notDataActions'),
    ...given('condition', conditionIn(block)),
  }));
  tellAzureRole(estate, {
    role: textIn(entry, 'name') ?? '',
    name: textIn(entry, 'roleName') ?? '',
    custom: /custom/iu.test(textIn(entry, 'roleType') ?? ''),
    permissions,
    assignableScopes: textsIn(entry, 'assignableScopes'),
    environment: 'unknown',
    evidence: [entry.evidence],
    confidence: 'proved',
  });
}
