import { WritError } from '../../model/errors.ts';
import { eachOf } from '../limiter.ts';
import type { Collector, CollectOptions } from '../port.ts';
import { addressOf } from '../rest/address.ts';
import type { Words } from '../rest/ask.ts';
import { textOf, type Thing, type Told } from '../rest/call.ts';
import { collecting, type Collection } from '../rest/collection.ts';
import { fileName } from '../write-file.ts';
import { attachment, CALLS } from './calls.ts';
import { signIn } from './client.ts';
import { basesIn, type Host } from './hosts.ts';

/** google/rpc/error_details.proto (ErrorInfo), google/api/error_reason.proto, and "Troubleshoot" of Cloud Storage's JSON API. */
export const WORDS: Words = {
  provider: 'Google',
  again: /^(?:RESOURCE_EXHAUSTED|RATE_LIMIT_EXCEEDED|rateLimitExceeded|userRateLimitExceeded|UNAVAILABLE)$/u,
  notOffered: /^(?:SERVICE_DISABLED|API_DISABLED|accessNotConfigured|UNIMPLEMENTED|LOCATION_POLICY_VIOLATED)$/u,
};

/** Projects of Google Cloud, with what is above them, in files as gcloud prints them. */
export const gcp: Collector = {
  name: 'gcp',
  async collect(options, sink) {
    checkOptions(options);
    const { send, universe, activeProject, caller } = await signIn(options);
    const bases = basesIn(options.env, universe);
    const { regions } = options;
    const source = {
      name: 'gcp',
      caller,
      words: WORDS,
      send,
      calls: CALLS,
      address: (call: (typeof CALLS)[number], vars: Readonly<Record<string, string>>) =>
        addressOf(bases[call.host as Host], call.path, vars),
      next: nextPage,
      ...(regions === undefined
        ? {}
        : { wanted: (_: unknown, { location }: Readonly<Record<string, string>>) => location === undefined || regions.includes(location) }),
    }; // prettier-ignore
    const projects = options.projects ?? (options.organization === undefined ? [await active(activeProject)] : []);
    return collecting(source, options, sink, async (collection) => {
      const members = options.organization === undefined ? [] : await organization(collection, options.organization);
      const all = [...new Set([...projects, ...members])];
      const told = await eachOf(all, options.concurrency, (project) => readProject(collection, project));
      if (options.organization === undefined) await above(collection, told.flat());
    });
  },
};

/** A page token goes into the query of the same address (AIP-158; `nextPageToken` of Cloud Storage too). */
function nextPage(body: Thing, asked: string): string | undefined {
  const token = textOf(body, 'nextPageToken');
  if (token === undefined) return undefined;
  const url = new URL(asked);
  url.searchParams.set('pageToken', token);
  return url.href;
}

/** Resource Manager documentation, "Creating and managing projects"; old ids stand under a domain. */
const PROJECT = /^(?:[a-z][a-z0-9.-]{1,60}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$|^\d{6,20}$/u;

function checkOptions({ projects = [], organization }: CollectOptions): void {
  const wrong = projects.find((one) => !PROJECT.test(one));
  if (wrong !== undefined) throw new WritError('usage', `"${wrong}" is not a project of Google Cloud`);
  if (organization !== undefined && !/^\d{1,20}$/u.test(organization))
    throw new WritError('usage', `"${organization}" is not the number of an organisation of Google Cloud`);
}

async function active(of: () => Promise<string | undefined>): Promise<string> {
  const project = await of();
  if (project === undefined || !PROJECT.test(project))
    throw new WritError('usage', 'no project of Google Cloud is active', {
      hint: 'Name one with --collect-project, or an organisation with --collect-organization.',
    });
  return project;
}

/** The organisation with its folders; returns the ids of the projects that live in it. */
async function organization(collection: Collection, id: string): Promise<readonly string[]> {
  const parent = `organizations/${id}`;
  const told = await collection.unit('organization', { organization: id, parent, attached: attachment(parent) ?? '' }, parent); // prettier-ignore
  const projects = told.filter(({ call, thing }) => call.name === PROJECTS && textOf(thing, 'state') === 'ACTIVE');
  return projects.flatMap(({ thing }) => textOf(thing, 'projectId') ?? []).filter((one) => PROJECT.test(one)).sort(); // prettier-ignore
}
const PROJECTS = 'cloudresourcemanager.projects.list';

const readProject = (collection: Collection, project: string): Promise<readonly Told[]> =>
  collection.unit(
    'project',
    { project, attached: attachment(`projects/${project}`) ?? '' },
    `projects/${fileName(project)}`,
  );

/** What stands above the projects, up to the organisation, each once. */
async function above(collection: Collection, told: readonly Told[]): Promise<void> {
  const seen = new Set<string>();
  let level = parentsIn(told);
  // Ten levels of folders are all that there may be (folders.proto, CreateFolder).
  for (let levels = 0; level.length > 0 && levels < 12; levels += 1) {
    const fresh = [...new Set(level)].filter((one) => !seen.has(one)).sort();
    fresh.forEach((one) => seen.add(one));
    level = [];
    for (const parent of fresh) {
      const [word = '', id = ''] = parent.split('/');
      const attached = attachment(parent) ?? '';
      const got =
        word === 'folders'
          ? await collection.unit('folder', { folder: id, attached }, parent)
          : await collection.unit('ancestor', { organization: id, attached }, parent);
      level.push(...parentsIn(got));
    }
  }
}

const parentsIn = (told: readonly Told[]): string[] =>
  told
    .filter(({ call }) => /\.(?:projects|folders)\.get$/u.test(call.name))
    .flatMap(({ thing }) => textOf(thing, 'parent') ?? [])
    .filter((one) => /^(?:folders|organizations)\/\d{1,20}$/u.test(one));
