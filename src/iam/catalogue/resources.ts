import { kept, readTable } from './data.ts';
import { isService } from './services.ts';

export interface ResourceType {
  readonly name: string;
  /** As the reference prints it: `arn:${Partition}:s3:::${BucketName}`. */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

interface Row {
  readonly key: string;
  readonly arn: string;
  readonly conditionKeys?: readonly string[];
}

/** Resource types of a service by their folded name; empty for a service that is not known. */
export const resourceTypesOf: (service: string) => ReadonlyMap<string, ResourceType> = kept((service) => {
  if (!isService(service)) return new Map();
  const rows = readTable('resourceTypes', `${service.toLowerCase()}.json`) as Readonly<Record<string, Row>>;
  return new Map(
    Object.entries(rows).map(([key, row]) => [
      key,
      { name: row.key, arn: row.arn, conditionKeys: row.conditionKeys ?? [] },
    ]),
  );
});
