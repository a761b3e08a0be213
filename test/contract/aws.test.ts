import { aws } from '../../src/connectors/aws/connector.ts';
import { connectorContract } from './connector.ts';
import { awsExports, awsSecrets } from './samples/aws.ts';

connectorContract(aws, { files: awsExports, secrets: awsSecrets });
