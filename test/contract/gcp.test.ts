import { gcp } from '../../src/connectors/gcp/connector.ts';
import { connectorContract } from './connector.ts';
import { gcpSample, gcpSecret } from './samples/gcp.ts';

connectorContract(gcp, { files: gcpSample, secrets: [gcpSecret] });
