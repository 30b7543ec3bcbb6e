const editor = acquireVsCodeApi();
const words = JSON.parse(document.body.dataset.words);
editor.setState(JSON.parse(document.body.dataset.state));

const rowHeight = 26;
const rowsPerBlock = 100;
const mostBlocks = 60;
const rowsBeyond = 8;
/** Browsers do not lay out elements much taller than this: longer tables scroll in proportion. */
const tallest = 8_000_000;

const byId = (id) => document.getElementById(id);
const [grid, head, spacer, rowsElement] = ['grid', 'head', 'spacer', 'rows'].map(byId);
const [filter, summary, facets, tabs, verbs, remarks] = ['filter', 'summary', 'facets', 'tabs', 'verbs', 'remarks'].map(byId);

let state;
let blocks = new Map();
let stale = new Map();
let requested = new Set();
let active = 0;
let activeColumn = -1;
/** The row that was edited last, by its name: the place that the keyboard is at goes with it when it moves. */
let followed;
let wanted;
let anchor = 0;
let top_ = 0;
let expectedScroll = -1;
let drawing = 0;

const number = (value) => value.toLocaleString(document.documentElement.lang || undefined);
const fill = (text, ...values) => values.reduce((result, value, index) => result.replace(`{${index}}`, () => value), text);
const clamp = (value, least, most) => Math.min(Math.max(value, least), most);

function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children);
  return element;
}

const drawn = new Map();

/** Whether a place has to be drawn anew: a button that is replaced under the pointer loses the click. */
function changes(place, ...content) {
  const text = JSON.stringify(content);
  const isOther = drawn.get(place) !== text;
  drawn.set(place, text);
  return isOther;
}

/** Height of all rows, of what is laid out for them, and how many real pixels one laid out stands for. */
function measures() {
  const whole = state.rows * rowHeight;
  const viewport = grid.clientHeight - head.offsetHeight;
  const laidOut = Math.min(whole, tallest);
  const scale = whole <= tallest ? 1 : (whole - viewport) / (laidOut - viewport);
  return { whole, viewport, laidOut, scale };
}

function scrollTo(value) {
  const { whole, viewport, scale } = measures();
  top_ = clamp(value, 0, Math.max(whole - viewport, 0));
  expectedScroll = Math.round(top_ / scale);
  grid.scrollTop = expectedScroll;
  drawSoon();
}

function reveal(position) {
  const { viewport } = measures();
  const from = position * rowHeight;
  if (from < top_) {
    scrollTo(from);
  } else if (from + rowHeight > top_ + viewport) {
    scrollTo(from + rowHeight - viewport);
  } else {
    drawSoon();
  }
}

const blockOf = (position) => Math.floor(position / rowsPerBlock) * rowsPerBlock;

function rowAt(position) {
  const start = blockOf(position);
  return (blocks.get(start) ?? stale.get(start))?.[position - start];
}

function request(first, last) {
  for (let start = blockOf(first); start <= last; start += rowsPerBlock) {
    if (!blocks.has(start) && !requested.has(start)) {
      requested.add(start);
      const count = Math.min(rowsPerBlock, state.rows - start);
      editor.postMessage({ kind: 'rows', revision: state.revision, start, count });
    }
  }
}

function rowElement(index) {
  const known = rowsElement.children[index];
  if (known !== undefined && known.childElementCount === state.columns.length) {
    return known;
  }
  const cells = state.columns.map((column, place) =>
    make('div', {
      role: 'gridcell',
      id: `row${index}cell${place}`,
      'aria-colindex': String(place + 1),
      class: column.numeric ? 'cell numeric' : 'cell',
    }),
  );
  const row = make('div', { role: 'row', id: `row${index}` }, ...cells);
  if (known === undefined) {
    rowsElement.append(row);
  } else {
    known.replaceWith(row);
  }
  return row;
}

function drawCell(element, cell, isActive) {
  element.classList.toggle('editable', cell?.edit !== undefined);
  element.classList.toggle('at', isActive);
  const marks = cell?.marks ?? [];
  const key = `${cell?.text ?? '…'}\u0000${marks.join('\u0000')}`;
  if (element.dataset.key === key) {
    return;
  }
  element.dataset.key = key;
  element.textContent = cell?.text ?? '…';
  element.title = marks.length === 0 ? (cell?.text ?? '') : `${cell.text}\n${marks.join('\n')}`;
  for (const mark of marks) {
    element.append(make('span', { class: 'mark' }, mark));
  }
}

