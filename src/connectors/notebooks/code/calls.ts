import { huggingFaceName } from '../../../artifacts/model-uris.ts';
import { kindByName } from '../../../credentials/names.ts';
import type { Act } from './act.ts';
import type { Argument, Call } from './program.ts';

/** Texts by the name of the variable that holds them. */
export type Names = ReadonlyMap<string, string>;

/** What one call does, by the last name of what it calls. Sources: the libraries' own reference pages. */
export function callActs(call: Call, names: Names): readonly Act[] {
  const own = call.callee.slice(call.callee.lastIndexOf('.') + 1);
  const view = new View(call, names);
  return [...(Object.hasOwn(BY_NAME, own) ? (BY_NAME[own]?.(view) ?? []) : []), ...addressed(view)];
}

class View {
  readonly call: Call;
  readonly start: number;
  readonly #names: Names;

  constructor(call: Call, names: Names) {
    this.call = call;
    this.start = call.start;
    this.#names = names;
  }

  /** The text of an argument, by place (of those without a name) or by name; through one variable. */
  text(...wanted: readonly (number | string)[]): string | undefined {
    for (const one of wanted) {
      const found = this.argument(one);
      const value = found?.text?.value ?? (found?.word === undefined ? undefined : this.#names.get(found.word));
      if (value !== undefined && value !== '' && value.length <= 2000) return value;
    }
    return undefined;
  }

  argument(wanted: number | string): Argument | undefined {
    const { args } = this.call;
    return typeof wanted === 'string'
      ? args.find(({ name }) => name === wanted)
      : args.filter(({ name }) => name === undefined)[wanted];
  }

  true(name: string): boolean {
    return this.argument(name)?.word === 'True' || this.argument(name)?.word === 'TRUE';
  }
}

type Teller = (view: View) => readonly Act[];

const web: Teller = (view) => {
  const url = view.text('url', 'base_url', 0) ?? '';
  // `client.request("GET", url)`
  const address = /^[A-Z]{3,7}$/u.test(url) ? (view.text(1) ?? '') : url;
  return /^(?:https?|wss?|grpcs?):\/\//iu.test(address) ? [{ is: 'calls', url: address, start: view.start }] : [];
};

/** Arguments that say where the client goes instead of to its vendor, whatever their value is. */
const ELSEWHERE = ['base_url', 'openai_api_base', 'api_base', 'azure_endpoint', 'endpoint_url'];

const vendor =
  (name: string): Teller =>
  (view) => {
    const given = ELSEWHERE.map((one) => view.argument(one)).some((one) => one !== undefined && one.word !== 'None');
    return given ? [] : [{ is: 'vendor', vendor: name, start: view.start }];
  };

const model =
  (loader: string): Teller =>
  (view) => {
    const name = view.text(
      0,
      'pretrained_model_name_or_path',
      'model',
      'model_name',
      'model_id',
      'repo_id',
      'model_uri',
      'f',
      'filename',
      'path',
    );
    if (name === undefined || /[{}<>\n]/u.test(name)) return [];
    const remoteCode = view.true('trust_remote_code');
    if (loader === 'huggingface' && huggingFaceName(name) === undefined && !/^[a-z0-9]{2,10}:\/\//u.test(name))
      return [];
    return [{ is: 'model', name, loader, remoteCode, safe: view.true('weights_only'), start: view.start }];
  };

const pickled: Teller = (view) => {
  const { callee } = view.call;
  if (/^(?:torch|th)\.load$/u.test(callee)) return model('torch')(view);
  if (/^joblib\.load$/u.test(callee)) return model('joblib')(view);
  return /^(?:pickle|cPickle|dill|cloudpickle)\.load$/u.test(callee) ? model('pickle')(view) : [];
};

const data: Teller = (view) => {
  const uri = view.text(0, 'path', 'filepath_or_buffer', 'path_or_buf', 'io');
  return uri !== undefined && /^https?:\/\//u.test(uri) ? [{ is: 'data', uri, start: view.start }] : [];
};

/** boto3 names a bucket alone: as `Bucket`, or by place where a key and a file stand beside it. */
const bucket =
  (place: number): Teller =>
  (view) => {
    const name = view.text('Bucket') ?? (view.argument(2) === undefined ? undefined : view.text(place));
    const known = name !== undefined && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(name);
    return known ? [{ is: 'data', uri: `s3://${name}`, start: view.start }] : [];
  };

const dataset: Teller = (view) => {
  const name = view.text(0, 'path');
  return name !== undefined && huggingFaceName(name) !== undefined ? [{ is: 'dataset', name, start: view.start }] : [];
};

const table: Teller = (view) => {
  const name = view.text(0);
  return name !== undefined && /^\w{1,100}(?:\.\w{1,100}){1,2}$/u.test(name)
    ? [{ is: 'table', name, start: view.start }]
    : [];
};

const database: Teller = (view) => {
  const url = view.text(0, 'url', 'con', 'host');
  return url !== undefined && /^[a-z0-9+]{3,30}:\/\//u.test(url) && !/^(?:sqlite|https?|duckdb|file)/u.test(url)
    ? [{ is: 'database', url, start: view.start }]
    : [];
};

const register: Teller = (view) => {
  const name =
    view.text('registered_model_name') ??
    (/register_model$|create_model_version$|create_registered_model$/u.test(view.call.callee)
      ? (view.text('name') ?? view.text(/register_model$/u.test(view.call.callee) ? 1 : 0) ?? '{model}')
      : undefined);
  return name === undefined ? [] : [{ is: 'register', name, start: view.start }];
};

const promote: Teller = (view) => {
  const stage = view.text('stage', 'alias', /alias$/u.test(view.call.callee) ? 1 : 2) ?? '{stage}';
  return [{ is: 'promote', name: view.text('name', 0) ?? '{model}', stage, start: view.start }];
};

const publish: Teller = (view) => {
  const name = view.text('repo_id', 0);
  return name !== undefined && huggingFaceName(name) !== undefined ? [{ is: 'publish', name, start: view.start }] : [];
};

/** Clients of vector stores write with these; a frame or a file has an `upsert` of its own only under other names. */
const index: Teller = (view) => {
  const name = view.text('collection_name', 'index_name', 'class_name', 'namespace', 'collection') ?? '';
  const product =
    /(qdrant|pinecone|chroma|weaviate|milvus|pgvector|opensearch|elasticsearch)/iu.exec(view.call.callee)?.[1] ?? '';
  if (name === '' && product === '') return [];
  return [
    {
      is: 'index',
      product: product.toLowerCase(),
      name,
      url: view.text('url', 'host', 'uri') ?? '',
      start: view.start,
    },
  ];
};

const session =
  (system: string, how: string): Teller =>
  (view) =>
    view.text(0, 'token', 'key', 'api_key') === undefined &&
    view.argument('token') === undefined &&
    view.argument('key') === undefined
      ? [{ is: 'session', system, how, start: view.start }]
      : [];

const login: Teller = ({ call, start }) => {
  if (
    /^(?:huggingface_hub\.)?(?:notebook_)?login$/u.test(call.callee) &&
    call.args.every(({ text, word }) => text === undefined && word === undefined)
  )
    return [{ is: 'session', system: 'Hugging Face', how: `${call.callee}()`, start }];
  return [];
};

const variable: Teller = (view) => {
  const name = view.text(0);
  return name !== undefined && /^[A-Za-z][\w.-]{1,80}$/u.test(name) && kindByName(name) !== undefined
    ? [{ is: 'variable', name, start: view.start }]
    : [];
};

const asked: Teller = (view) => {
  const prompt = (view.text(0, 'prompt') ?? 'a password').replace(/[:\s]{1,10}$/u, '').slice(0, 60);
  return [{ is: 'session', system: 'typed in', how: `getpass: ${prompt}`, start: view.start }];
};

const submit =
  (product: string): Teller =>
  (view) => {
    const url = view.text(0, 'address', 'host') ?? '';
    return /^(?:https?|ray|tcp|tls):\/\//u.test(url) ? [{ is: 'submit', product, url, start: view.start }] : [];
  };

const tracking: Teller = (view) => {
  const url = view.text(0, 'uri', 'tracking_uri', 'registry_uri') ?? '';
  return /^https?:\/\//u.test(url) ? [{ is: 'tracking', url, start: view.start }] : [];
};

const BY_NAME: Readonly<Record<string, Teller>> = {
  get: web, post: web, put: web, delete: web, patch: web, request: web, urlopen: web, Client: web, AsyncClient: web,
  OpenAI: vendor('openai'), AsyncOpenAI: vendor('openai'), ChatOpenAI: vendor('openai'), OpenAIEmbeddings: vendor('openai'),
  Anthropic: vendor('anthropic'), AsyncAnthropic: vendor('anthropic'), ChatAnthropic: vendor('anthropic'),
  ChatGoogleGenerativeAI: vendor('google'), GenerativeModel: vendor('google'), ChatCohere: vendor('cohere'), Mistral: vendor('mistral'), Groq: vendor('groq'),
  from_pretrained: model('huggingface'), pipeline: (view) => view.text('model') === undefined ? [] : model('huggingface')(namedModel(view)),
  snapshot_download: (view) => view.text('repo_type') === 'dataset' ? dataset(view) : model('huggingface')(view),
  hf_hub_download: (view) => view.text('repo_type') === 'dataset' ? dataset(view) : model('huggingface')(view),
  LLM: model('huggingface'), SentenceTransformer: model('huggingface'), load: pickled, read_pickle: model('pickle'), load_model: model('mlflow'),
  read_csv: data, read_parquet: data, read_json: data, read_table: data, urlretrieve: data, load_dataset: dataset,
  table: table, saveAsTable: table, insertInto: table, create_engine: database, read_sql: database, read_sql_query: database, connect: database, MongoClient: database,
  register_model: register, create_model_version: register, create_registered_model: register, log_model: register, save_model: register,
  transition_model_version_stage: promote, set_registered_model_alias: promote, push_to_hub: publish, upload_folder: publish,
  upload_file: (view) => view.argument('repo_id') === undefined ? bucket(1)(view) : publish(view), upload_fileobj: bucket(1),
  download_file: bucket(0), download_fileobj: bucket(0), get_object: bucket(3), put_object: bucket(3), list_objects_v2: bucket(3),
  upsert: index, upload_points: index, upload_collection: index, from_documents: index, from_texts: index, add_documents: index,
  JobSubmissionClient: submit('Ray'), init: (view) => view.call.callee === 'ray.init' ? submit('Ray')(view) : [],
  set_tracking_uri: tracking, set_registry_uri: tracking, MlflowClient: tracking,
  login, notebook_login: login, getpass: asked, load_kube_config: session('Kubernetes', 'load_kube_config: ~/.kube/config'),
  getenv: variable, secret: variable,
}; // prettier-ignore

/** Calls whose address is said by the name of an argument, whatever they are called. */
const ADDRESS = ['base_url', 'api_base', 'openai_api_base', 'azure_endpoint', 'endpoint_url', 'server_url', 'inference_server_url', 'url', 'host', 'qdrant_url', 'tracking_uri'] as const; // prettier-ignore
const SHOWS =
  /(?:^|\.)(?:print|HTML|IFrame|Image|Markdown|display|Video|download|urlretrieve|load_component_from_url|read_\w+|create_engine)$/u;

function addressed(view: View): readonly Act[] {
  if (SHOWS.test(view.call.callee) || Object.hasOwn(SUBMITS, view.call.callee)) return [];
  const url = view.text(...ADDRESS);
  return url !== undefined && /^(?:https?|wss?|grpcs?):\/\//u.test(url)
    ? [{ is: 'calls', url, start: view.start }]
    : [];
}

const SUBMITS: Readonly<Record<string, true>> = { JobSubmissionClient: true, 'ray.init': true };

/** `pipeline("task", model="org/name")`: the first argument is the task. */
function namedModel(view: View): View {
  const args = view.call.args.filter(({ name }) => name !== undefined);
  return new View(
    { ...view.call, args: [{ text: { value: view.text('model') ?? '', start: 0, end: 0, plain: true } }, ...args] },
    new Map(),
  );
}
