import type { Connector } from '../connectors/port.ts';
import { agents } from '../connectors/agents/connector.ts';
import { aws } from '../connectors/aws/connector.ts';
import { azure } from '../connectors/azure/connector.ts';
import { cloudformation } from '../connectors/cloudformation/connector.ts';
import { compose } from '../connectors/compose/connector.ts';
import { consents } from '../connectors/consents/connector.ts';
import { frontdoors } from '../connectors/frontdoors/connector.ts';
import { gcp } from '../connectors/gcp/connector.ts';
import { github } from '../connectors/github/connector.ts';
import { gitlab } from '../connectors/gitlab/connector.ts';
import { kubernetes } from '../connectors/kubernetes/connector.ts';
import { notebooks } from '../connectors/notebooks/connector.ts';
import { owners } from '../connectors/owners/connector.ts';
import { schedulers } from '../connectors/schedulers/connector.ts';
import { registries } from '../connectors/registries/connector.ts';
import { terraform } from '../connectors/terraform/connector.ts';

/** The catalogue: one line a connector. Each gets all files and says which were its own. */
export const CONNECTORS: readonly Connector[] = [
  agents,
  aws,
  azure,
  cloudformation,
  compose,
  consents,
  frontdoors,
  gcp,
  github,
  gitlab,
  kubernetes,
  notebooks,
  owners,
  registries,
  schedulers,
  terraform,
];
