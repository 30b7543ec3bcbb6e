// Stands in for the native watchdog of the editor's server, which would have to be compiled: ends the extension host with its server.
exports.start = (pid) => {
  const check = () => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(87);
    }
  };
  setInterval(check, 1000).unref();
};
exports.exit = (code) => process.exit(code ?? 0);