function drawRow(element, position) {
  const row = rowAt(position);
  element.setAttribute('aria-rowindex', String(position + 2));
  element.setAttribute('aria-selected', String(row?.selected === true));
  element.className = `row${position === active ? ' active' : ''}${row === undefined ? ' pending' : ''}`;
  element.dataset.position = String(position);
  [...element.children].forEach((cell, index) => drawCell(cell, row?.cells[index], position === active && index === activeColumn));
  if (position === active) {
    grid.setAttribute('aria-activedescendant', (element.children[activeColumn] ?? element).id);
  }
}

function draw() {
  drawing = 0;
  if (state === undefined) {
    return;
  }
  const { viewport } = measures();
  const first = clamp(Math.floor(top_ / rowHeight) - rowsBeyond, 0, Math.max(state.rows - 1, 0));
  const last = Math.min(Math.ceil((top_ + viewport) / rowHeight) + rowsBeyond, state.rows) - 1;
  if (last >= first) {
    request(first, last);
  }
  rowsElement.style.transform = `translateY(${grid.scrollTop + first * rowHeight - top_}px)`;
  for (let position = first; position <= last; position += 1) {
    drawRow(rowElement(position - first), position);
  }
  while (rowsElement.childElementCount > Math.max(last - first + 1, 0)) {
    rowsElement.lastElementChild.remove();
  }
  if (active < first || active > last) {
    grid.removeAttribute('aria-activedescendant');
  }
  cellEditor.place();
}

function drawSoon() {
  drawing ||= requestAnimationFrame(draw);
}

function drawHead() {
  grid.style.setProperty('--columns', state.columns.map(({ width, least }) => `minmax(${least ?? 0}px, ${width}fr)`).join(' '));
  grid.setAttribute('aria-colcount', String(state.columns.length));
  grid.setAttribute('aria-rowcount', String(state.rows + 1));
  grid.setAttribute('aria-busy', String(state.busy));
  if (!changes(head, state.columns, state.sort)) {
    return;
  }
  const focused = document.activeElement?.dataset?.column;
  const reachable = state.columns.some(({ id }) => id === focused) ? focused : state.columns[0]?.id;
  head.replaceChildren(
    ...state.columns.map(({ id, title, numeric }, index) => {
      const sorted = state.sort?.column === id ? (state.sort.descending ? 'descending' : 'ascending') : 'none';
      const button = make('button', { type: 'button', tabindex: id === reachable ? '0' : '-1', 'data-column': id }, title);
      const properties = {
        role: 'columnheader',
        'aria-colindex': String(index + 1),
        'aria-sort': sorted,
        class: numeric ? 'numeric' : undefined,
      };
      return make('div', properties, button);
    }),
  );
  [...head.querySelectorAll('button')].find((button) => button.dataset.column === focused)?.focus();
}

function drawFacet({ id, title, items, more, busy }) {
  const buttons = items.map((item) => {
    const bar = make('span', { class: 'share', 'aria-hidden': 'true' });
    bar.style.width = `${(item.share * 100).toFixed(2)}%`;
    const share = `${(item.share * 100).toLocaleString(document.documentElement.lang || undefined, { maximumFractionDigits: 1 })} %`;
    const label = fill(words.share, item.title, number(item.count), share);
    return make(
      'button',
      {
        type: 'button',
        'aria-pressed': String(item.pressed),
        title: `${label}\n${item.detail}`,
        'data-facet': id,
        'data-item': item.id,
      },
      bar,
      make('span', { class: 'hidden' }, label),
      make('span', { class: 'name', 'aria-hidden': 'true' }, item.title),
      make('span', { class: 'count', 'aria-hidden': 'true' }, number(item.count)),
    );
  });
  const rest = more > 0 ? [make('p', { class: 'quiet' }, fill(words.more, number(more)))] : [];
  const waiting = busy ? [make('p', { class: 'quiet' }, words.loading)] : [];
  return make('section', {}, make('h2', {}, title), ...buttons, ...rest, ...waiting);
}

