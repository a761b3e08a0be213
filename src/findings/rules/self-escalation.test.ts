import { describe, expect, it } from 'vitest';
import { TestEstate } from '../testing/estate.ts';
import { selfEscalation } from './self-escalation.ts';

const rule = (group: string, resource: string, ...verbs: readonly string[]) => ({
  apiGroups: [group],
  resources: [resource],
  verbs,
});

describe('self-escalation', () => {
  it('fires once an identity, with every way that it has', () => {
    const estate = new TestEstate();
    const minter = estate.account('ml/minter');
    const other = estate.account('ml/other');
    estate.bind(estate.role('some', [rule('', 'secrets', 'get')]), [other]);
    const set = estate.bind(
      estate.role('mint', [rule('', 'serviceaccounts/token', 'create'), rule('', 'pods', 'get')]),
      [minter],
    );
    estate.edge('MINT_TOKEN', set, other);
    estate.edge('IMPERSONATE', set, other);
    const [found, ...more] = estate.judge(selfEscalation);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      severity: 'medium',
      identity: minter,
      title:
        'service account ml/minter may act as other identities and create tokens of other service accounts in every namespace',
    });
    const text = found?.plan.kind === 'policy' ? found.plan.text : '';
    expect(text).toContain('pods');
    expect(text).not.toContain('serviceaccounts/token');
  });

  it('stays quiet for tokens of accounts without rights and for a webhook limited by name', () => {
    const estate = new TestEstate();
    const controller = estate.account('ml/controller');
    const named = {
      ...rule('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'patch'),
      resourceNames: ['own'],
    };
    const set = estate.bind(estate.role('controller', [named]), [controller]);
    estate.edge('ESCALATE_VIA_WEBHOOK', set, estate.node('Cluster', 'Cluster', '', { jewel: 13 }));
    estate.edge('MINT_TOKEN', set, estate.account('ml/nobody'));
    expect(estate.judge(selfEscalation)).toEqual([]);
  });

  it('fires for a webhook that is not limited', () => {
    const estate = new TestEstate();
    const set = estate.bind(
      estate.role('all', [rule('admissionregistration.k8s.io', 'mutatingwebhookconfigurations', 'patch')]),
      [estate.account('ml/controller')],
    );
    estate.edge('ESCALATE_VIA_WEBHOOK', set, estate.node('Cluster', 'Cluster', '', { jewel: 13 }));
    expect(estate.judge(selfEscalation)).toMatchObject([{ severity: 'medium' }]);
  });

  it('stays quiet for a way to itself, for a person and for who holds everything', () => {
    const estate = new TestEstate();
    const own = estate.account('ml/own');
    estate.edge(
      'MINT_TOKEN',
      estate.bind(estate.role('mint', [rule('', 'serviceaccounts/token', 'create')]), [own]),
      own,
    );
    expect(estate.judge(selfEscalation)).toEqual([]);
  });
});
