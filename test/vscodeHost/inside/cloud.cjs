// Where Azure is in development: the address and the certificate authority of the embedded cluster's.
// The extension asks for it in no installed version; this file is in no package.
const { readFileSync } = require('node:fs');

exports.endpoint = () => {
  const { AKS_SANDBOX_TEST_ARM: address, AKS_SANDBOX_TEST_CA: ca } = process.env;
  if (!address) return undefined;
  return { resourceManager: address, prices: address, ca: ca && readFileSync(ca, 'utf8') };
};
