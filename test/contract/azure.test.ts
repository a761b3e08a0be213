import { azure } from '../../src/connectors/azure/connector.ts';
import { connectorContract } from './connector.ts';
import { azureSample } from './samples/azure.ts';

connectorContract(azure, { files: azureSample, secrets: [] });
