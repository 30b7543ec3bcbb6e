// Stands in for the native log writer of the editor's server, which would have to be compiled: log files and output channels need one.
const { appendFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const two = (number) => String(number).padStart(2, '0');

function stamp(now) {
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return `${day} ${time}.${String(now.getMilliseconds()).padStart(3, '0')}`;
}

class Logger {
  constructor(_kind, _name, file) {
    this.file = file;
    this.formatted = true;
    this.level = 2;
  }
  write(level, message) {
    appendFileSync(this.file, this.formatted ? `${stamp(new Date())} [${level}] ${message}\n` : message);
  }
  trace(message) {
    this.write('trace', message);
  }
  debug(message) {
    this.write('debug', message);
  }
  info(message) {
    this.write('info', message);
  }
  warn(message) {
    this.write('warning', message);
  }
  error(message) {
    this.write('error', message);
  }
  critical(message) {
    this.write('critical', message);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.formatted = true;
  }
  clearFormatters() {
    this.formatted = false;
  }
  flush() {}
  drop() {}
}

async function create(name, file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return new Logger('rotating', name, file);
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
