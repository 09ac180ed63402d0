// In place of the native @vscode/fs-copyfile, without which the Git extension does not start.
const fs = require('node:fs');

exports.copyFile = fs.promises.copyFile;
exports.copyFileSync = fs.copyFileSync;
exports.cp = fs.promises.cp;
exports.isCloneSupported = async () => false;
exports.constants = fs.constants;
