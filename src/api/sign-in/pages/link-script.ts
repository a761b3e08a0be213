/** Puts what stands behind the `#` into the form, and takes it off the address. Without scripts one copies it. */
export const LINK_SCRIPT = `const token = location.hash.slice(1);
const field = document.querySelector('#token');
if (field && /^[A-Za-z0-9_-]{43}$/.test(token)) {
  field.value = token;
  field.readOnly = true;
  history.replaceState(null, '', location.pathname);
}
`;
