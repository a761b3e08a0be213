import { owners } from '../../src/connectors/owners/connector.ts';
import { connectorContract } from './connector.ts';

// Constructed after docs.github.com "About code owners", docs.gitlab.com "Code Owners syntax" and backstage.io "Descriptor format of
// catalog entities"; Microsoft Graph "List users".
connectorContract(owners, {
  files: {
    '.github/CODEOWNERS': '# people\n* @acme/platform\n/ml/ @acme/ml ada@example.com\n',
    'gitlab/.gitlab/CODEOWNERS': '[Models][2] @ml-leads\n/my\\ models/ @grace\n^[Docs]\n*.md @docs\n',
    'ml/catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ranker
  annotations:
    github.com/project-slug: acme/ranker
    backstage.io/kubernetes-id: ranker
    backstage.io/kubernetes-namespace: ml
spec:
  type: service
  lifecycle: production
  owner: group:default/ml
  dependsOn: [resource:features]
  providesApis: [ranking]
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: { name: ranking }
spec: { type: openapi, owner: ml }
---
apiVersion: backstage.io/v1beta1
kind: Resource
metadata: { name: features }
spec: { type: database, owner: user:ada }
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: { name: ada }
spec: { profile: { email: ada@example.com }, memberOf: [ml] }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: ml }
spec: { type: team, children: [] }
`,
    'export/users.json': JSON.stringify({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users',
      value: [
        { id: '1', userPrincipalName: 'ada@example.com', mail: null, accountEnabled: false },
        { id: '2', userPrincipalName: 'grace@example.com', mail: null, accountEnabled: true },
      ],
    }),
  },
  secrets: [],
});