function drawFacets() {
  if (!changes(facets, state.facets)) {
    return;
  }
  const { facet, item } = document.activeElement?.dataset ?? {};
  const place = facets.scrollTop;
  const shown = state.facets.filter(({ items, busy }) => items.length > 0 || busy);
  facets.replaceChildren(...shown.map(drawFacet));
  facets.hidden = shown.length === 0;
  facets.scrollTop = place;
  [...facets.querySelectorAll('button')]
    .find(({ dataset }) => facet !== undefined && dataset.facet === facet && dataset.item === item)
    ?.focus();
}

/** The focus stays on the button that was in its place before. */
function focusAgain(container, name, focused) {
  [...container.querySelectorAll('button')].find(({ dataset }) => focused[name] !== undefined && dataset[name] === focused[name])?.focus();
}

function drawTabs() {
  if (!changes(tabs, state.tabs, state.tab)) {
    return;
  }
  const focused = document.activeElement?.dataset ?? {};
  tabs.replaceChildren(
    ...state.tabs.map(({ id, title, count }) =>
      make(
        'button',
        { type: 'button', role: 'tab', 'aria-selected': String(id === state.tab), tabindex: id === state.tab ? '0' : '-1', 'data-tab': id },
        title,
        make('span', { class: 'count' }, count === undefined ? words.unknown : number(count)),
      ),
    ),
  );
  tabs.hidden = state.tabs.length < 2;
  focusAgain(tabs, 'tab', focused);
}

function drawVerbs() {
  if (!changes(verbs, state.verbs)) {
    return;
  }
  const focused = document.activeElement?.dataset ?? {};
  verbs.replaceChildren(
    ...state.verbs.map(({ id, title, enabled }) =>
      make('button', { type: 'button', 'data-verb': id, 'aria-disabled': String(!enabled) }, title),
    ),
  );
  focusAgain(verbs, 'verb', focused);
}

function drawWords() {
  byId('title').textContent = state.title;
  byId('subtitle').textContent = state.subtitle;
  remarks.replaceChildren(
    ...state.remarks.map(({ kind, text }) => make('p', { class: kind, role: kind === 'warning' ? 'alert' : 'note' }, text)),
  );
  const shown = state.rows === state.all ? fill(words.rows, number(state.rows)) : fill(words.rowsOf, number(state.rows), number(state.all));
  const parts = [
    shown,
    ...(state.selected > 0 ? [fill(words.selected, number(state.selected))] : []),
    ...(state.busy ? [words.loading] : []),
  ];
  const text = state.rows === 0 && !state.busy ? `${words.nothing} ${shown}` : parts.join(' · ');
  if (summary.textContent !== text) {
    summary.textContent = text;
  }
  if (document.activeElement !== filter && filter.value !== state.filter) {
    filter.value = state.filter;
  }
}

/** What was asked for: other rows of the same question stay where they are, another question begins at its first row. */
function questionOf({ tab, filter: text, sort, facets: asked }) {
  const pressed = asked.flatMap(({ id, items }) => items.flatMap((item) => (item.pressed ? [`${id} ${item.id}`] : [])));
  return JSON.stringify([tab, text, sort, pressed.sort()]);
}

function take(next) {
  const before = state;
  const isSameQuestion = before !== undefined && questionOf(before) === questionOf(next);
  state = next;
  if (before?.revision !== next.revision) {
    [blocks, stale, requested] = [new Map(), new Map(), new Set()];
    active = isSameQuestion ? clamp(active, 0, Math.max(next.rows - 1, 0)) : 0;
    anchor = active;
  } else if (before.selection !== next.selection) {
    [stale, blocks, requested] = [new Map([...stale, ...blocks]), new Map(), new Set()];
  }
  spacer.style.height = `${measures().laidOut}px`;
  drawHead();
  drawFacets();
  drawTabs();
  drawVerbs();
  drawWords();
  scrollTo(isSameQuestion ? top_ : 0);
}

function takeRows({ revision, selection, start, rows }) {
  if (state === undefined || revision !== state.revision || selection !== state.selection) {
    return;
  }
  blocks.set(start, rows);
  requested.delete(start);
  takeUp(start, rows);
  if (blocks.size > mostBlocks) {
    blocks.delete(blocks.keys().next().value);
  }
  drawSoon();
}

const isEditable = () => state.columns.some(({ editor: of }) => of !== undefined);

