import type { GCP_KEPT } from '../../cloud/kept.ts';
import {
  GCP_TYPES,
  type GcpDenyFact,
  type GcpGrantFact,
  type GcpNodePool,
  type GcpProviderFact,
  type GcpRef,
  type GcpResourceFact,
  type GcpRoleFact,
  type GcpServiceAccountFact,
} from '../../model/gcp-facts.ts';
import { base, flag, only, recordOf, someTexts, textIn, type Readers } from './fact-fields.ts';
import { fieldsOf, inside, list, maybe, oneOf, text, texts, type At, type Fields } from './fields.ts';

/** Kept facts of Google Cloud, field by field. */
export const GCP: Readers<(typeof GCP_KEPT)[number]> = {
  'gcp-grant': grantOf,
  'gcp-deny': denyOf,
  'gcp-service-account': accountOf,
  'gcp-role': roleOf,
  'gcp-resource': resourceOf,
  'gcp-provider': providerOf,
};

function refOf(value: unknown, at: At): GcpRef {
  const fields = fieldsOf(value, at);
  return {
    type: oneOf(GCP_TYPES, fields, 'type', at),
    ...someTexts(['project', 'location'], fields, at),
    name: text(fields, 'name', at),
  };
}

const onOf = (fields: Fields, at: At): GcpRef => refOf(fields.get('on'), inside(at, 'on'));

function grantOf(fields: Fields, at: At): GcpGrantFact {
  return {
    fact: 'gcp-grant',
    ...base(fields, at),
    on: onOf(fields, at),
    role: text(fields, 'role', at),
    members: texts(fields, 'members', at),
    ...maybe('condition', fields, (one) => conditionOf(one, inside(at, 'condition'))),
    ...someTexts(['uncertain'], fields, at),
  };
}

function conditionOf(value: unknown, at: At): NonNullable<GcpGrantFact['condition']> {
  const fields = fieldsOf(value, at);
  return { ...someTexts(['title'], fields, at), expression: text(fields, 'expression', at) };
}

function denyOf(fields: Fields, at: At): GcpDenyFact {
  return {
    fact: 'gcp-deny',
    ...base(fields, at),
    on: onOf(fields, at),
    name: text(fields, 'name', at),
    rules: list(fields, 'rules', at, (value, here) => {
      const rule = fieldsOf(value, here);
      return {
        principals: texts(rule, 'principals', here),
        exceptPrincipals: texts(rule, 'exceptPrincipals', here),
        permissions: texts(rule, 'permissions', here),
        exceptPermissions: texts(rule, 'exceptPermissions', here),
        ...someTexts(['condition'], rule, here),
      };
    }),
  };
}

function accountOf(fields: Fields, at: At): GcpServiceAccountFact {
  return {
    fact: 'gcp-service-account',
    ...base(fields, at),
    email: text(fields, 'email', at),
    ...someTexts(['project', 'uniqueId'], fields, at),
    ...maybe('disabled', fields, () => flag(fields, 'disabled', at)),
  };
}

function roleOf(fields: Fields, at: At): GcpRoleFact {
  return {
    fact: 'gcp-role',
    ...base(fields, at),
    role: text(fields, 'role', at),
    permissions: texts(fields, 'permissions', at),
    ...maybe('inactive', fields, () => flag(fields, 'inactive', at)),
    ...someTexts(['unresolved'], fields, at),
  };
}

function resourceOf(fields: Fields, at: At): GcpResourceFact {
  return {
    fact: 'gcp-resource',
    ...base(fields, at),
    on: onOf(fields, at),
    ...someTexts(['title', 'number', 'runsAs', 'artifact'], fields, at),
    ...maybe('policy', fields, () => only(fields, 'policy', at)),
    ...maybe('parent', fields, (one) => refOf(one, inside(at, 'parent'))),
    ...maybe('pools', fields, () => list(fields, 'pools', at, poolOf)),
    ...maybe('podIdentities', fields, () => flag(fields, 'podIdentities', at)),
    ...maybe('serves', fields, () => list(fields, 'serves', at, refOf)),
  };
}

function poolOf(value: unknown, at: At): GcpNodePool {
  const fields = fieldsOf(value, at);
  return {
    ...someTexts(['account'], fields, at),
    ...maybe('scopes', fields, () => texts(fields, 'scopes', at)),
    ...maybe('metadata', fields, () => oneOf(['pods', 'node'] as const, fields, 'metadata', at)),
  };
}

function providerOf(fields: Fields, at: At): GcpProviderFact {
  return {
    fact: 'gcp-provider',
    ...base(fields, at),
    project: text(fields, 'project', at),
    pool: text(fields, 'pool', at),
    provider: text(fields, 'provider', at),
    ...someTexts(['issuer', 'condition'], fields, at),
    audiences: texts(fields, 'audiences', at),
    mapping: recordOf(fields, 'mapping', at, textIn),
    ...maybe('disabled', fields, () => flag(fields, 'disabled', at)),
  };
}
