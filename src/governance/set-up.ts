/**
 * What the person of the first boot may change while nobody else is an administrator, by route. It needs nobody's consent and nobody checks it, so it
 * is little, it is named to everybody who looks, and each use is marked in the record. What is not here waits for a second administrator.
 */
export const ALONE: Readonly<Record<string, string>> = {
  'add-person': 'enrol people',
  'change-person': 'rename people and let them leave',
  'give-role': 'give roles to others',
  'take-role': 'take roles away',
  'make-sign-in-link': 'make links by which people that it enrolled sign in',
  'end-sessions': 'end sessions of others',
  'remove-passkeys': 'remove passkeys of others',
  'link-account': 'say which accounts are whose',
  'unlink-account': 'take accounts from people',
  'revoke-token': 'revoke API tokens of others',
  'scim-add-user': 'let a directory enrol people',
  'scim-replace-user': 'let a directory change people',
  'scim-change-user': 'let a directory change a part of people',
  'scim-remove-user': 'let a directory remove people',
  'scim-add-group': 'let a directory make groups',
  'scim-replace-group': 'let a directory change groups',
  'scim-change-group': 'let a directory change a part of groups',
  'scim-remove-group': 'let a directory remove groups',
  'put-group-roles': 'say what groups give',
  'retire-authority': 'have the keys of the trust domain changed before their time',
  'distrust-authority': 'take a stolen key out of the trust domain',
};

/** How a change that was made alone says so: its policy begins with this. */
export const ALONE_POLICY = 'set-up-alone';
