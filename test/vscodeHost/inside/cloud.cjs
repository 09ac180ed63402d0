// Where Azure is in development: the address and the certificate authority of the embedded cluster's.
// The extension asks for it in no installed version; this file is in no package.
//   AKS_SANDBOX_TEST_ARM, AKS_SANDBOX_TEST_CA  the address, and the file with the certificate authority
//   AKS_SANDBOX_TEST_AZURE                     a file that says both as JSON, where the address is not known beforehand
const { readFileSync } = require('node:fs');

exports.endpoint = () => {
  const { address, ca } = place(process.env);
  if (!address) return undefined;
  return { resourceManager: address, prices: address, ca: ca && readFileSync(ca, 'utf8') };
};

function place({ AKS_SANDBOX_TEST_ARM, AKS_SANDBOX_TEST_CA, AKS_SANDBOX_TEST_AZURE }) {
  if (AKS_SANDBOX_TEST_ARM) return { address: AKS_SANDBOX_TEST_ARM, ca: AKS_SANDBOX_TEST_CA };
  return AKS_SANDBOX_TEST_AZURE ? JSON.parse(readFileSync(AKS_SANDBOX_TEST_AZURE, 'utf8')) : {};
}
