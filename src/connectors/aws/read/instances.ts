import { tellAwsResource } from '../../../cloud/tell/aws.ts';
import type { EstateBuilder } from '../../../model/builder.ts';
import { accountOf } from '../account.ts';
import type { Answer } from '../answer.ts';
import { environmentOf, tagsOf } from './details.ts';
import { clusterOf, metadataOf } from './metadata.ts';

/** Machines and the instance profile that each hands out: `ec2 describe-instances` (EC2 API reference). `role` is the profile's ARN. */
export function readInstances(estate: EstateBuilder, answer: Answer): number {
  if (answer.operation !== 'ec2:DescribeInstances') return 0;
  const instances = answer.output
    .items('Reservations')
    .flatMap((one) => one.items('Instances').map((at) => ({ at, owner: one.text('OwnerId') })));
  for (const { at, owner } of instances) {
    const id = at.text('InstanceId');
    if (id === undefined) continue;
    const profile = at.text('IamInstanceProfile', 'Arn');
    const account = owner !== undefined && /^\d{12}$/u.test(owner) ? owner : accountOf(profile ?? '', answer);
    const region = answer.region ?? at.text('Placement', 'AvailabilityZone')?.replace(/[a-z]$/u, '') ?? '';
    const tags = tagsOf(at.get('Tags'));
    tellAwsResource(estate, {
      service: 'ec2',
      type: 'instance',
      account,
      arn: `arn:aws:ec2:${region}:${account}:instance/${id}`,
      ...(profile === undefined ? {} : { role: profile }),
      ...metadataOf(at.get('MetadataOptions')),
      ...clusterOf(tags),
      tags,
      environment: environmentOf(answer, tags['Name'] ?? id, tags),
      evidence: [at.evidence],
      confidence: 'configured',
    });
  }
  return instances.length;
}
