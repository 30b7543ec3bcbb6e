/**
 * Edits one cell of a table in its place. Enter and leaving keep what was typed, Tab goes on to the next cell, Escape gives it up. What is
 * refused stays open with the reason.
 */
function createCellEditor({ container, make, send, placeOf, closed }) {
  let now;

  const place = () => {
    const at = now && placeOf(now.row, now.column);
    if (at !== undefined) {
      const width = Math.max(at.width, now.of.editor.kind === 'choice' ? 180 : 300);
      const left = Math.max(Math.min(at.left, container.clientWidth - width - 18), 0);
      Object.assign(now.element.style, { left: `${left}px`, top: `${at.top}px`, width: `${width}px` });
    }
  };

  const isAsked = () => now.of.editor.choices?.find(({ id }) => id === now.field.value)?.asks;
  const typed = () => ({ value: now.field.value, ...(isAsked() === undefined ? {} : { detail: now.detail.value }) });
  const isChanged = () => {
    const { value, detail } = typed();
    return value !== now.given.value || (detail !== undefined && detail !== (now.given.detail ?? ''));
  };

  const explain = (why) => {
    now.why.textContent = why ?? '';
    now.why.hidden = why === undefined;
    now.hint.hidden = why !== undefined || now.hint.textContent === '';
    const asked = isAsked() !== undefined;
    (asked ? now.detail : now.field).setAttribute('aria-invalid', String(why !== undefined));
  };

  const close = (kept, step) => {
    const { row, position, column, element, then } = now;
    const isHere = element.contains(document.activeElement) || document.activeElement === document.body;
    now = undefined;
    element.remove();
    closed({ row, position, column, kept, step, then, isHere });
  };

  const keep = (step) => {
    if (now.sent !== undefined) {
      return;
    }
    if (!isChanged()) {
      close(false, step);
      return;
    }
    now.sent = { step };
    send({ row: now.row, column: now.of.id, ...typed() });
  };

  /** Another choice may ask for more: then that is typed first. */
  const choose = () => {
    const asks = isAsked();
    now.detail.hidden = asks === undefined;
    now.detail.placeholder = asks ?? '';
    now.detail.setAttribute('aria-label', asks ?? '');
    explain(undefined);
    return asks === undefined;
  };

  const enter = (step) => {
    if (isAsked() !== undefined && document.activeElement === now.field) {
      now.detail.focus();
    } else {
      keep(step);
    }
  };

  const onKey = (event) => {
    const step = event.key === 'Tab' ? (event.shiftKey ? -1 : 1) : undefined;
    if (event.key === 'Escape') {
      close(false);
    } else if (event.key === 'Enter' || step !== undefined) {
      enter(step);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const choicesOf = ({ choices }, label) => {
    const options = choices.map(({ id, title }) => make('option', { value: id }, title));
    return make('select', { size: String(choices.length), 'aria-label': label, 'aria-describedby': 'cellHint cellWhy' }, ...options);
  };

  const open = (asked) => {
    if (now?.sent !== undefined) {
      now.then = asked;
      return;
    }
    if (now !== undefined) {
      now.field.focus();
      return;
    }
    const { of, given, name } = asked;
    const field =
      of.editor.kind === 'choice'
        ? choicesOf(of.editor, name)
        : make('input', { type: 'text', 'aria-label': name, 'aria-describedby': 'cellHint cellWhy', spellcheck: 'false' });
    const detail = make('input', { type: 'text', class: 'asked', 'aria-describedby': 'cellWhy', hidden: '' });
    const hint = make('p', { id: 'cellHint', class: 'quiet' }, of.editor.hint ?? '');
    const why = make('p', { id: 'cellWhy', class: 'why', role: 'alert', hidden: '' });
    const element = make('div', { class: 'editor', role: 'group', 'aria-label': name }, field, detail, hint, why);
    field.value = given.value;
    detail.value = given.detail ?? '';
    now = { ...asked, field, detail, hint, why, element, sent: undefined };
    container.append(element);
    choose();
    place();
    field.focus();
    field.select?.();
    element.addEventListener('keydown', onKey);
    field.addEventListener('change', choose);
    field.addEventListener('click', () => of.editor.kind === 'choice' && (choose() ? keep() : detail.focus()));
    element.addEventListener('focusout', ({ relatedTarget }) => {
      if (now?.element === element && !element.contains(relatedTarget)) {
        keep();
      }
    });
  };

  /** What came of it. What was refused stays to be corrected. */
  const answer = ({ row, column, why }) => {
    if (now?.row !== row || now.of.id !== column || now.sent === undefined) {
      return;
    }
    const { step } = now.sent;
    now.sent = undefined;
    if (why === undefined) {
      close(true, step);
    } else {
      now.then = undefined;
      explain(why);
      place();
    }
  };

  return { open, place, answer };
}
