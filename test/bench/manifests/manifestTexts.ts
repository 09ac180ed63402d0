// Manifests of a given size, the same at every run.

/** About 20,000 lines in 397 documents: what a large repository has in one file at most. */
export function manyDocuments(count = 397): string {
  return Array.from({ length: count }, (_, index) => documentOf(index)).join('---\n');
}

/** One Deployment of about that many lines. */
export function oneDocument(lines: number): string {
  const containers = Math.max(1, Math.round(lines / 29));
  return deployment(0, containers);
}

/** The offsets of edits, spread evenly over a text, each at the end of a line. */
export function editPlaces(text: string, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) =>
    text.indexOf('\n', Math.floor(((index + 0.5) / count) * text.length)),
  );
}

function documentOf(index: number): string {
  switch (index % 8) {
    case 0:
      return service(index);
    case 1:
      return configMap(index);
    case 2:
      return job(index);
    default:
      return deployment(index, 1 + (index % 3));
  }
}

function deployment(index: number, containers: number): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${index}
  namespace: team-${index % 7}
  labels:
    app: app-${index}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: app-${index}
  template:
    metadata:
      labels:
        app: app-${index}
    spec:
      runtimeClassName: gvisor
      containers:
${Array.from({ length: containers }, (_, at) => container(at)).join('')}`;
}

function container(at: number): string {
  return `        - name: main-${at}
          image: registry.example.com/app:1.2.${at}
          imagePullPolicy: IfNotPresent
          args:
            - --listen=:8080
            - --verbose
          env:
            - name: PORT
              value: "8080"
            - name: NODE_NAME
              valueFrom:
                fieldRef:
                  fieldPath: spec.nodeName
          ports:
            - name: http-${at}
              containerPort: ${8080 + (at % 1000)}
          resources:
            requests:
              cpu: 100m
              memory: 128Mi
            limits:
              memory: 256Mi
          readinessProbe:
            httpGet:
              path: /ready
              port: 8080
            periodSeconds: 5
          securityContext:
            runAsNonRoot: true
`;
}

function job(index: number): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: job-${index}
  namespace: team-${index % 7}
spec:
  backoffLimit: 2
  template:
    spec:
      runtimeClassName: kata-vm-isolation
      restartPolicy: Never
      containers:
        - name: work
          image: registry.example.com/job:1
          command:
            - /bin/work
          resources:
            limits:
              cpu: "1"
              memory: 1Gi
`;
}

function service(index: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: app-${index}
  namespace: team-${index % 7}
spec:
  selector:
    app: app-${index}
  ports:
    - name: http
      port: 80
      targetPort: 8080
`;
}

function configMap(index: number): string {
  const lines = Array.from({ length: 30 }, (_, at) => `    key-${at} = value of ${index}`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: config-${index}
  namespace: team-${index % 7}
data:
  application.conf: |
${lines.join('\n')}
`;
}
