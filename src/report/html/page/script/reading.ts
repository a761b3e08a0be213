/** Theme, place in the navigation, copying, printing. The theme lives as long as the page: nothing is stored. */
export const READING = String.raw`
const dark = matchMedia('(prefers-color-scheme: dark)');
const themeButton = byId('theme');
let theme = dark.matches ? 'dark' : 'light';
let chosen = false;
function showTheme() {
  if (chosen) document.documentElement.dataset.theme = theme;
  themeButton.setAttribute('aria-pressed', String(theme === 'dark'));
}
themeButton.addEventListener('click', () => {
  chosen = true;
  theme = theme === 'dark' ? 'light' : 'dark';
  showTheme();
});
dark.addEventListener('change', () => {
  if (chosen) return;
  theme = dark.matches ? 'dark' : 'light';
  showTheme();
});
showTheme();

const links = [...document.querySelectorAll('nav.side a')];
const parts = links.map((link) => byId(link.hash.slice(1)));
let waiting = false;
function markPlace() {
  waiting = false;
  const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  let at = 0;
  parts.forEach((part, index) => {
    if (part.getBoundingClientRect().top <= Math.min(160, innerHeight / 3)) at = index;
  });
  if (end && scrollY > 0) at = parts.length - 1;
  links.forEach((link, index) => {
    if (index === at) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
}
function placeSoon() {
  if (!waiting) requestAnimationFrame(markPlace);
  waiting = true;
}
addEventListener('scroll', placeSoon, { passive: true });
addEventListener('resize', placeSoon);
markPlace();

async function copy(button) {
  const code = button.parentElement.querySelector('code');
  let done = true;
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    getSelection().selectAllChildren(code);
    done = document.execCommand('copy');
  }
  button.textContent = done ? 'Copied' : 'Press Ctrl+C';
  setTimeout(() => (button.textContent = 'Copy'), 2000);
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do="copy"]');
  if (button) copy(button);
});

let closed = [];
addEventListener('beforeprint', () => {
  closed = [...document.querySelectorAll('details:not([open])')];
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false;
});
`;