/** Goes with the row that was edited, and opens the next cell that was asked for once it is known what is in it now. */
function takeUp(start, rows) {
  const index = rows.findIndex(({ id }) => id !== undefined && id === followed);
  if (index !== -1) {
    active = start + index;
    anchor = active;
    followed = undefined;
    reveal(active);
  }
  const place = wanted === undefined ? -1 : rows.findIndex(({ id }) => id === wanted.row);
  if (place !== -1) {
    const { column } = wanted;
    wanted = undefined;
    edit(start + place, column);
  }
}

/** Opens a cell for typing. Gives whether it can be. */
function edit(position, column) {
  const row = rowAt(position);
  const given = row?.cells[column]?.edit;
  if (given === undefined) {
    return false;
  }
  [active, activeColumn] = [position, column];
  reveal(position);
  const name = fill(words.editing, row.cells[0].text, state.columns[column].title);
  cellEditor.open({ row: row.id, position, column, of: state.columns[column], given, name });
  return true;
}

/** The next cell of a row that can be edited, or undefined. */
function nextEditable(position, column, step) {
  const cells = rowAt(position)?.cells ?? [];
  for (let at = column + step; at >= 0 && at < cells.length; at += step) {
    if (cells[at].edit !== undefined) {
      return at;
    }
  }
  return undefined;
}

const cellEditor = createCellEditor({
  container: document.querySelector('main'),
  make,
  send: (typed) => editor.postMessage({ kind: 'edit', ...typed }),
  /** Where the cell of a row is now; undefined when it is not drawn. */
  placeOf: (row, column) => {
    const element = [...rowsElement.children].find(({ dataset }) => rowAt(Number(dataset.position))?.id === row);
    const cell = element?.children[column]?.getBoundingClientRect();
    const [outer, top] = [grid.getBoundingClientRect(), head.getBoundingClientRect().bottom];
    return cell === undefined
      ? undefined
      : { left: cell.left - outer.left, top: clamp(cell.top, top, outer.bottom - 60) - outer.top, width: cell.width };
  },
  closed: ({ row, position, column, kept, step, then, isHere }) => {
    const next = step === undefined ? undefined : nextEditable(position, column, step);
    const to = then ?? (next === undefined ? undefined : { row, position, column: next });
    followed = kept && then === undefined ? row : undefined;
    if (isHere) {
      grid.focus({ preventScroll: true });
    }
    if (to !== undefined && rowAt(to.position)?.id === to.row && (!kept || blocks.has(blockOf(to.position)))) {
      edit(to.position, to.column);
    } else {
      wanted = to;
    }
    drawSoon();
  },
});

const select = (change) => editor.postMessage({ kind: 'select', revision: state.revision, change });
const open = (position) => editor.postMessage({ kind: 'open', revision: state.revision, position });

function move(to, extend) {
  active = clamp(to, 0, Math.max(state.rows - 1, 0));
  if (extend) {
    select({ how: 'range', from: anchor, to: active });
  } else {
    anchor = active;
  }
  reveal(active);
}

function moveColumn(step) {
  if (isEditable()) {
    activeColumn = clamp(activeColumn + step, 0, state.columns.length - 1);
    reveal(active);
  }
}

/** Opens the cell that the keyboard is at, or else the next one that can be edited. */
function editActive() {
  if (activeColumn === -1 || !edit(active, activeColumn)) {
    const next = nextEditable(active, activeColumn, 1);
    return next !== undefined && edit(active, next);
  }
  return true;
}

const pageRows = () => Math.max(Math.floor(measures().viewport / rowHeight) - 1, 1);

const keys = {
  ArrowDown: (event) => move(active + 1, event.shiftKey),
  ArrowUp: (event) => move(active - 1, event.shiftKey),
  PageDown: (event) => move(active + pageRows(), event.shiftKey),
  PageUp: (event) => move(active - pageRows(), event.shiftKey),
  Home: (event) => move(0, event.shiftKey),
  End: (event) => move(state.rows - 1, event.shiftKey),
  ArrowLeft: () => moveColumn(-1),
  ArrowRight: () => moveColumn(1),
  F2: editActive,
  Enter: () => (activeColumn !== -1 && edit(active, activeColumn)) || open(active),
  Escape: () => filter.focus(),
  ' ': (event) => (event.shiftKey ? select({ how: 'range', from: anchor, to: active }) : select({ how: 'toggle', position: active })),
};

