const editor = acquireVsCodeApi();
const main = document.querySelector('main');
const announcement = document.getElementById('announcement');

const keyed = (selector) => [...main.querySelectorAll(selector)].filter((element) => element.dataset.key !== undefined);
const withKey = (key) => keyed('[data-key]').find((element) => element.dataset.key === key);

let shown;

/** Replaces the content when it is another, and keeps what the reader had: the focus, the opened details, the place. */
function update(body) {
  if (body === shown) {
    return;
  }
  shown = body;
  const opened = keyed('details[open]').map((element) => element.dataset.key);
  const focused = document.activeElement?.dataset.key;
  main.innerHTML = body;
  opened.forEach((key) => withKey(key)?.setAttribute('open', ''));
  withKey(focused)?.focus();
}

addEventListener('message', ({ data }) => {
  if (data.kind === 'update') {
    update(data.body);
  }
  if (data.kind === 'copied') {
    announcement.textContent = '';
    announcement.textContent = announcement.dataset.copied;
  }
});

document.body.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.copy !== undefined) {
    editor.postMessage({ kind: 'copy', text: button.dataset.copy });
  }
  if (button?.dataset.action !== undefined) {
    editor.postMessage({ kind: button.dataset.action });
  }
});

editor.setState({ tenantId: document.body.dataset.tenantId });
editor.postMessage({ kind: 'ready' });
