/** Who is called: a host, and its port where one stands there. */
export interface Address {
  readonly host: string;
  readonly port?: number;
  /** Written with a scheme; a bare name is an address only where a variable says so. */
  readonly scheme?: string;
}

const URL_HOST =
  /([a-z][a-z0-9+.-]{1,30}):\/\/(?:[^\s@/"'<>,;]{0,300}@)?([A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}\.){0,20}[A-Za-z0-9_-]{0,62})(?::(\d{1,5}))?(?=[/?#\s"',;)\]]|$)/giu;
const BARE = /^([A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}\.){0,20}[A-Za-z0-9_-]{0,62})(?::(\d{1,5}))?(?:\/\S{0,500})?$/u;
const MOST = 50;

/** Schemes that name files and objects, not services that answer. */
const STORES: ReadonlySet<string> = new Set(['file', 's3', 'gs', 'hf', 'oci', 'pvc', 'abfs', 'abfss', 'wasb', 'data', 'docker', 'unix', 'sqlite', 'git+https', 'mlflow', 'models', 'env', 'secret']); // prettier-ignore

/** Every address in URLs of a text, in the order in which they stand. */
export function addressesIn(text: string): readonly Address[] {
  const found: Address[] = [];
  for (const [, scheme = '', host = '', port] of text.slice(0, 20_000).matchAll(URL_HOST)) {
    if (found.length >= MOST) break;
    const name = scheme.toLowerCase();
    if (STORES.has(name)) continue;
    found.push({ host: host.toLowerCase(), scheme: name, ...(port === undefined ? {} : { port: Number(port) }) });
  }
  return found;
}

/** Variables whose value is an address, with or without a scheme: `DB_HOST`, `OPENAI_BASE_URL`, `MCP_ENDPOINT`. */
const ADDRESSED =
  /(?:^|_)(?:URLS?|URI|ENDPOINT|HOST|HOSTS|HOSTNAME|ADDR|ADDRESS|SERVER|SERVERS|BROKERS?|API_BASE|BASE_URL|DSN|UPSTREAM|TARGET)$/iu;

export const namesAddress = (variable: string): boolean => ADDRESSED.test(variable);

/** The address in the value of a variable: URLs anywhere, a bare name where the variable's name says that it is one. */
export function addressesOf(variable: string, value: string): readonly Address[] {
  const found = addressesIn(value);
  if (found.length > 0 || !namesAddress(variable)) return found;
  return value
    .slice(0, 2000)
    .split(',')
    .flatMap((one) => {
      const [, host, port] = BARE.exec(one.trim()) ?? [];
      return host === undefined || /^\d+$/u.test(host) || /^\d{1,3}(?:\.\d{1,3}){3}$/u.test(host)
        ? []
        : [{ host: host.toLowerCase(), ...(port === undefined ? {} : { port: Number(port) }) }];
    });
}
