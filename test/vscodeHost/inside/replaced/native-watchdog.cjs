// In place of the native @vscode/native-watchdog: ends the extension host once its parent is gone.
const ORPHANED = 87;

exports.start = (pid) => {
  const look = () => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(ORPHANED);
    }
  };
  setInterval(look, 1000).unref();
};
exports.exit = (code) => process.exit(code || 0);
