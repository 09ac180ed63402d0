// Writes test/sim/protobuf/kubernetes.proto, the messages that the embedded cluster speaks, out of the
// `generated.proto` files of the Go modules that test/cluster builds: npm run schemas:protobuf
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import protobuf from 'protobufjs';

const VERSION = 'v0.36.3';
const FILES = [
  ['k8s.io/apimachinery', 'pkg/api/resource'],
  ['k8s.io/apimachinery', 'pkg/apis/meta/v1'],
  ['k8s.io/apimachinery', 'pkg/runtime'],
  ['k8s.io/apimachinery', 'pkg/util/intstr'],
  ['k8s.io/api', 'authorization/v1'],
  ['k8s.io/api', 'core/v1'],
  ['k8s.io/api', 'node/v1'],
] as const;
/** What is asked for by name; what they are made of follows. */
const WANTED = [
  'k8s.io.apimachinery.pkg.runtime.Unknown',
  'k8s.io.apimachinery.pkg.apis.meta.v1.Status',
  'k8s.io.apimachinery.pkg.apis.meta.v1.WatchEvent',
  'k8s.io.api.authorization.v1.SelfSubjectAccessReview',
  'k8s.io.api.core.v1.NamespaceList',
  'k8s.io.api.core.v1.NodeList',
  'k8s.io.api.core.v1.PodList',
  'k8s.io.api.node.v1.RuntimeClassList',
];

const root = new protobuf.Root();
const modules = execFileSync('go', ['env', 'GOMODCACHE'], { encoding: 'utf8' }).trim();
for (const [module, folder] of FILES) {
  const file = path.join(modules, `${module}@${VERSION}`, folder, 'generated.proto');
  protobuf.parse(readFileSync(file, 'utf8'), root, { keepCase: true });
}
root.resolveAll();

const messages = new Map<string, protobuf.Type>();
function take(type: protobuf.Type): void {
  const known = messages.get(type.name);
  if (known === type) return;
  if (known) throw new Error(`Two messages are named ${type.name}`);
  messages.set(type.name, type);
  for (const { resolvedType } of type.fieldsArray) {
    if (resolvedType instanceof protobuf.Type) take(resolvedType);
  }
}
for (const name of WANTED) take(root.lookupType(name));

function fieldText(field: protobuf.Field): string {
  const type = field.resolvedType?.name ?? field.type;
  const named = `${field.name} = ${field.id};`;
  if (field instanceof protobuf.MapField) return `  map<${field.keyType}, ${type}> ${named}`;
  return `  ${field.repeated ? 'repeated' : 'optional'} ${type} ${named}`;
}

const text = [...messages.values()]
  .toSorted((a, b) => a.name.localeCompare(b.name))
  .map(({ name, fieldsArray }) =>
    [
      `message ${name} {`,
      ...fieldsArray.toSorted((a, b) => a.id - b.id).map(fieldText),
      '}',
      '',
    ].join('\n'),
  );
const head = `// Names and numbers of the fields that Kubernetes ${VERSION.replace('v0', '1')} has of nodes, pods, RuntimeClasses, namespaces
// and access reviews (generated.proto in k8s.io/api and k8s.io/apimachinery ${VERSION}), written by test/schemas/generateProtobuf.ts.
syntax = "proto2";
`;
writeFileSync(
  path.join(import.meta.dirname, '../sim/protobuf/kubernetes.proto'),
  [head, ...text].join('\n'),
);
