const { EventEmitter, FileSystemError, FileType, workspace } = require('vscode');

/** Files in memory, one folder deep. */
class Files {
  constructor() {
    this.changes = new EventEmitter();
    this.onDidChangeFile = this.changes.event;
    this.files = new Map();
  }

  watch() {
    return { dispose: () => undefined };
  }

  stat(uri) {
    const content = this.files.get(uri.path);
    const known = content !== undefined || uri.path === '/work';
    if (!known) {
      throw FileSystemError.FileNotFound(uri);
    }
    return { type: content === undefined ? FileType.Directory : FileType.File, ctime: 0, mtime: 0, size: content?.length ?? 0 };
  }

  readDirectory() {
    return [...this.files.keys()].map((path) => [path.slice('/work/'.length), FileType.File]);
  }

  readFile(uri) {
    return this.files.get(uri.path) ?? this.stat(uri);
  }

  writeFile(uri, content) {
    this.files.set(uri.path, content);
  }

  createDirectory(uri) {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri) {
    this.files.delete(uri.path);
  }

  rename(from) {
    throw FileSystemError.NoPermissions(from);
  }
}

exports.activate = ({ subscriptions }) => {
  subscriptions.push(workspace.registerFileSystemProvider('nowhere', new Files()));
};
