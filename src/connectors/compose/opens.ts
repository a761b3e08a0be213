import type { Evidence } from '../../model/evidence.ts';
import { nodeId, type NodeId } from '../../model/id.ts';
import { vendorOfKey } from '../../products/vendors.ts';
import { also, type Telling } from './telling.ts';
import type { Service } from './service.ts';

/** Variables by which a server is told what it shall ask for: who has the value gets in. */
const OWN_KEYS =
  /^(?:POSTGRES_PASSWORD|MYSQL_(?:ROOT_)?PASSWORD|MARIADB_(?:ROOT_)?PASSWORD|MONGO_INITDB_ROOT_PASSWORD|REDIS_PASSWORD|NEO4J_AUTH|MINIO_ROOT_PASSWORD|MINIO_SECRET_KEY|CLICKHOUSE_PASSWORD|ELASTIC_PASSWORD|LITELLM_MASTER_KEY|VLLM_API_KEY|QDRANT__SERVICE__API_KEY|JUPYTER_TOKEN|GF_SECURITY_ADMIN_PASSWORD|MCP_GATEWAY_AUTH_TOKEN|AUTHENTICATION_APIKEY_ALLOWED_KEYS|CHROMA_SERVER_AUTHN_CREDENTIALS)$/u;

/** Where the credential is accepted, as far as its name says: at the service itself, or at a vendor. */
export function opens(telling: Telling, service: Service, credential: NodeId, name: string, evidence: Evidence): void {
  const { estate } = telling;
  if (OWN_KEYS.test(name) && telling.serves.has(service.name)) {
    const to = telling.serves.get(service.name) ?? telling.endpoint(service.name);
    estate.edge({ kind: 'OPENS', from: credential, to, ...service.known, evidence: [evidence] });
    return;
  }
  const vendor = vendorOfKey(name);
  if (vendor === undefined) return;
  const to = vendorNode(telling, vendor, evidence);
  estate.edge({
    kind: 'OPENS',
    from: credential,
    to,
    ...also(service.known, `the key is one of ${vendor}`),
    evidence: [evidence],
  });
}

export function vendorNode(telling: Telling, vendor: string, evidence: Evidence): NodeId {
  const id = nodeId('vendor', 'Vendor', vendor);
  return telling.estate.node(telling.outside(id, 'Vendor', vendor, vendor, [evidence]));
}
