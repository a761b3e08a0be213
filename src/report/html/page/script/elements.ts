/** Elements made by the browser: names of others become text nodes and attribute values, never mark-up. */
export const ELEMENTS = String.raw`
const byId = (id) => document.getElementById(id);
const island = JSON.parse(byId('island').textContent);
const about = island.about;

function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.flat(3));
  return element;
}

/** Many keystrokes, one answer. */
function later(act) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 120);
  };
}

const many = (number, one, several) => number.toLocaleString('en-US') + ' ' + (number === 1 ? one : several);
document.documentElement.classList.add('js');
`;
