import { consents } from '../../src/connectors/consents/connector.ts';
import { connectorContract } from './connector.ts';
import { consentExports, consentSecrets } from './samples/consents.ts';

connectorContract(consents, { files: consentExports, secrets: consentSecrets });
