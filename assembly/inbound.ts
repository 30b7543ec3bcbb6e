export { unknownCharacter } from './fold';
export { lineEnd, lineRow, writeLines } from './lines';
export { enterName } from './names';
export { enterId, nameFrom, nameTo, readRows, rowAt, rows, setTemplate, slotOf, textEnd } from './rows';
export { find, markRows, markSomeRows, setNeedle } from './search';
