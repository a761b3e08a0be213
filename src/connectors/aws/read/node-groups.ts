import { tellAwsResource } from '../../../cloud/tell/aws.ts';
import type { Entry } from '../../../documents/entry.ts';
import type { AwsResourceFact } from '../../../model/aws-facts.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { countEach } from '../../source-rows.ts';
import { accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { environmentOf } from './details.ts';
import { metadataOf } from './metadata.ts';

/** Node groups of EKS: the role that their machines hand out, and how, as their launch template says (EKS and EC2 API references). */
export function readNodeGroups(estate: EstateBuilder, answers: readonly Answer[]): ReadonlyMap<string, number> {
  const templates = versionsIn(answers);
  const told: string[] = [];
  for (const answer of answers) {
    const at = answer.operation === 'eks:DescribeNodegroup' ? answer.output.get('nodegroup') : undefined;
    const [arn, cluster, role] = ['nodegroupArn', 'clusterName', 'nodeRole'].map((key) => at?.text(key));
    if (!at || arn === undefined || cluster === undefined) continue;
    const tags = Object.fromEntries(at.entries('tags').map(([key, value]) => [key, value.text() ?? '']));
    tellAwsResource(estate, {
      service: 'eks', type: 'nodegroup', account: accountOf(arn, answer), arn, cluster, tags,
      ...(role === undefined ? {} : { role }),
      ...templateOf(at.get('launchTemplate'), templates),
      environment: environmentOf(answer, at.text('nodegroupName') ?? cluster, tags),
      evidence: [at.evidence], confidence: 'configured',
    }); // prettier-ignore
    told.push(answer.file);
  }
  for (const { file } of templates.values()) told.push(file);
  return countEach(told);
}

interface Version {
  readonly file: string;
  readonly at: Entry;
}

/** Versions of launch templates by id and number; the default one also by `$Default`, the highest by `$Latest`. */
function versionsIn(answers: readonly Answer[]): ReadonlyMap<string, Version> {
  const found = new Map<string, Version>();
  const highest = new Map<string, number>();
  for (const { operation, output, file } of answers) {
    if (operation !== 'ec2:DescribeLaunchTemplateVersions') continue;
    for (const at of output.items('LaunchTemplateVersions')) {
      const [id, number] = [at.text('LaunchTemplateId'), at.text('VersionNumber')];
      if (id === undefined || number === undefined) continue;
      const version = { file, at };
      found.set(`${id} ${number}`, version);
      if (at.get('DefaultVersion')?.value === true) found.set(`${id} $Default`, version);
      if (Number(number) < (highest.get(id) ?? 0)) continue;
      highest.set(id, Number(number));
      found.set(`${id} $Latest`, version);
    }
  }
  return found;
}

function templateOf(at: Entry | undefined, templates: ReadonlyMap<string, Version>): Pick<AwsResourceFact, 'metadata'> {
  const version = templates.get(`${at?.text('id') ?? ''} ${at?.text('version') ?? '$Default'}`);
  return metadataOf(version?.at.get('LaunchTemplateData', 'MetadataOptions'));
}
