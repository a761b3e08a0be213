import type { Connector } from '../connectors/port.ts';
import { kubernetes } from '../connectors/kubernetes/connector.ts';

/** The catalogue: one line a connector. Each gets all files and says which were its own. */
export const CONNECTORS: readonly Connector[] = [kubernetes];
