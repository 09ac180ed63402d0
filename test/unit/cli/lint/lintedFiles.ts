/** A pod of a class that nobody has. */
export const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: mine
  containers:
    - name: web
      image: nginx
`;

/** Facts of a cluster that has another class. */
export const FACTS = JSON.stringify({
  kind: 'List',
  items: [{ kind: 'RuntimeClass', metadata: { name: 'gvisor', uid: 'u' }, handler: 'runsc' }],
});
