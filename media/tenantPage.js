const editor = acquireVsCodeApi();
const announcement = document.getElementById('announcement');

editor.setState({ tenantId: document.body.dataset.tenantId });

document.body.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  if (button?.dataset.copy !== undefined) {
    editor.postMessage({ kind: 'copy', text: button.dataset.copy });
    announcement.textContent = announcement.dataset.copied;
  }
  if (button?.dataset.action !== undefined) {
    editor.postMessage({ kind: button.dataset.action });
  }
});