grid.addEventListener('keydown', (event) => {
  if (state === undefined || state.rows === 0 || event.target !== grid) {
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
    event.preventDefault();
    select({ how: 'all' });
    return;
  }
  const act = event.altKey || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
  if (act !== undefined) {
    event.preventDefault();
    act(event);
  }
});

const columnOf = (target) => Number(target.closest('.cell')?.getAttribute('aria-colindex') ?? 0) - 1;

rowsElement.addEventListener('mousedown', (event) => {
  const row = event.target instanceof Element ? event.target.closest('.row') : null;
  if (row === null || event.button !== 0 || row.classList.contains('pending')) {
    return;
  }
  const position = Number(row.dataset.position);
  wanted = undefined;
  if (event.shiftKey) {
    event.preventDefault();
    select({ how: 'range', from: anchor, to: position });
  } else {
    select({ how: event.ctrlKey || event.metaKey ? 'toggle' : 'only', position });
    anchor = position;
  }
  active = position;
  activeColumn = isEditable() ? columnOf(event.target) : -1;
  grid.focus({ preventScroll: true });
  drawSoon();
});

/** The heads are one stop of the tab key: arrows go from one to the next, and down into the rows. */
head.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === 'ArrowDown') {
    event.preventDefault();
    grid.focus({ preventScroll: true });
  } else if (step !== undefined) {
    event.preventDefault();
    const buttons = [...head.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement);
    const next = buttons[clamp(at + step, 0, buttons.length - 1)];
    buttons.forEach((button) => button.setAttribute('tabindex', button === next ? '0' : '-1'));
    next?.focus();
  }
});

rowsElement.addEventListener('dblclick', (event) => {
  const row = event.target instanceof Element ? event.target.closest('.row') : null;
  if (row !== null && !row.classList.contains('pending')) {
    const position = Number(row.dataset.position);
    edit(position, columnOf(event.target)) || open(position);
  }
});

grid.addEventListener('scroll', () => {
  if (grid.scrollTop !== expectedScroll && state !== undefined) {
    top_ = grid.scrollTop * measures().scale;
  }
  expectedScroll = -1;
  drawSoon();
});

grid.addEventListener(
  'wheel',
  (event) => {
    if (state !== undefined && measures().scale > 1 && !event.ctrlKey) {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? rowHeight : event.deltaMode === 2 ? measures().viewport : 1;
      scrollTo(top_ + event.deltaY * unit);
    }
  },
  { passive: false },
);

let typing;
filter.addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => editor.postMessage({ kind: 'filter', text: filter.value }), 30);
});
filter.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'Enter') {
    event.preventDefault();
    grid.focus();
  }
});

byId('all').addEventListener('click', () => select({ how: 'all' }));
byId('none').addEventListener('click', () => select({ how: 'none' }));

document.body.addEventListener('click', ({ target }) => {
  const button = target instanceof Element ? target.closest('button') : null;
  const { column, facet, item, tab, verb } = button?.dataset ?? {};
  if (column !== undefined) {
    editor.postMessage({ kind: 'sort', column });
  } else if (facet !== undefined) {
    editor.postMessage({ kind: 'facet', facet, item });
  } else if (tab !== undefined) {
    editor.postMessage({ kind: 'tab', id: tab });
  } else if (verb !== undefined && button.getAttribute('aria-disabled') !== 'true') {
    editor.postMessage({ kind: 'verb', id: verb });
  }
});

tabs.addEventListener('keydown', (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (step !== undefined) {
    const all = [...tabs.children];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next?.focus();
    next?.click();
  }
});

addEventListener('message', ({ data }) => {
  if (data.kind === 'state') {
    take(data.state);
  } else if (data.kind === 'rows') {
    takeRows(data);
  } else if (data.kind === 'edited') {
    cellEditor.answer(data);
  } else if (data.kind === 'announce') {
    byId('announcement').textContent = data.text;
  }
});

new ResizeObserver(() => {
  if (state !== undefined) {
    spacer.style.height = `${measures().laidOut}px`;
    scrollTo(top_);
  }
}).observe(grid);

editor.postMessage({ kind: 'ready' });
