const vscode = require('vscode');

// AKS_SANDBOX_STARTUP: a JSON array of commands, each as [name, ...arguments].
exports.activate = () => runInOrder(JSON.parse(process.env.AKS_SANDBOX_STARTUP || '[]'));

async function runInOrder([first, ...rest]) {
  if (!first) return;
  const [command, ...args] = first;
  try {
    await vscode.commands.executeCommand(command, ...args);
  } catch (error) {
    void vscode.window.showErrorMessage(`${command}: ${error.message}`);
  }
  await runInOrder(rest);
}
