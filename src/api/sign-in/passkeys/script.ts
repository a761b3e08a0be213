/**
 * Asks the device, puts its answer into the form, and sends the form: what is wrong is then a page like any other. Written out instead of `toJSON` and
 * `parse…FromJSON`, which browsers have since 2025 only and stores of passwords do not give.
 */
export const PASSKEY_SCRIPT = `const form = document.querySelector('form[data-passkey]');
const told = document.querySelector('#passkey-told');

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join(''))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const keys = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const say = (what) => {
  told.textContent = what;
  told.hidden = false;
};

async function options() {
  const response = await fetch(form.dataset.options, { method: 'POST', headers: { 'x-csrf-token': form.elements.csrf.value } });
  if (response.ok) return response.json();
  if (response.status === 429) throw new Error('There were too many tries. Wait a minute.');
  const problem = await response.json().catch(() => ({}));
  throw new Error(problem.detail ? 'It cannot be begun: ' + problem.detail + '.' : 'This page is too old. Open it again.');
}

async function made() {
  const asked = await options();
  const { id, response } = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: keys(asked.excludeCredentials),
    },
  });
  return {
    id,
    clientDataJSON: text(response.clientDataJSON),
    attestationObject: text(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  };
}

async function signed() {
  const asked = await options();
  const { id, response } = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: [] } });
  return {
    id,
    clientDataJSON: text(response.clientDataJSON),
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: text(response.userHandle ?? new ArrayBuffer(0)),
  };
}

const WHY = {
  NotAllowedError: 'It was cancelled, or took too long, or this device has no passkey for Writ.',
  InvalidStateError: 'This device has a passkey of yours already.',
  SecurityError: 'The browser makes no passkeys for this address.',
  NotSupportedError: 'This device cannot make a passkey that Writ takes.',
  ConstraintError: 'This device cannot check who holds it (a PIN, a finger, a face): set that up first.',
};

if (form && window.PublicKeyCredential && navigator.credentials) {
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    button.disabled = true;
    told.hidden = true;
    try {
      form.elements.answer.value = JSON.stringify(await (form.dataset.passkey === 'make' ? made() : signed()));
      form.submit();
    } catch (error) {
      say(WHY[error.name] ?? error.message);
    } finally {
      button.disabled = false;
    }
  });
} else if (form) {
  say('This browser has no passkeys here (WebAuthn): it is too old, or the page came without encryption.');
}
`;
