import type { FixPlan } from '../../model/finding.ts';
import { parseId } from '../../model/id.ts';
import type { ConsentFact, ConsentOpening } from '../../model/system-facts.ts';
import { shellComment, shellWord } from './shell.ts';

type Maker = (fact: ConsentFact, realm: string, name: string, wide: readonly ConsentOpening[]) => FixPlan;

/** Takes back what is too wide with the vendor's own tool; where the vendor has a page for it alone, that page. */
export function revokeConsent(fact: ConsentFact, wide: readonly ConsentOpening[]): FixPlan {
  const id = parseId(fact.node);
  const maker = (id && Object.hasOwn(MAKERS, id.source) ? MAKERS[id.source] : undefined) ?? byHand;
  return maker(fact, id?.realm ?? '', id?.name ?? fact.node, wide);
}

const MAKERS: Readonly<Record<string, Maker>> = { entra, google, github, slack };

const GRAPH = 'https://graph.microsoft.com/v1.0';

/** A delegated grant is one text of scopes: it is written again without the wide ones, or deleted when none is left. */
function entra(fact: ConsentFact, realm: string, name: string, wide: readonly ConsentOpening[]): FixPlan {
  const handles = [...new Set(wide.flatMap(({ handle }) => handle ?? []))].sort();
  if (handles.length === 0) return byHand(fact, realm, name, wide);
  const away = new Set(wide.map(({ scope }) => scope));
  const lines = handles.map((handle) => {
    const url = shellWord(`${GRAPH}/${handle}`);
    if (!handle.startsWith('oauth2PermissionGrants/')) return `az rest --method DELETE --url ${url}`;
    const left = (fact.opens ?? []).filter((one) => one.handle === handle && !away.has(one.scope));
    const scope = left.map((one) => one.scope).join(' ');
    return scope === ''
      ? `az rest --method DELETE --url ${url}`
      : `az rest --method PATCH --url ${url} --headers Content-Type=application/json --body ${shellWord(JSON.stringify({ scope }))}`;
  });
  return {
    kind: 'command',
    why: 'Take back the wide permissions; consent again to the narrow ones that the application shows it needs.',
    text: `${lines.join('\n')}\n`,
  };
}

function google(_fact: ConsentFact, _realm: string, name: string, wide: readonly ConsentOpening[]): FixPlan {
  const people = [...new Set(wide.flatMap(({ handle }) => /^users\/([^/]+)\/tokens\//u.exec(handle ?? '')?.[1] ?? []))];
  return {
    kind: 'command',
    why: 'A Google token cannot be narrowed: delete it, then limit the application under Security > API controls before people consent again.',
    text: people
      .sort()
      .map((person) => `gam user ${shellWord(person)} delete token clientid ${shellWord(name)}\n`)
      .join(''),
  };
}

/** Only the application itself can call the interface that uninstalls it; an owner of the organisation narrows it on a page. */
function github(fact: ConsentFact, realm: string, name: string, wide: readonly ConsentOpening[]): FixPlan {
  const page = fact.page ?? `https://github.com/organizations/${realm}/settings/installations`;
  return {
    kind: 'policy',
    why: 'Select the repositories that the application works on, or uninstall it; ask its maker for narrower permissions.',
    text: `# ${shellComment(page)}\n# ${shellComment(name)}: Repository access > Only select repositories\n${wide.map(({ scope }) => `# not needed on every repository: ${shellComment(scope)}\n`).join('')}`,
  };
}

function slack(_fact: ConsentFact, realm: string, name: string): FixPlan {
  return {
    kind: 'command',
    why: 'Uninstall the application and restrict it until narrower scopes are approved.',
    text: ['admin.apps.uninstall', 'admin.apps.restrict']
      .map(
        (method, index) =>
          `curl --header "Authorization: Bearer $SLACK_ADMIN_TOKEN" --data-urlencode ${shellWord(`app_id=${name}`)} --data-urlencode ${shellWord(`team_id${index === 0 ? 's' : ''}=${realm}`)} https://slack.com/api/${method}\n`,
      )
      .join(''),
  };
}

const byHand: Maker = (_fact, realm, name, wide) => ({
  kind: 'policy',
  why: 'Take back the wide scopes; consent again to the narrow ones that the application shows it needs.',
  text: wide
    .map(({ scope }) => `# ${shellComment(name)} of ${shellComment(realm)}: remove ${shellComment(scope)}\n`)
    .join(''),
});
